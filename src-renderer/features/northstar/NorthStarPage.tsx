import { useCallback, useEffect, useMemo } from 'react'
import { ENGINE_VERSIONS } from '../../../shared/contract/version.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { attempt, openSample } from '../../app/projectActions.ts'
import { navigate } from '../../app/router.ts'
import { useAsOfDay, useSession } from '../../app/session.ts'
import { useT } from '../../locale/t.ts'
import { Button } from '../../ui/Button.tsx'
import { csvOf } from '../../ui/chartTable.ts'
import { Choice } from '../../ui/Choice.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { NumberStrip } from '../../ui/NumberStrip.tsx'
import { Page } from '../../ui/Page.tsx'
import { Skeleton } from '../../ui/Panel.tsx'
import { useSaveStore } from '../../ui/saveStore.ts'
import { toast } from '../../ui/toastStore.ts'
import { useFormat } from '../../ui/useFormat.ts'
import { ChangePanel } from './ChangePanel.tsx'
import { monthsTable } from './charts/trend.ts'
import { CorePanel } from './CorePanel.tsx'
import { GuardrailPanel } from './GuardrailPanel.tsx'
import { changeOf, shopChurn, toldMonth, toldMonths } from './months.ts'
import css from './NorthStar.module.css'
import { northStarFinding, northStarStrip, northStarSub, type Telling } from './sentences.ts'
import { ListPanel } from './ListPanel.tsx'
import { chooseMonth, enterProject, loadBoard, recallPreferences, shownBoard, useNorthStar } from './store.ts'
import { PreventionPanel } from './PreventionPanel.tsx'
import { TrendPanel } from './TrendPanel.tsx'

/** Are core customers coming back, and why did it change? */
export function NorthStarPage() {
  const t = useT()
  const format = useFormat()
  const client = useSession((state) => (state.connection.kind === 'open' ? state.connection.client : null))
  const project = useSession((state) => state.project)
  const asOfDay = useAsOfDay()
  const { definition, monthDay, cut, result, targetShare, isRemembered } = useNorthStar()
  const hasData = (project?.nPurchases ?? 0) > 0
  const fileName = project?.fileName ?? ''
  const revision = project?.revision ?? -1
  const telling: Telling = useMemo(() => ({ t, format }), [t, format])

  useEffect(() => enterProject(fileName), [fileName])
  useEffect(() => {
    if (client && hasData && !isRemembered) void recallPreferences(client)
  }, [client, hasData, fileName, isRemembered])
  useEffect(() => {
    if (client && hasData && isRemembered && asOfDay !== null) void loadBoard(client, asOfDay)
  }, [client, hasData, isRemembered, fileName, revision, asOfDay, definition])

  const board = shownBoard(result)
  const month = board && toldMonth(board, monthDay)
  const change = useMemo(() => (board && month ? changeOf(board, month, cut) : null), [board, month, cut])
  const exportNow = useCallback(() => {
    if (board) void attempt(() => exportMonths(board, telling))
  }, [board, telling])
  useCommands(
    'northstar',
    useMemo<Command[]>(
      () => [{ id: 'northstar.export', title: 'northstar.exportMonths', keys: 'Ctrl E', run: exportNow }],
      [exportNow],
    ),
  )

  if (!client || !project || asOfDay === null || !hasData) {
    return (
      <Page title={t('northstar.title')}>
        <EmptyState
          centre
          title={t('northstar.emptyTitle')}
          why={t('northstar.emptyWhy')}
          action={
            <Button kind="filled" onClick={() => navigate('import')}>
              {t('northstar.emptyAction')}
            </Button>
          }
          onSample={() => void attempt(openSample)}
        />
      </Page>
    )
  }
  return (
    <Page
      title={t('northstar.title')}
      selectors={
        board &&
        month && (
          <Choice
            quiet
            label={t('northstar.monthLabel')}
            options={toldMonths(board)
              .toReversed()
              .map((one) => ({ value: String(one.monthDay), label: format.month(one.monthDay) }))}
            value={String(month.monthDay)}
            widthPx={118}
            onChange={(day) => chooseMonth(Number(day))}
          />
        )
      }
      actions={
        <Button kind="filled" onClick={exportNow} disabled={board === null}>
          {t('northstar.exportMonths')}
        </Button>
      }
      finding={board && month ? northStarFinding(board, month, change, telling) : undefined}
      sub={board && month ? northStarSub(board, month, telling) : undefined}
      status={
        result.kind === 'running'
          ? t('northstar.statusRunning')
          : board
            ? t('northstar.statusReady', {
                day: format.date(board.asOfDay),
                n: format.countFull(board.months.length),
              })
            : ''
      }
      statusRight={t('northstar.statusEngine', { version: ENGINE_VERSIONS.northstar })}
    >
      <div className={css.page}>
        {result.kind === 'failed' && (
          <ErrorState error={result.error} onRetry={() => void loadBoard(client, asOfDay)} />
        )}
        {board === null && result.kind !== 'failed' && <Skeleton />}
        {board && !month && (
          <EmptyState
            title={t('northstar.shortTitle')}
            why={t('northstar.shortWhy', { day: format.date(board.asOfDay) })}
            action={<Button onClick={() => navigate('import')}>{t('northstar.emptyAction')}</Button>}
          />
        )}
        {board && month && (
          <>
            <NumberStrip label={t('northstar.title')} items={northStarStrip(board, month, telling)} />
            <TrendPanel board={board} month={month} targetShare={targetShare} telling={telling} />
            <div className={css.grid}>
              <ChangePanel month={month} change={change} cut={cut} telling={telling} />
              <GuardrailPanel board={board} month={month} telling={telling} />
            </div>
            <ListPanel client={client} board={board} month={month} telling={telling} />
          </>
        )}
        {board && (
          <CorePanel client={client} definition={definition} targetShare={targetShare} telling={telling} />
        )}
        {board && month && <PreventionPanel shop={shopChurn(board)} telling={telling} />}
      </div>
    </Page>
  )
}

async function exportMonths(
  board: NonNullable<ReturnType<typeof shownBoard>>,
  { t, format }: Telling,
): Promise<void> {
  const csv = csvOf(monthsTable(board.months, { t, format }, board.recalls))
  const { saveBytes } = useSaveStore.getState()
  const name = `northstar-${format.date(board.asOfDay)}.csv`
  if (await saveBytes(name, 'text/csv', new TextEncoder().encode(csv)))
    toast({ text: t('northstar.exported', { n: format.countFull(board.months.length) }) })
}
