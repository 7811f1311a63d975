import { channelName } from '../../app/channelName.ts'
import { useCallback, useMemo, useRef } from 'react'
import {
  INTERVENTION_KINDS,
  type InterventionFilter,
  type InterventionPage,
  type InterventionSort,
  type InterventionSummary,
} from '../../../shared/contract/interventions.ts'
import type { RpcClient } from '../../../shared/rpc/wire.ts'
import { openCustomer } from '../../app/session.ts'
import { pageAt, usePagedRows } from '../../app/usePagedRows.ts'
import { Choice } from '../../ui/Choice.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import type { TableColumn } from '../../ui/tableTypes.ts'
import css from './Interventions.module.css'
import { kindName, tierName, type Telling } from './sentences.ts'
import { filterBy, sortBy, useQueue } from './store.ts'

interface QueuePanelProps {
  readonly client: RpcClient
  readonly runId: string
  readonly summary: InterventionSummary
  readonly telling: Telling
}

interface Row {
  readonly customerId: number
  readonly page: InterventionPage
  readonly i: number
}
type Key = InterventionSort | 'tiers' | 'action' | 'reason'

const READY = { kind: 'ready' } as const
const ANY = 'any'

/** The queue: who fell from where to where, what can be saved, what to do and why; a row opens the customer. */
export function QueuePanel({ client, runId, summary, telling }: QueuePanelProps) {
  const { t, format } = telling
  const { filter, sort } = useQueue()
  const field = useRef<HTMLInputElement>(null)
  const key = JSON.stringify([runId, filter, sort])
  const ask = useCallback(
    async (offset: number, limit: number) => {
      const [run, where, by] = JSON.parse(key) as [
        string,
        InterventionFilter,
        { key: InterventionSort; descending: boolean },
      ]
      return client.call('interventions.page', {
        runId: run,
        filter: where,
        sort: by.key,
        descending: by.descending,
        offset,
        limit,
      })
    },
    [client, key],
  )
  const { rows, failure, retry, onRange } = usePagedRows<InterventionPage>(key, ask)
  const columns = useMemo(() => columnsOf(summary, telling), [summary, telling])
  const channels = [...new Set(summary.playbook.entries.map(({ channel }) => channel))]
  return (
    <Panel
      flush
      className={css.list}
      title={t('interventions.queueTitle')}
      state={failure ? { kind: 'failed', error: failure, onRetry: retry } : READY}
      tools={
        rows && (
          <span className={css.quiet}>
            {t('interventions.queueCount', {
              n: format.countFull(rows.head.nMatched),
              money: format.money(rows.head.matchedSavableMinor),
            })}
          </span>
        )
      }
    >
      <div className={css.toolbar}>
        <SearchField
          ref={field}
          label={t('interventions.queueSearch')}
          value={filter.search ?? ''}
          onChange={(search) => filterBy({ search })}
        />
        <Choice
          label={t('interventions.colAction')}
          options={[
            { value: ANY, label: t('interventions.anyAction') },
            ...INTERVENTION_KINDS.map((value) => ({ value, label: kindName(value, t) })),
            { value: 'all', label: t('interventions.alsoAlone') },
          ]}
          value={filter.all === true ? 'all' : (filter.kind ?? ANY)}
          onChange={(value) => {
            const kind = INTERVENTION_KINDS.find((one) => one === value)
            filterBy({ kind, all: value === 'all' })
          }}
        />
        <Choice
          label={t('interventions.colChannel')}
          options={[
            { value: ANY, label: t('interventions.anyChannel') },
            ...channels.map((value) => ({ value, label: channelName(value, t) })),
          ]}
          value={filter.channel ?? ANY}
          onChange={(value) => filterBy({ channel: value === ANY ? undefined : value })}
        />
        <Choice
          label={t('interventions.colFrom')}
          options={[
            { value: ANY, label: t('interventions.anyTier') },
            ...summary.tiers.map((_, at) => ({
              value: String(at),
              label: t('interventions.fromTier', { tier: tierName(summary, at, telling) }),
            })),
          ]}
          value={filter.from === undefined ? ANY : String(filter.from)}
          onChange={(value) => filterBy({ from: value === ANY ? undefined : Number(value) })}
        />
      </div>
      <div className={css.rows}>
        <DataTable<Row, Key>
          label={t('interventions.queueTitle')}
          nRows={rows?.head.nMatched ?? 0}
          row={(index) => {
            const found = rows && pageAt(rows, index)
            const customerId = found?.page.customerId[found.i]
            return found && customerId !== undefined ? { customerId, ...found } : null
          }}
          rowId={(row) => row.customerId}
          columns={columns}
          sort={sort}
          onSort={(by) => sortBy(by as typeof sort)}
          empty={rows ? t('interventions.queueNone') : t('common.loadingFirst')}
          onOpen={(row) => openCustomer(row.customerId)}
          onRange={onRange}
          onFilterKey={() => field.current?.focus()}
        />
      </div>
    </Panel>
  )
}

