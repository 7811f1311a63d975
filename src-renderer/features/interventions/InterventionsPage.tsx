import { useCallback, useEffect, useMemo } from 'react'
import { dayFromIso, isoFromDay } from '../../../shared/contract/calendar.ts'
import type { InterventionParams } from '../../../shared/contract/interventions.ts'
import { ENGINE_VERSIONS } from '../../../shared/contract/version.ts'
import { attempt, openSample } from '../../app/projectActions.ts'
import { navigate } from '../../app/router.ts'
import { countShare, runJob, useAsOfDay, useSession } from '../../app/session.ts'
import { useT } from '../../locale/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { NumberStrip } from '../../ui/NumberStrip.tsx'
import { Page } from '../../ui/Page.tsx'
import { Skeleton } from '../../ui/Panel.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import { CampaignPanel } from './CampaignPanel.tsx'
import css from './Interventions.module.css'
import { PlanPanel } from './PlanPanel.tsx'
import { QueuePanel } from './QueuePanel.tsx'
import { queueFinding, queueStrip, queueSub, type Telling } from './sentences.ts'
import { compareFrom, enterProject, makeQueue, shownRun, useQueue } from './store.ts'

const SPANS = [7, 30, 60, 90]
const NEWEST = 'newest'

/** Who fell to a lower tier since the newest import, and what to do for little money. */
export function InterventionsPage() {
  const t = useT()
  const format = useFormat()
  const client = useSession((state) => (state.connection.kind === 'open' ? state.connection.client : null))
  const project = useSession((state) => state.project)
  const job = useSession((state) => state.job)
  const asOfDay = useAsOfDay()
  const { fromDay, marginRate, result, campaigns, question } = useQueue()
  const hasData = (project?.nPurchases ?? 0) > 0
  const fileName = project?.fileName ?? ''
  const revision = project?.revision ?? -1
  const telling: Telling = useMemo(() => ({ t, format }), [t, format])
  const isFree = job === null

  const make = useCallback(
    (again = false) => {
      if (!client || !hasData || asOfDay === null) return
      const run = (params: InterventionParams) =>
        runJob('interventions.run', params, t('interventions.running'), countShare)
      void makeQueue(client, run, asOfDay, revision, again)
    },
    [client, hasData, asOfDay, revision, t],
  )
  useEffect(() => enterProject(fileName), [fileName])
  useEffect(() => {
    if (isFree && result.kind !== 'failed') make()
  }, [make, isFree, fromDay, marginRate, question, fileName, result.kind])

  if (!client || !project || asOfDay === null || !hasData) {
    return (
      <Page title={t('interventions.title')}>
        <EmptyState
          centre
          title={t('interventions.emptyTitle')}
          why={t('interventions.emptyWhy')}
          action={
            <Button kind="filled" onClick={() => navigate('import')}>
              {t('interventions.emptyAction')}
            </Button>
          }
          onSample={() => void attempt(openSample)}
        />
      </Page>
    )
  }
  const run = shownRun(result)
  const summary = run?.summary ?? null
  const options = [
    { value: NEWEST, label: t('interventions.sinceImport') },
    ...SPANS.map((days) => ({
      value: isoFromDay(asOfDay - days),
      label: t('interventions.sinceDays', { n: format.countFull(days) }),
    })),
  ]
  const chosen = fromDay === null ? NEWEST : isoFromDay(fromDay)
  return (
    <Page
      title={t('interventions.title')}
      selectors={
        <Choice
          quiet
          label={t('interventions.compare')}
          options={
            options.some(({ value }) => value === chosen)
              ? options
              : [...options, { value: chosen, label: chosen }]
          }
          value={chosen}
          widthPx={190}
          onChange={(value) => compareFrom(value === NEWEST ? null : dayFromIso(value))}
        />
      }
      finding={summary ? queueFinding(summary, telling) : undefined}
      sub={summary ? queueSub(summary, telling) : undefined}
      status={
        result.kind === 'running'
          ? t('interventions.running')
          : summary
            ? t('interventions.statusReady', {
                n: format.countFull(summary.downgraded),
                ms: format.elapsed(Math.max(1, summary.elapsedMs)),
              })
            : ''
      }
      statusRight={t('interventions.statusEngine', { version: ENGINE_VERSIONS.interventions })}
    >
      <div className={css.page}>
        {result.kind === 'failed' && <ErrorState error={result.error} onRetry={() => make(true)} />}
        {run === null && result.kind !== 'failed' && <Skeleton />}
        {run && summary && (
          <>
            <NumberStrip label={t('interventions.title')} items={queueStrip(summary, telling)} />
            <PlanPanel client={client} runId={run.runId} summary={summary} telling={telling} />
            <QueuePanel client={client} runId={run.runId} summary={summary} telling={telling} />
            <CampaignPanel client={client} campaigns={campaigns} telling={telling} />
          </>
        )}
      </div>
    </Page>
  )
}
