import { useMemo, useRef } from 'react'
import type { LifetimeEconomics, LifetimeSort, LifetimeSummary } from '../../../shared/contract/lifetime.ts'
import type { RpcClient } from '../../../shared/rpc/wire.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import type { TableColumn } from '../../ui/tableTypes.ts'
import css from './Lifetime.module.css'
import { rowAt, type LifetimeRow } from './pages.ts'
import type { Telling } from './sentences.ts'
import { searchFor, sortBy, useLifetime } from './store.ts'
import { useLifetimePages } from './useLifetimePages.ts'

interface CustomerTableProps {
  readonly client: RpcClient
  readonly runId: string
  readonly summary: LifetimeSummary
  /** of the values that are shown */
  readonly economics: LifetimeEconomics
  readonly telling: Telling
  readonly onOpen: (customerId: number) => void
}

const READY = { kind: 'ready' } as const

/** Who is worth what: sort, search; a row opens the customer. */
export function CustomerTable({ client, runId, summary, economics, telling, onOpen }: CustomerTableProps) {
  const { t, format } = telling
  const { search, sort } = useLifetime()
  const field = useRef<HTMLInputElement>(null)
  const { cache, failure, retry, onRange } = useLifetimePages(client, {
    runId,
    economics,
    search,
    sort: sort.key,
    descending: sort.descending,
  })
  const columns = useMemo(() => columnsOf(summary, telling), [summary, telling])
  return (
    <Panel
      flush
      className={css.list}
      title={t('lifetime.listTitle')}
      state={failure ? { kind: 'failed', error: failure, onRetry: retry } : READY}
      tools={
        cache && (
          <span className={css.quiet}>
            {t('lifetime.listCount', {
              n: format.countFull(cache.nMatched),
              money: format.money(cache.matchedValueMinor),
            })}
          </span>
        )
      }
    >
      <div className={css.bar}>
        <SearchField ref={field} label={t('lifetime.listSearch')} value={search} onChange={searchFor} />
      </div>
      <div className={css.rows}>
        <DataTable<LifetimeRow, LifetimeSort>
          label={t('lifetime.listTitle')}
          nRows={cache?.nMatched ?? 0}
          row={(index) => (cache ? rowAt(cache, index) : null)}
          rowId={(row) => row.customerId}
          columns={columns}
          sort={sort}
          onSort={sortBy}
          empty={cache ? t('lifetime.listNone') : t('common.loadingFirst')}
          onOpen={(row) => onOpen(row.customerId)}
          onRange={onRange}
          onFilterKey={() => field.current?.focus()}
        />
      </div>
    </Panel>
  )
}

function columnsOf(
  summary: LifetimeSummary,
  { t, format }: Telling,
): TableColumn<LifetimeRow, LifetimeSort>[] {
  const currency = format.currencySign
  const number = { widthPx: 128, align: 'right', sortable: true, grow: 1 } as const
  return [
    {
      key: 'customer',
      header: t('lifetime.colCustomer'),
      widthPx: 112,
      sortable: true,
      fixed: true,
      cell: (row) => <span className={css.key}>{row.customerKey}</span>,
    },
    {
      ...number,
      key: 'value',
      header: t('lifetime.colFuture', { currency }),
      cell: (row) => format.moneyBare(row.valueMinor),
    },
    {
      ...number,
      key: 'pActive',
      header: t('lifetime.colP', { days: format.countFull(summary.params.horizonDays) }),
      cell: (row) => format.probability(row.pActive),
    },
    {
      ...number,
      key: 'expectedPurchases',
      header: t('lifetime.colPurchases'),
      cell: (row) => format.decimal(row.expectedPurchases, 2),
    },
    {
      ...number,
      key: 'expectedSpend',
      header: t('lifetime.colSpend', { currency }),
      cell: (row) => format.moneyBare(row.expectedSpendMinor),
    },
    {
      ...number,
      key: 'frequency',
      header: t('lifetime.colFrequency'),
      cell: (row) => format.countFull(row.frequency),
    },
    {
      ...number,
      key: 'recency',
      sortable: false,
      header: t('lifetime.colRecency'),
      cell: (row) => format.days(row.sinceLastDays),
    },
  ]
}
