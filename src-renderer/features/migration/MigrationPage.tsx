import { useEffect, useMemo } from 'react'
import { useCommands, type Command } from '../../app/commands.ts'
import { attempt, openSample } from '../../app/projectActions.ts'
import { navigate } from '../../app/router.ts'
import { call, host, openCustomer, useAsOfDay, useSession } from '../../app/session.ts'
import { useT } from '../../locale/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { NumberStrip } from '../../ui/NumberStrip.tsx'
import { Page } from '../../ui/Page.tsx'
import { Skeleton } from '../../ui/Panel.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { toast } from '../../ui/toastStore.ts'
import { useFormat } from '../../ui/useFormat.ts'
import { ENGINE_VERSIONS } from '../../../shared/contract/version.ts'
import { DowngradeTable } from './DowngradeTable.tsx'
import css from './MigrationPage.module.css'
import { MatrixPanel, SankeyPanel } from './MovePanels.tsx'
import { migrationFinding, migrationStrip, type Telling } from './sentences.ts'
import {
  chooseCell,
  chooseMigration,
  enterProject,
  loadSchemes,
  measureBy,
  migrate,
  shownRun,
  useMigration,
} from './store.ts'

const SPANS = [7, 30, 60, 90, 180, 365]
const WINDOWS = [90, 180, 365, 730]

