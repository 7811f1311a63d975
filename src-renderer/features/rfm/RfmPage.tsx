import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import type { RfmScheme, RfmSummary } from '../../../shared/contract/rfm.ts'
import type { RpcClient } from '../../../shared/rpc/wire.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { attempt, openSample } from '../../app/projectActions.ts'
import { navigate } from '../../app/router.ts'
import { openCustomer, setAsOfDay, useAsOfDay, useSession } from '../../app/session.ts'
import { useT } from '../../locale/t.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Page } from '../../ui/Page.tsx'
import { Skeleton } from '../../ui/Panel.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import { AsOfPanel } from './AsOfPanel.tsx'
import { CustomerTable } from './CustomerTable.tsx'
import { copyOf } from './draft.ts'
import { exportList } from './exportList.ts'
import { GridPanel } from './GridPanel.tsx'
import { CutsPanel } from './CutsPanel.tsx'
import css from './RfmPage.module.css'
import { RuleEditor } from './RuleEditor.tsx'
import { Selectors } from './Selectors.tsx'
import { rfmFinding, type Telling } from './sentences.ts'
import {
  choose,
  chosenScheme,
  deleteScheme,
  filterBy,
  loadProject,
  preview,
  run,
  saveScheme,
  shownSummary,
  toggle,
  useRfm,
} from './store.ts'
import { TreemapPanel } from './TreemapPanel.tsx'

const NO_SCHEME = { nameZh: '', nameEn: '' }

/** Who holds the money, who moved: every customer scored at any day, while the day is dragged. */
export function RfmPage() {
  const t = useT()
  const format = useFormat()
  const client = useSession((state) => (state.connection.kind === 'open' ? state.connection.client : null))
  const project = useSession((state) => state.project)
  const asOfDay = useAsOfDay()
  const state = useRfm()
  const [handDay, setHandDay] = useState<number | null>(null)
  const [editing, setEditing] = useState(false)
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set())
  const summary = shownSummary(state)
  const scheme = chosenScheme(state)
  const { compareDays } = state.choice
  const waitingDays = state.live !== null && state.live.compareDay === null ? compareDays : null
  const telling: Telling = useMemo(
    () => ({ t, format, scheme: scheme ?? NO_SCHEME, waitingDays }),
    [t, format, scheme, waitingDays],
  )
  const stamp = project ? `${project.fileName} ${project.revision}` : ''
  const hasData = (project?.nPurchases ?? 0) > 0

  useEffect(() => {
    if (client && hasData) void attempt(() => loadProject(client, stamp))
  }, [client, hasData, stamp])
  useEffect(() => {
    if (client && hasData && asOfDay !== null) void run(client, asOfDay)
  }, [client, hasData, asOfDay, stamp])
  useEffect(() => setSelected(new Set()), [state.filter, summary?.params.asOfDay])

  const exportNow = useMemo(
    () => () => void attempt(() => exportList(selected, t, format)),
    [selected, t, format],
  )
  const commands = useMemo<Command[]>(
    () =>
      hasData
        ? [
            { id: 'rfm.export', title: 'rfm.exportList', keys: 'Ctrl E', run: exportNow },
            { id: 'rfm.rules', title: 'rfm.editRules', run: () => setEditing(true) },
          ]
        : [],
    [exportNow, hasData],
  )
  useCommands('rfm', commands)

  if (!client || !project || asOfDay === null || !hasData) {
    return (
      <Page title={t('rfm.title')}>
        <EmptyState
          centre
          title={t('rfm.emptyTitle')}
          why={t('rfm.emptyWhy')}
          action={
            <Button kind="filled" onClick={() => navigate('import')}>
              {t('rfm.emptyAction')}
            </Button>
          }
          onSample={() => void attempt(openSample)}
        />
      </Page>
    )
  }

  const save = async (to: RpcClient, day: number, next: RfmScheme) => {
    await saveScheme(to, next)
    setEditing(false)
    await choose(to, day, { scheme: next })
  }
  const builtIn = state.schemes.find((one) => one.key === scheme?.key)?.builtIn !== false
  return (
    <Page
      title={t('rfm.title')}
      selectors={
        <>
          <Selectors onChoose={(change) => void choose(client, asOfDay, change)} />
          <RuleCheck nProblems={state.lint.length} onOpen={() => setEditing(true)} />
        </>
      }
      actions={
        <>
          <Button onClick={() => setEditing(true)} disabled={scheme === null}>
            {t('rfm.editRules')}
          </Button>
          <Button onClick={() => navigate('migration')}>{t('rfm.seeMigration')}</Button>
          <Button kind="filled" onClick={exportNow} disabled={state.result.kind !== 'ready'}>
            {selected.size > 0
              ? t('rfm.selectedExport', { n: format.countFull(selected.size) })
              : t('rfm.exportList')}
          </Button>
        </>
      }
      finding={summary ? rfmFinding(summary, telling) : undefined}
      sub={summary ? subLine(summary, handDay ?? asOfDay, compareDays, telling) : undefined}
      status={statusText(state.live !== null, state.result.kind, summary, telling)}
      statusRight={`${t('rfm.statusEngine', { version: summary?.engineVersion ?? '' })} · ${t('rfm.statusLocal')}`}
    >
      <div className={css.page}>
        {state.timeline && project.firstDay !== null && project.lastDay !== null && (
          <AsOfPanel
            timeline={state.timeline}
            firstDay={project.firstDay}
            lastDay={project.lastDay}
            day={handDay ?? asOfDay}
            windowDays={state.choice.windowDays}
            compareDays={compareDays}
            summary={summary}
            telling={telling}
            onMove={(day) => {
              setHandDay(day)
              void preview(client, day)
            }}
            onCommit={(day) => {
              setHandDay(null)
              setAsOfDay(day)
              if (day === asOfDay) void run(client, day)
            }}
          />
        )}
        {state.result.kind === 'failed' && (
          <ErrorState error={state.result.error} onRetry={() => void run(client, asOfDay)} />
        )}
        {summary === null ? (
          state.result.kind !== 'failed' && <Skeleton />
        ) : summary.nMembers === 0 ? (
          <EmptyState
            title={t('rfm.noneInWindow')}
            why={t('rfm.noneInWindowWhy', { day: format.date(summary.params.asOfDay) })}
            action={
              summary.params.windowDays !== null && (
                <Button onClick={() => void choose(client, asOfDay, { windowDays: null })}>
                  {t('rfm.wholeHistory')}
                </Button>
              )
            }
          />
        ) : (
          <>
            <div className={css.grid}>
              <GridPanel
                summary={summary}
                measure={state.measure}
                compares={compareDays > 0}
                selected={new Set(state.filter.cells)}
                onToggle={(cell) => toggle('cells', cell)}
              />
              <TreemapPanel
                summary={summary}
                dragging={state.live !== null}
                selected={new Set(state.filter.segments)}
                onToggle={(key) => toggle('segments', key)}
              />
              <CutsPanel client={client} asOfDay={asOfDay} summary={summary} />
            </div>
            <CustomerTable
              client={client}
              runId={state.result.kind === 'ready' ? state.result.runId : null}
              summary={state.result.kind === 'ready' ? state.result.summary : summary}
              filter={state.filter}
              onFilter={filterBy}
              selected={selected}
              onSelected={setSelected}
              onOpen={openCustomer}
            />
          </>
        )}
      </div>
      {editing && scheme && (
        <RuleEditor
          client={client}
          scheme={copyOf(scheme, builtIn, t, new Set(state.schemes.map((one) => one.key)))}
          builtIn={builtIn}
          onClose={() => setEditing(false)}
          onSave={(next: RfmScheme) => save(client, asOfDay, next)}
          {...(!builtIn && {
            onDelete: () => {
              setEditing(false)
              void attempt(() => deleteScheme(client, asOfDay, scheme.key))
            },
          })}
        />
      )}
    </Page>
  )
}

