import { useEffect, useMemo } from 'react'
import { useRoute } from '../../app/router.ts'
import { useAsOfDay, useSession } from '../../app/session.ts'
import { useT } from '../../locale/t.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Page } from '../../ui/Page.tsx'
import { Skeleton } from '../../ui/Panel.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import { ModelCard } from './ModelCard.tsx'
import { SetupView } from './SetupView.tsx'
import { enterProject, loadModel, shown, useChurn } from './store.ts'
import { VerdictView } from './VerdictView.tsx'

/** Whether to believe the warnings: set-up, verdict, and the model's card. */
export function ChurnPage() {
  const t = useT()
  const format = useFormat()
  const client = useSession((state) => (state.connection.kind === 'open' ? state.connection.client : null))
  const project = useSession((state) => state.project)
  const asOfDay = useAsOfDay()
  const { show } = useRoute().params
  const model = useChurn((state) => state.model)
  const view = useChurn((state) => state.view)
  const fileName = project?.fileName ?? ''
  const revision = project?.revision ?? -1
  useEffect(() => {
    enterProject(fileName, revision)
    if (client && fileName !== '') void loadModel(client)
  }, [client, fileName, revision])

  const current = shown(model)?.current ?? null
  const telling = useMemo(
    () => (current ? { t, format, summary: current.summary, view } : null),
    [t, format, current, view],
  )
  if (!client || !project || (shown(model) === null && model.kind !== 'failed')) {
    return (
      <Page title={t('churn.title')}>
        <Skeleton />
      </Page>
    )
  }
  if (shown(model) === null && model.kind === 'failed') {
    return (
      <Page title={t('churn.title')}>
        <ErrorState error={model.error} onRetry={() => void loadModel(client)} />
      </Page>
    )
  }
  if (!telling || !current || show === 'setup') {
    return <SetupView client={client} project={project} asOfDay={asOfDay} hasModel={current !== null} />
  }
  if (show === 'card') return <ModelCard telling={telling} project={project} />
  return (
    <VerdictView
      client={client}
      telling={telling}
      isStale={current.isStale}
      asOfDay={asOfDay}
      failure={model.kind === 'failed' ? model.error : null}
    />
  )
}
