import { useMemo, useRef, useState } from 'react'
import type { RfmFilter, RfmSort, RfmSummary } from '../../../shared/contract/rfm.ts'
import type { RpcClient } from '../../../shared/rpc/wire.ts'
import { attempt } from '../../app/projectActions.ts'
import { useT, type Translate } from '../../locale/t.ts'
import { ColumnsMenu } from '../../ui/ColumnsMenu.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import type { Format } from '../../ui/format.ts'
import { Panel } from '../../ui/Panel.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { Spark } from '../../ui/Spark.tsx'
import type { TableColumn, TableSort } from '../../ui/tableTypes.ts'
import { Change, SegmentChip } from '../../ui/Tag.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import css from './CustomerTable.module.css'
import { FilterChips } from './FilterChips.tsx'
import { rowAt, type CustomerRow } from './pages.ts'
import { nameOf } from './sentences.ts'
import { usePages } from './usePages.ts'

const READY = { kind: 'ready' } as const

interface CustomerTableProps {
  readonly client: RpcClient
  readonly runId: string | null
  readonly summary: RfmSummary
  readonly filter: RfmFilter
  readonly onFilter: (filter: RfmFilter) => void
  readonly selected: ReadonlySet<number>
  readonly onSelected: (selected: ReadonlySet<number>) => void
  readonly onOpen: (customerId: number) => void
}

/** The customers behind the picture: filter, sort, search, select; a row opens the customer. */
export function CustomerTable(props: CustomerTableProps) {
  const { client, runId, summary, filter, onFilter, selected, onSelected, onOpen } = props
  const t = useT()
  const format = useFormat()
  const search = useRef<HTMLInputElement>(null)
  const [sort, setSort] = useState<TableSort<RfmSort | 'scores' | 'months'>>({
    key: 'monetary',
    descending: true,
  })
  const [hidden, setHidden] = useState<ReadonlySet<RfmSort | 'scores' | 'months'>>(new Set())
  const query =
    runId === null ? null : { runId, filter, sort: sort.key as RfmSort, descending: sort.descending }
  const { cache, failure, retry, allIds, onRange } = usePages(client, query)
  const columns = useMemo(() => columnsOf(summary, t, format), [summary, t, format])
  const nRows = Math.max(0, cache?.nMatched ?? 0)
  const selectAll = async () => {
    const ids = await allIds()
    if (ids) onSelected(ids)
  }

  return (
    <Panel
      flush
      title={t('rfm.tableTitle')}
      className={css.panel}
      state={failure ? { kind: 'failed', error: failure, onRetry: retry } : READY}
      tools={
        <>
          <span className={css.count}>
            {cache &&
              t('rfm.tableCount', {
                n: format.countFull(cache.nMatched),
                money: format.money(cache.matchedRevenueMinor),
              })}
          </span>
          <ColumnsMenu columns={columns} hidden={hidden} onHidden={setHidden} />
        </>
      }
    >
      <div className={css.bar}>
        <SearchField
          ref={search}
          label={t('rfm.searchPlaceholder')}
          value={filter.search ?? ''}
          onChange={(text) => {
            const { search: _old, ...rest } = filter
            onFilter(text === '' ? rest : { ...rest, search: text })
          }}
        />
        <FilterChips summary={summary} filter={filter} onFilter={onFilter} />
      </div>
      <div className={css.table}>
        <DataTable<CustomerRow, RfmSort | 'scores' | 'months'>
          label={t('rfm.tableTitle')}
          nRows={nRows}
          row={(index) => (cache ? rowAt(cache, index) : null)}
          rowId={(row) => row.customerId}
          columns={columns}
          hidden={hidden}
          onHide={(key) => setHidden(new Set([...hidden, key]))}
          sort={sort}
          onSort={setSort}
          selected={selected}
          onSelected={onSelected}
          allSelected={selected.size > 0 && selected.size === nRows}
          onSelectAll={(all) => {
            if (all) void attempt(selectAll)
            else onSelected(new Set())
          }}
          empty={cache ? t('rfm.noMatch') : t('common.loadingFirst')}
          onOpen={(row) => onOpen(row.customerId)}
          onRange={onRange}
          onFilterKey={() => search.current?.focus()}
        />
      </div>
    </Panel>
  )
}