function columnsOf(summary: InterventionSummary, telling: Telling): TableColumn<Row, Key>[] {
  const { t, format } = telling
  const currency = format.currencySign
  const number = { widthPx: 104, align: 'right', sortable: true } as const
  return [
    {
      key: 'customer',
      header: t('interventions.colCustomer'),
      widthPx: 104,
      sortable: true,
      fixed: true,
      cell: ({ page, i }) => <span className={css.key}>{page.customerKey[i]}</span>,
    },
    {
      key: 'tiers',
      header: t('interventions.colTiers'),
      widthPx: 190,
      cell: ({ page, i }) =>
        t('interventions.tiers', {
          from: tierName(summary, page.from[i] ?? 0, telling),
          to: tierName(summary, page.to[i] ?? 0, telling),
        }),
    },
    {
      ...number,
      key: 'savable',
      header: t('interventions.colSavable', { currency }),
      cell: ({ page, i }) => format.moneyBare(page.savableMinor[i] ?? 0),
    },
    {
      ...number,
      key: 'yearly',
      header: t('interventions.colYearly', { currency }),
      cell: ({ page, i }) => format.moneyBare(page.yearlyMinor[i] ?? 0),
    },
    {
      ...number,
      key: 'recency',
      header: t('interventions.colRecency'),
      cell: ({ page, i }) => format.countFull(page.recencyDays[i]),
    },
    {
      key: 'action',
      header: t('interventions.colAction'),
      widthPx: 210,
      cell: ({ page, i }) => {
        const line = summary.playbook.entries[page.entry[i] ?? -1]
        return line
          ? `${kindName(line.kind, t)} · ${channelName(line.channel, t)}`
          : t('interventions.leaveAlone')
      },
    },
    {
      ...number,
      key: 'due',
      header: t('interventions.colDue'),
      cell: ({ page, i }) => ((page.dueDay[i] ?? -1) < 0 ? '' : format.date(page.dueDay[i])),
    },
    {
      key: 'reason',
      header: t('interventions.colReason'),
      widthPx: 280,
      grow: 3,
      cell: ({ page, i }) => reasonOf(page, i, summary, telling),
    },
  ]
}

/** Why this action for this customer, in plain words. */
function reasonOf(page: InterventionPage, i: number, summary: InterventionSummary, telling: Telling): string {
  const { t, format } = telling
  const line = summary.playbook.entries[page.entry[i] ?? -1]
  if (line?.kind === 'usual')
    return t('interventions.reasonUsual', {
      product: page.product[i] ?? '',
      from: format.date(page.dueFromDay[i]),
      to: format.date(page.dueToDay[i]),
    })
  if (line?.kind === 'points')
    return t('interventions.reasonPoints', {
      n: format.countFull(page.points[i]),
      day: format.date(page.pointsExpiryDay[i]),
    })
  const overdue = page.overdue[i] ?? Number.NaN
  const days = format.countFull(page.recencyDays[i])
  if (!Number.isFinite(overdue)) return t('interventions.reasonOnce', { days })
  if (overdue <= 1) return t('interventions.reasonOnTime', { days })
  return t('interventions.reasonLate', { days, times: format.times(overdue) })
}
