import { useEffect } from 'react'
import type { ChurnAlive } from '../../../shared/contract/churn.ts'
import type { ProjectSummary } from '../../../shared/contract/project.ts'
import type { RpcClient } from '../../../shared/rpc/wire.ts'
import { attempt, openSample } from '../../app/projectActions.ts'
import { navigate } from '../../app/router.ts'
import { useSession } from '../../app/session.ts'
import { useT } from '../../locale/t.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { finding } from '../../ui/Finding.tsx'
import { Page } from '../../ui/Page.tsx'
import { Panel, Skeleton } from '../../ui/Panel.tsx'
import { JobBar } from '../../ui/Progress.tsx'
import { toast } from '../../ui/toastStore.ts'
import { useFormat } from '../../ui/useFormat.ts'
import { HorizonPanel } from './HorizonPanel.tsx'
import { churnJobs } from './jobs.ts'
import { LabelPanel } from './LabelPanel.tsx'
import css from './Setup.module.css'
import { SetupData } from './SetupData.tsx'
import { kindOf, paramsOf } from './setupDraft.ts'
import { SetupLevers } from './SetupLevers.tsx'
import { draftIn, loadSetup, shown, train, useChurn } from './store.ts'

interface SetupViewProps {
  readonly client: RpcClient
  readonly project: ProjectSummary
  readonly asOfDay: number | null
  readonly hasModel: boolean
}

/** What counts as churned, on what it is learned, and one button that trains. */
export function SetupView({ client, project, asOfDay, hasModel }: SetupViewProps) {
  const t = useT()
  const format = useFormat()
  const state = useChurn()
  const job = useSession((session) => session.job)
  const draft = draftIn(state)
  const setup = shown(state.setup)
  const alive = JSON.stringify(draft.alive)
  useEffect(() => {
    void loadSetup(client, JSON.parse(alive) as ChurnAlive)
  }, [client, alive, project.fileName, project.revision])

  const params = setup ? paramsOf(draft, setup, asOfDay) : null
  const start = () => {
    if (!params) return
    void attempt(async () => {
      const { scored } = await train(churnJobs(t), params)
      toast({ text: t('churn.trained', { n: format.countFull(scored.customers) }) })
      navigate('churn')
    })
  }
  if (setup && setup.problem !== null && setup.labels.length === 0) {
    const why = {
      'no-purchases': t('churn.emptyNoPurchases'),
      'too-few-customers': t('churn.emptyTooFew'),
      'too-short': t('churn.emptyTooShort'),
    }[setup.problem]
    return (
      <Page title={t('churn.title')}>
        <EmptyState
          centre
          title={t('churn.emptyTitle')}
          why={why}
          action={
            <Button kind="filled" onClick={() => navigate('import')}>
              {t('churn.emptyAction')}
            </Button>
          }
          onSample={() => void attempt(openSample)}
        />
      </Page>
    )
  }
  const kind = setup ? kindOf(draft, setup) : 'history'
  return (
    <Page
      title={t('churn.title')}
      actions={
        <>
          {hasModel && <Button onClick={() => navigate('churn')}>{t('churn.closeSetup')}</Button>}
          <Button kind="filled" disabled={params === null || job !== null} onClick={start}>
            {hasModel ? t('churn.trainAgain') : t('churn.trainButton')}
          </Button>
        </>
      }
      finding={hasModel ? undefined : finding('churn.notYetTitle')}
      sub={
        project.firstDay === null
          ? undefined
          : [
              t('churn.dataPeriod', {
                first: format.date(project.firstDay),
                last: format.date(project.lastDay),
              }),
              t('churn.dataSub', { n: format.countFull(setup?.nFeatures ?? null) }),
            ]
      }
    >
      {job && (
        <Panel title={job.progress.label}>
          <JobBar job={job.progress} onCancel={job.cancel} />
        </Panel>
      )}
      {state.setup.kind === 'failed' && (
        <ErrorState error={state.setup.error} onRetry={() => void loadSetup(client, draft.alive)} />
      )}
      {setup === null ? (
        state.setup.kind !== 'failed' && <Skeleton />
      ) : (
        <div className={css.grid}>
          <SetupLevers setup={setup} draft={draft} />
          {kind === 'history' ? (
            <HorizonPanel setup={setup} draft={draft} isBusy={state.setup.kind === 'running'} />
          ) : (
            <LabelPanel setup={setup} draft={draft} />
          )}
          <SetupData setup={setup} draft={draft} />
        </div>
      )}
    </Page>
  )
}
