import { useCallback, useEffect, useMemo } from 'react'
import { LIFETIME_MODELS, type LifetimeParams } from '../../../shared/contract/lifetime.ts'
import { ENGINE_VERSIONS } from '../../../shared/contract/version.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { attempt, openSample } from '../../app/projectActions.ts'
import { navigate } from '../../app/router.ts'
import { countShare, host, openCustomer, runJob, useAsOfDay, useSession } from '../../app/session.ts'
import { MODEL_NAMES } from '../../locale/lifetimeText.ts'
import { useT } from '../../locale/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { NumberStrip } from '../../ui/NumberStrip.tsx'
import { Page } from '../../ui/Page.tsx'
import { Skeleton } from '../../ui/Panel.tsx'
import { toast } from '../../ui/toastStore.ts'
import { useFormat } from '../../ui/useFormat.ts'
import { ConditionalPanel, HeterogeneityPanel } from './CheckPanels.tsx'
import { CohortPanel } from './CohortPanel.tsx'
import { CustomerTable } from './CustomerTable.tsx'
import { MapPanel, TrackingPanel } from './FitPanels.tsx'
import { LeversPanel } from './LeversPanel.tsx'
import css from './Lifetime.module.css'
import { ModelPanel } from './ModelPanel.tsx'
import { lifetimeFinding, lifetimeStrip, lifetimeSub, type Telling } from './sentences.ts'
import { chooseLifetime, enterProject, fitLifetime, reckon, shownRun, useLifetime } from './store.ts'
import { TierPanel } from './TierPanel.tsx'
import { CohortValuePanel, ConcentrationPanel } from './ValuePanels.tsx'

const HORIZONS = [30, 60, 90, 180, 365]

/** Where is future value, and how far is the model to be trusted? */
export function LifetimePage() {
  const t = useT()
  const format = useFormat()
  const client = useSession((state) => (state.connection.kind === 'open' ? state.connection.client : null))
  const project = useSession((state) => state.project)
  const job = useSession((state) => state.job)
  const asOfDay = useAsOfDay()
  const { choice, economics, result, value, map, cohorts } = useLifetime()
  const hasData = (project?.nPurchases ?? 0) > 0
  const fileName = project?.fileName ?? ''
  const revision = project?.revision ?? -1
  const telling: Telling = useMemo(() => ({ t, format }), [t, format])
  const isFree = job === null

  const fit = useCallback(
    (again = false) => {
      if (!client || !hasData || asOfDay === null) return
      const run = (params: LifetimeParams) =>
        runJob('lifetime.run', params, t('lifetime.running'), countShare)
      void fitLifetime(client, run, asOfDay, revision, again)
    },
    [client, hasData, asOfDay, revision, t],
  )
  useEffect(() => enterProject(fileName), [fileName])
  useEffect(() => {
    if (isFree && result.kind !== 'failed') fit()
  }, [fit, isFree, choice, fileName, result.kind])

  const run = shownRun(result)
  const runId = run?.runId ?? null
  const exportNow = useCallback(() => {
    if (runId !== null && asOfDay !== null) void attempt(() => exportList(runId, asOfDay, telling))
  }, [runId, asOfDay, telling])
  useCommands(
    'lifetime',
    useMemo<Command[]>(
      () => [{ id: 'lifetime.export', title: 'lifetime.exportList', keys: 'Ctrl E', run: exportNow }],
      [exportNow],
    ),
  )

  if (!client || !project || asOfDay === null || !hasData) {
    return (
      <Page title={t('lifetime.title')}>
        <EmptyState
          centre
          title={t('lifetime.emptyTitle')}
          why={t('lifetime.emptyWhy')}
          action={
            <Button kind="filled" onClick={() => navigate('import')}>
              {t('lifetime.emptyAction')}
            </Button>
          }
          onSample={() => void attempt(openSample)}
        />
      </Page>
    )
  }
  const choose = (change: Parameters<typeof chooseLifetime>[0]) => {
    chooseLifetime(change)
    if (result.kind === 'failed') fit(true)
  }
  return (
    <Page
      title={t('lifetime.title')}
      selectors={
        <>
          <Choice
            quiet
            label={t('lifetime.modelLabel')}
            options={[
              { value: 'auto', label: t('lifetime.modelAuto') },
              ...LIFETIME_MODELS.map((model) => ({ value: model, label: MODEL_NAMES[model] })),
            ]}
            value={choice.model}
            widthPx={172}
            onChange={(model) => choose({ model })}
          />
          <Choice
            quiet
            label={t('lifetime.horizonLabel')}
            options={HORIZONS.map((days) => ({
              value: String(days),
              label: t('lifetime.horizonChoice', { days: format.countFull(days) }),
            }))}
            value={String(choice.horizonDays)}
            widthPx={142}
            onChange={(days) => choose({ horizonDays: Number(days) })}
          />
        </>
      }
      actions={
        <Button kind="filled" onClick={exportNow} disabled={runId === null}>
          {t('lifetime.exportList')}
        </Button>
      }
      finding={run && value ? lifetimeFinding(run.summary, value, telling) : undefined}
      sub={run && value ? lifetimeSub(run.summary, value, telling) : undefined}
      status={
        result.kind === 'running'
          ? t('lifetime.running')
          : run
            ? t('lifetime.statusReady', {
                n: format.countFull(run.summary.customers),
                ms: format.elapsed(Math.max(1, run.summary.elapsedMs)),
              })
            : ''
      }
      statusRight={t('lifetime.statusEngine', { version: ENGINE_VERSIONS.lifetime })}
    >
      <div className={css.page}>
        {result.kind === 'failed' && <ErrorState error={result.error} onRetry={() => fit(true)} />}
        {run === null && result.kind !== 'failed' && <Skeleton />}
        {run && value && (
          <>
            <NumberStrip label={t('lifetime.title')} items={lifetimeStrip(run.summary, value, telling)} />
            <div className={css.three}>
              <LeversPanel
                economics={economics}
                value={value}
                telling={telling}
                onChange={(change) => void attempt(() => reckon(client, change))}
              />
              <ConcentrationPanel value={value} telling={telling} />
              <CohortValuePanel value={value} telling={telling} />
            </div>
            <div className={css.two}>
              <MapPanel map={map} summary={run.summary} telling={telling} />
              <TrackingPanel summary={run.summary} telling={telling} />
            </div>
            <TierPanel client={client} runId={run.runId} economics={value.economics} telling={telling} />
            <ModelPanel summary={run.summary} telling={telling} />
            <div className={css.two}>
              <ConditionalPanel summary={run.summary} telling={telling} />
              <HeterogeneityPanel summary={run.summary} telling={telling} />
            </div>
            {cohorts && <CohortPanel cohorts={cohorts} telling={telling} />}
            <CustomerTable
              client={client}
              runId={run.runId}
              summary={run.summary}
              economics={value.economics}
              telling={telling}
              onOpen={openCustomer}
            />
          </>
        )}
      </div>
    </Page>
  )
}

/** The customers that the search leaves, as CSV, under the money and time in hand. */
async function exportList(runId: string, asOfDay: number, { t, format }: Telling): Promise<void> {
  const { economics, search } = useLifetime.getState()
  const name = `lifetime-${format.date(asOfDay)}.csv`
  const target = await host().pickSaveTarget(name)
  if (target === null) return
  const { rows } = await runJob(
    'lifetime.export',
    { runId, economics, filter: search === '' ? {} : { search }, language: format.language, target },
    t('lifetime.exportList'),
    countShare,
  )
  await host().deliver(target, name)
  toast({ text: t('lifetime.exported', { n: format.countFull(rows) }) })
}
