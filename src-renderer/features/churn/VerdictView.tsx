import type { ReactNode } from 'react'
import type { AppErrorData } from '../../../shared/contract/errors.ts'
import type { RpcClient } from '../../../shared/rpc/wire.ts'
import { attempt } from '../../app/projectActions.ts'
import { navigate } from '../../app/router.ts'
import { useSession } from '../../app/session.ts'
import { modelText, noteText } from '../../locale/churnText.ts'
import { AccuracyTriple } from '../../ui/AccuracyTriple.tsx'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { NumberStrip } from '../../ui/NumberStrip.tsx'
import { Page } from '../../ui/Page.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { toast } from '../../ui/toastStore.ts'
import { ImportancePanel, PartialPanel } from './ImportancePanels.tsx'
import { churnJobs } from './jobs.ts'
import { isGrave, isWeakerForRecent } from './conclusions.ts'
import { BaselinePanel, CandidatePanel, NotesPanel } from './ModelPanels.tsx'
import { RiskMap } from './RiskMap.tsx'
import { verdictFinding, verdictSub, type Telling } from './sentences.ts'
import { SignalPanel } from './SignalPanel.tsx'
import { loadModel, look, score, type ChurnView } from './store.ts'
import { accuracyOf, verdictStrip } from './strip.ts'
import { ThresholdPanels } from './ThresholdPanels.tsx'
import css from './Verdict.module.css'
import { CalibrationPanel, DecilePanel, DriftPanel } from './VerdictPanels.tsx'

interface VerdictViewProps {
  readonly client: RpcClient
  readonly telling: Telling
  readonly isStale: boolean
  readonly asOfDay: number | null
  /** the model could not be read again; what is shown is the last good picture */
  readonly failure: AppErrorData | null
}

/** The verdict before the list: whether to believe the model, and for what. */
export function VerdictView({ client, telling, isStale, asOfDay, failure }: VerdictViewProps) {
  const { t, format, summary, view } = telling
  return (
    <Page
      title={t('churn.title')}
      selectors={
        summary.recent && (
          <Segmented<ChurnView>
            label={t('churn.viewLabel')}
            options={[
              { value: 'all', label: t('churn.viewAll') },
              { value: 'recent', label: t('churn.viewRecent', { days: format.days(summary.recentDays) }) },
            ]}
            value={view}
            onChange={look}
          />
        )
      }
      actions={
        <>
          <Button onClick={() => navigate('churn', { show: 'card' })}>{t('churn.openCard')}</Button>
          <Button onClick={() => navigate('churn', { show: 'setup' })}>{t('churn.openSetup')}</Button>
          <Button kind="filled" onClick={() => navigate('risk')}>
            {t('churn.openList')}
          </Button>
        </>
      }
      finding={verdictFinding(telling)}
      sub={verdictSub(telling)}
      status={t('churn.statusModel', {
        model: modelText(summary.model, format.language),
        rows: format.countFull(summary.nTrainRows),
        time: format.elapsed(Math.max(1, summary.elapsedMs)),
      })}
      statusRight={t('churn.statusEngine', {
        version: summary.engineVersion,
        seed: String(summary.params.seed),
      })}
    >
      {failure && <ErrorState error={failure} onRetry={() => void loadModel(client)} />}
      <StateNotices telling={telling} isStale={isStale} asOfDay={asOfDay} />
      <div className={css.strip}>
        <AccuracyTriple {...accuracyOf(telling)} />
        <NumberStrip label={t('churn.metricsLabel')} items={verdictStrip(telling)} />
      </div>
      <div className={css.three}>
        <CalibrationPanel telling={telling} />
        <DecilePanel telling={telling} />
        <DriftPanel telling={telling} />
      </div>
      <ThresholdPanels client={client} telling={telling} />
      <div className={css.two}>
        <SignalPanel telling={telling} />
        <RiskMap telling={telling} />
      </div>
      <div className={css.two}>
        <ImportancePanel telling={telling} />
        <PartialPanel telling={telling} />
      </div>
      <div className={css.wideNarrow}>
        <BaselinePanel telling={telling} />
        <div className={css.stack}>
          <CandidatePanel telling={telling} />
          <NotesPanel telling={telling} />
        </div>
      </div>
    </Page>
  )
}

/** Why the numbers may not be what they seem: age of the scores first, then the engine's own notes. */
function StateNotices({
  telling,
  isStale,
  asOfDay,
}: Pick<VerdictViewProps, 'telling' | 'isStale' | 'asOfDay'>) {
  const { t, format, summary, view } = telling
  const isBusy = useSession((state) => state.job !== null)
  const scoredDay = summary.scored.asOfDay
  const again = (day: number) =>
    void attempt(async () => {
      const { scored } = await score(churnJobs(t), day)
      toast({ text: t('churn.scored', { n: format.countFull(scored.customers) }) })
    })
  const setup = () => navigate('churn', { show: 'setup' })
  const retrain = (
    <Button kind="link" onClick={setup}>
      {t('churn.retrain')}
    </Button>
  )
  const lines: { key: string; text: string; action?: ReactNode }[] = []
  const day = asOfDay ?? scoredDay ?? 0
  if (isStale) {
    lines.push({
      key: 'stale',
      text: t('churn.staleNotice'),
      action: (
        <span className={css.noticeActions}>
          <Button kind="link" disabled={isBusy} onClick={() => again(day)}>
            {t('churn.scoreAgain')}
          </Button>
          <Button kind="link" onClick={setup}>
            {t('churn.staleSetup')}
          </Button>
        </span>
      ),
    })
  } else if (scoredDay !== null && asOfDay !== null && asOfDay !== scoredDay) {
    lines.push({
      key: 'day',
      text: t('churn.asOfNotice', { scored: format.date(scoredDay), day: format.date(asOfDay) }),
      action: (
        <Button kind="link" disabled={isBusy} onClick={() => again(asOfDay)}>
          {t('churn.scoreAsOf', { day: format.date(asOfDay) })}
        </Button>
      ),
    })
  }
  if (view === 'all' && isWeakerForRecent(summary)) {
    lines.push({
      key: 'recent',
      text: t('churn.recentNotice', { days: format.days(summary.recentDays) }),
      action: (
        <Button kind="link" onClick={() => look('recent')}>
          {t('churn.recentLook')}
        </Button>
      ),
    })
  }
  for (const note of summary.notes.filter(isGrave)) {
    lines.push({
      key: note.code,
      text: noteText(note, format),
      ...(note.code === 'drift' && { action: retrain }),
    })
  }
  if (lines.length === 0) return null
  return (
    <div className={css.notices} aria-label={t('churn.notesTitle')} role="group">
      {lines.map(({ key, text, action }) => (
        <Notice key={key} action={action}>
          {text}
        </Notice>
      ))}
    </div>
  )
}