function columnsOf(
  summary: RfmSummary,
  t: Translate,
  format: Format,
): readonly TableColumn<CustomerRow, RfmSort | 'scores' | 'months'>[] {
  const segmentOf = (index: number) => summary.segments[index] ?? null
  const days = format.countFull(summary.params.compareDays)
  const levels = summary.cuts.r.length + 1
  return [
    {
      key: 'customer',
      header: t('rfm.colCustomer'),
      widthPx: 130,
      grow: 1,
      sortable: true,
      fixed: true,
      cell: (row) => <span className={css.key}>{row.customerKey}</span>,
    },
    {
      key: 'segment',
      header: t('rfm.colSegment'),
      widthPx: 136,
      grow: 1,
      sortable: true,
      cell: (row) => {
        const segment = segmentOf(row.segment)
        if (!segment) return '—'
        return (
          <SegmentChip name={nameOf(segment, format)} family={segment.family} lowSpend={segment.lowSpend} />
        )
      },
    },
    {
      key: 'change',
      header: t('rfm.colChange', { days }),
      widthPx: 136,
      grow: 1,
      sortable: true,
      cell: (row) => <MoveCell row={row} summary={summary} t={t} format={format} />,
    },
    {
      key: 'recency',
      header: t('rfm.colRecency'),
      widthPx: 72,
      align: 'right',
      sortable: true,
      cell: (row) => format.days(row.recencyDays),
    },
    {
      key: 'frequency',
      header: t('rfm.colFrequency'),
      widthPx: 82,
      align: 'right',
      sortable: true,
      cell: (row) => format.countFull(row.frequency),
    },
    {
      key: 'monetary',
      header: t('rfm.colMonetary', { currency: format.currencySign }),
      widthPx: 92,
      align: 'right',
      sortable: true,
      cell: (row) => format.moneyBare(row.monetaryMinor),
    },
    {
      key: 'scores',
      header: t('rfm.colScores'),
      widthPx: 96,
      cell: (row) => <Scores scores={row.scores} levels={levels} />,
    },
    {
      key: 'gap',
      header: t('rfm.colGap'),
      widthPx: 108,
      align: 'right',
      sortable: true,
      cell: (row) => format.days(row.gapDays),
    },
    {
      key: 'overdue',
      header: t('rfm.colOverdue'),
      widthPx: 150,
      sortable: true,
      cell: (row) => <Overdue times={row.overdue} text={format.times(row.overdue)} />,
    },
    {
      key: 'months',
      header: t('rfm.colMonths'),
      widthPx: 122,
      cell: (row) => <Spark values={row.monthlyMinor} label={t('rfm.colMonths')} />,
    },
  ]
}

function MoveCell(props: { row: CustomerRow; summary: RfmSummary; t: Translate; format: Format }) {
  const { row, summary, t, format } = props
  if (summary.compareDay === null) return '—'
  if (row.segmentBefore < 0) return <Change direction="up">{t('rfm.changeNew')}</Change>
  if (row.segmentBefore === row.segment) return <span className={css.same}>{t('rfm.changeNone')}</span>
  const before = summary.segments[row.segmentBefore]
  const name = before ? nameOf(before, format) : ''
  return (
    <Change direction={row.segment > row.segmentBefore ? 'down' : 'up'}>
      {t('rfm.changeFrom', { name })}
    </Change>
  )
}

/** Three little columns and the scores in digits. */
function Scores({ scores, levels }: { scores: readonly [number, number, number]; levels: number }) {
  return (
    <span className={css.scores}>
      {scores.map((score, i) => (
        <i key={i} aria-hidden="true">
          <b style={{ height: `${(score / Math.max(1, levels)) * 100}%` }} />
        </i>
      ))}
      <em>{scores.join('-')}</em>
    </span>
  )
}

const OVERDUE_FULL = 4

/** How late against the customer's own rhythm; the line stands at 1×. */
function Overdue({ times, text }: { times: number; text: string }) {
  if (!Number.isFinite(times)) return '—'
  return (
    <span className={css.overdue}>
      <i aria-hidden="true">
        <b
          className={times > 1 ? css.late : css.inTime}
          style={{ width: `${Math.min(1, times / OVERDUE_FULL) * 100}%` }}
        />
        <u />
      </i>
      {text}
    </span>
  )
}
