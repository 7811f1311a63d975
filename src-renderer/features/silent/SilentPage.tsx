import { useCallback, useEffect, useMemo } from 'react'
import type { SilentParams } from '../../../shared/contract/silent.ts'
import { ENGINE_VERSIONS } from '../../../shared/contract/version.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { attempt, openSample } from '../../app/projectActions.ts'
import { navigate } from '../../app/router.ts'
import { countShare, host, runJob, useAsOfDay, useSession } from '../../app/session.ts'
import { useT } from '../../locale/t.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { NumberStrip } from '../../ui/NumberStrip.tsx'
import { Page } from '../../ui/Page.tsx'
import { Skeleton } from '../../ui/Panel.tsx'
import { toast } from '../../ui/toastStore.ts'
import { useFormat } from '../../ui/useFormat.ts'
import { ListPanel } from './ListPanel.tsx'
import { RecallPanel } from './RecallPanel.tsx'
import { RulePanel } from './RulePanel.tsx'
import { SizePanel, ThresholdPanel } from './SilencePanels.tsx'
import css from './Silent.module.css'
import { silentFinding, silentStrip, silentSub, type Telling } from './sentences.ts'
import { enterProject, findSilent, shownRun, useSilent } from './store.ts'
import { TierPanel } from './TierPanel.tsx'

/** Who fell silent, who of them is worth a word, and how far recalls brought them back. */
export function SilentPage() {
  const t = useT()
  const format = useFormat()
  const client = useSession((state) => (state.connection.kind === 'open' ? state.connection.client : null))
  const project = useSession((state) => state.project)
  const job = useSession((state) => state.job)
  const asOfDay = useAsOfDay()
  const { silenceDays, rule, marginRate, result } = useSilent()
  const hasData = (project?.nPurchases ?? 0) > 0
  const fileName = project?.fileName ?? ''
  const revision = project?.revision ?? -1
  const telling: Telling = useMemo(() => ({ t, format }), [t, format])
  const isFree = job === null

  const find = useCallback(
    (again = false) => {
      if (!hasData || asOfDay === null) return
      const run = (params: SilentParams) => runJob('silent.run', params, t('silent.running'), countShare)
      void findSilent(run, asOfDay, revision, again)
    },
    [hasData, asOfDay, revision, t],
  )
  useEffect(() => enterProject(fileName), [fileName])
  useEffect(() => {
    if (isFree && result.kind !== 'failed') find()
  }, [find, isFree, silenceDays, rule, marginRate, fileName, result.kind])

  const run = shownRun(result)
  const runId = run?.runId ?? null
  const exportNow = useCallback(() => {
    if (runId !== null && asOfDay !== null) void attempt(() => exportList(runId, asOfDay, telling))
  }, [runId, asOfDay, telling])
  useCommands(
    'silent',
    useMemo<Command[]>(
      () => [{ id: 'silent.export', title: 'silent.exportList', keys: 'Ctrl E', run: exportNow }],
      [exportNow],
    ),
  )
  if (!client || !project || asOfDay === null || !hasData) {
    return (
      <Page title={t('silent.title')}>
        <EmptyState
          centre
          title={t('silent.emptyTitle')}
          why={t('silent.emptyWhy')}
          action={
            <Button kind="filled" onClick={() => navigate('import')}>
              {t('silent.emptyAction')}
            </Button>
          }
          onSample={() => void attempt(openSample)}
        />
      </Page>
    )
  }
  const summary = run?.summary ?? null
  return (
    <Page
      title={t('silent.title')}
      actions={
        <Button kind="filled" onClick={exportNow} disabled={run === null}>
          {t('silent.exportList')}
        </Button>
      }
      finding={summary ? silentFinding(summary, telling) : undefined}
      sub={summary ? silentSub(summary, telling) : undefined}
      status={
        result.kind === 'running'
          ? t('silent.running')
          : summary
            ? t('silent.statusReady', {
                n: format.countFull(summary.seen),
                ms: format.elapsed(Math.max(1, summary.elapsedMs)),
              })
            : ''
      }
      statusRight={t('silent.statusEngine', { version: ENGINE_VERSIONS.silent })}
    >
      <div className={css.page}>
        {result.kind === 'failed' && <ErrorState error={result.error} onRetry={() => find(true)} />}
        {run === null && result.kind !== 'failed' && <Skeleton />}
        {run && summary && (
          <>
            <NumberStrip label={t('silent.title')} items={silentStrip(summary, telling)} />
            <TierPanel summary={summary} telling={telling} />
            <div className={css.two}>
              <ThresholdPanel summary={summary} telling={telling} />
              <SizePanel summary={summary} telling={telling} />
            </div>
            <RecallPanel summary={summary} telling={telling} />
          </>
        )}
        <RulePanel rule={rule} marginRate={marginRate} summary={summary} telling={telling} />
        {run && summary && (
          <ListPanel client={client} runId={run.runId} summary={summary} telling={telling} />
        )}
      </div>
    </Page>
  )
}

/** The customers that the filters leave, with their planned action, as CSV. */
async function exportList(runId: string, asOfDay: number, { t, format }: Telling): Promise<void> {
  const { filter } = useSilent.getState()
  const name = `silent-${format.date(asOfDay)}.csv`
  const target = await host().pickSaveTarget(name)
  if (target === null) return
  const { rows } = await runJob(
    'silent.export',
    { runId, filter, language: format.language, target },
    t('silent.exportList'),
    countShare,
  )
  await host().deliver(target, name)
  toast({ text: t('silent.exported', { n: format.countFull(rows) }) })
}