function RuleCheck({ nProblems, onOpen }: { nProblems: number; onOpen: () => void }) {
  const t = useT()
  if (nProblems === 0) {
    return (
      <span className={css.clean}>
        <IconCheck size={14} aria-hidden="true" />
        {t('rfm.lintClean')}
      </span>
    )
  }
  return (
    <button type="button" className={css.problems} onClick={onOpen}>
      <IconAlertTriangle size={14} aria-hidden="true" />
      {t('rfm.lintProblems', { n: String(nProblems) })}
    </button>
  )
}

function subLine(
  summary: RfmSummary,
  asOfDay: number,
  compareDays: number,
  { t, format }: Telling,
): string[] {
  const { windowDays } = summary.params
  const pieces = [
    t('rfm.subAsOf', { day: format.date(asOfDay) }),
    windowDays === null ? t('rfm.subWindowAll') : t('rfm.subWindow', { days: format.countFull(windowDays) }),
  ]
  if (compareDays > 0) pieces.push(t('rfm.subCompare', { day: format.date(asOfDay - compareDays) }))
  pieces.push(t('rfm.subNet'))
  if (summary.nOthers > 0) pieces.push(t('rfm.subOthers', { n: format.countFull(summary.nOthers) }))
  return pieces
}

function statusText(
  dragging: boolean,
  kind: 'idle' | 'running' | 'ready' | 'failed',
  summary: RfmSummary | null,
  { t, format }: Telling,
): string {
  if (dragging) return t('rfm.statusLive')
  if (kind === 'running') return t('rfm.statusRunning')
  return kind === 'ready' && summary ? t('rfm.statusExact', { n: format.countFull(summary.nMembers) }) : ''
}
