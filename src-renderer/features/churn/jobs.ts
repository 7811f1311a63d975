import type { ChurnProgress } from '../../../shared/contract/api.ts'
import { runJob } from '../../app/session.ts'
import type { Translate } from '../../locale/t.ts'
import type { JobProgress } from '../../ui/Progress.tsx'
import type { RunChurn } from './store.ts'

/** The step in words, and how far it is. */
export function describeStep(job: string, progress: ChurnProgress, t: Translate): Partial<JobProgress> {
  const steps: Record<ChurnProgress['step'], string> = {
    reading: t('churn.stepReading'),
    features: t('churn.stepFeatures'),
    training: t('churn.stepTraining'),
    judging: t('churn.stepJudging'),
    scoring: t('churn.stepScoring'),
    saving: t('churn.stepSaving'),
  }
  return {
    label: t('churn.jobStep', { job, step: steps[progress.step] }),
    share: progress.total > 0 ? progress.done / progress.total : null,
  }
}

/** The jobs of the screen, with progress and cancel in the frame. */
export function churnJobs(t: Translate): RunChurn {
  const describe = (job: string) => (progress: ChurnProgress) => describeStep(job, progress, t)
  return {
    train: (params) => runJob('churn.train', params, t('churn.jobTrain'), describe(t('churn.jobTrain'))),
    score: (asOfDay) =>
      runJob('churn.score', { asOfDay }, t('churn.jobScore'), describe(t('churn.jobScore'))),
  }
}