/** Who slipped between two days, and what went with them. */
export function MigrationPage() {
  const t = useT()
  const format = useFormat()
  const client = useSession((state) => (state.connection.kind === 'open' ? state.connection.client : null))
  const project = useSession((state) => state.project)
  const asOfDay = useAsOfDay()
  const { choice, measure, result, schemes, cell } = useMigration()
  const hasData = (project?.nPurchases ?? 0) > 0
  const fileName = project?.fileName ?? ''
  const revision = project?.revision ?? -1
  const run = shownRun(result)
  const schemeKey = typeof choice.scheme === 'string' ? choice.scheme : choice.scheme.key
  const scheme = schemes.find((one) => one.key === schemeKey)
  const schemeName = scheme ? (format.language === 'en' ? scheme.nameEn : scheme.nameZh) : ''
  const telling: Telling = useMemo(
    () => ({ t, format, scheme: schemeName, windowDays: choice.windowDays }),
    [t, format, schemeName, choice.windowDays],
  )

  useEffect(() => {
    enterProject(fileName)
    if (client && hasData) void attempt(() => loadSchemes(client))
  }, [client, hasData, fileName, revision])
  useEffect(() => {
    if (client && hasData && asOfDay !== null) void migrate(client, asOfDay)
  }, [client, hasData, fileName, revision, asOfDay, choice])

  const runId = result.kind === 'ready' ? result.run.runId : null
  const exportNow = useMemo(
    () => () => {
      if (runId !== null && asOfDay !== null) void attempt(() => exportDowngrades(runId, asOfDay, telling))
    },
    [runId, asOfDay, telling],
  )
  useCommands(
    'migration',
    useMemo<Command[]>(
      () => [{ id: 'migration.export', title: 'migration.exportList', keys: 'Ctrl E', run: exportNow }],
      [exportNow],
    ),
  )

  if (!client || !project || asOfDay === null || !hasData) {
    return (
      <Page title={t('migration.title')}>
        <EmptyState
          centre
          title={t('migration.emptyTitle')}
          why={t('migration.emptyWhy')}
          action={
            <Button kind="filled" onClick={() => navigate('import')}>
              {t('migration.emptyAction')}
            </Button>
          }
          onSample={() => void attempt(openSample)}
        />
      </Page>
    )
  }
  const tooEarly = project.firstDay !== null && asOfDay - choice.spanDays < project.firstDay
  return (
    <Page
      title={t('migration.title')}
      selectors={
        <>
          <Choice
            quiet
            label={t('migration.schemeLabel')}
            options={schemes.map((one) => ({
              value: one.key,
              label: format.language === 'en' ? one.nameEn : one.nameZh,
            }))}
            value={schemes.length > 0 ? schemeKey : null}
            widthPx={178}
            onChange={(key) => {
              const found = schemes.find((one) => one.key === key)
              if (!found) return
              const { builtIn, ...own } = found
              chooseMigration({ scheme: builtIn ? (key as 'mean8') : own })
            }}
          />
          <Choice
            quiet
            label={t('migration.spanLabel')}
            options={SPANS.map((days) => ({
              value: String(days),
              label: t('migration.spanChoice', { days: format.countFull(days) }),
            }))}
            value={String(choice.spanDays)}
            widthPx={128}
            onChange={(days) => chooseMigration({ spanDays: Number(days) })}
          />
          <Choice
            quiet
            label={t('migration.windowLabel')}
            options={[
              ...WINDOWS.map((days) => ({
                value: String(days),
                label: t('migration.windowChoice', { days: format.countFull(days) }),
              })),
              { value: 'all', label: t('migration.windowAll') },
            ]}
            value={choice.windowDays === null ? 'all' : String(choice.windowDays)}
            widthPx={104}
            onChange={(next) => chooseMigration({ windowDays: next === 'all' ? null : Number(next) })}
          />
          <Segmented
            label={t('migration.measureLabel')}
            options={[
              { value: 'people', label: t('migration.people') },
              { value: 'money', label: t('migration.money') },
            ]}
            value={measure}
            onChange={measureBy}
          />
        </>
      }
      actions={
        <Button kind="filled" onClick={exportNow} disabled={runId === null}>
          {t('migration.exportList')}
        </Button>
      }
      finding={run ? migrationFinding(run.migration, telling) : undefined}
      sub={
        run
          ? [
              t('migration.subDays', {
                from: format.date(run.migration.fromDay),
                to: format.date(run.migration.toDay),
              }),
              t('migration.subScheme', { name: schemeName }),
              measure === 'money' ? t('migration.subMoney') : t('migration.subPeople'),
              choice.windowDays === null
                ? t('migration.subWindowAll')
                : t('migration.subWindow', { days: format.countFull(choice.windowDays) }),
              ...(tooEarly ? [t('migration.tooEarly', { day: format.date(project.firstDay) })] : []),
            ]
          : undefined
      }
      status={
        result.kind === 'running'
          ? t('migration.statusRunning')
          : run
            ? t('migration.statusReady', { ms: format.elapsed(Math.max(1, run.migration.elapsedMs)) })
            : ''
      }
      statusRight={t('migration.statusEngine', { version: ENGINE_VERSIONS.rfm })}
    >
      <div className={css.page}>
        {result.kind === 'failed' && (
          <ErrorState error={result.error} onRetry={() => void migrate(client, asOfDay)} />
        )}
        {run === null ? (
          result.kind !== 'failed' && <Skeleton />
        ) : (
          <>
            <NumberStrip label={t('migration.title')} items={migrationStrip(run.migration, telling)} />
            <div className={css.grid}>
              <MatrixPanel migration={run.migration} measure={measure} telling={telling} cell={cell} />
              <SankeyPanel migration={run.migration} measure={measure} telling={telling} />
            </div>
            <DowngradeTable
              client={client}
              runId={run.runId}
              migration={run.migration}
              cell={cell}
              telling={telling}
              onAll={() => chooseCell(null)}
              onOpen={openCustomer}
            />
          </>
        )}
      </div>
    </Page>
  )
}

async function exportDowngrades(runId: string, asOfDay: number, { t, format }: Telling): Promise<void> {
  const name = `downgrades-${format.date(asOfDay)}.csv`
  const target = await host().pickSaveTarget(name)
  if (target === null) return
  const { rows } = await call('rfm.exportDowngrades', { runId, language: format.language, target })
  await host().deliver(target, name)
  toast({ text: t('migration.exported', { n: format.countFull(rows) }) })
}
