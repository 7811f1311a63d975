import { useCallback, useMemo, useRef } from 'react'
import {
  POTENTIALS,
  type SilentFilter,
  type SilentPage,
  type SilentSort,
  type SilentSummary,
} from '../../../shared/contract/silent.ts'
import type { RpcClient } from '../../../shared/rpc/wire.ts'
import { openCustomer } from '../../app/session.ts'
import { pageAt, usePagedRows } from '../../app/usePagedRows.ts'
import { Choice } from '../../ui/Choice.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import type { TableColumn } from '../../ui/tableTypes.ts'
import css from './Silent.module.css'
import { actionName, potentialName, type Telling } from './sentences.ts'
import { filterBy, sortBy, useSilent } from './store.ts'

interface ListPanelProps {
  readonly client: RpcClient
  readonly runId: string
  readonly summary: SilentSummary
  readonly telling: Telling
}

interface Row {
  readonly customerId: number
  readonly page: SilentPage
  readonly i: number
}
type Key = SilentSort | 'plan' | 'hook'

const READY = { kind: 'ready' } as const
const ANY = 'any'

/** Who is silent, with the planned action and what could bring them back; a row opens the customer. */
export function ListPanel({ client, runId, summary, telling }: ListPanelProps) {
  const { t, format } = telling
  const { filter, sort } = useSilent()
  const field = useRef<HTMLInputElement>(null)
  const key = JSON.stringify([runId, filter, sort])
  const ask = useCallback(
    async (offset: number, limit: number) => {
      const [run, where, by] = JSON.parse(key) as [
        string,
        SilentFilter,
        { key: SilentSort; descending: boolean },
      ]
      return client.call('silent.page', {
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
  const { rows, failure, retry, onRange } = usePagedRows<SilentPage>(key, ask)
  const columns = useMemo(() => columnsOf(summary, telling), [summary, telling])
  return (
    <Panel
      flush
      className={css.list}
      title={t('silent.listTitle')}
      state={failure ? { kind: 'failed', error: failure, onRetry: retry } : READY}
      tools={
        rows && (
          <span className={css.quiet}>
            {t('silent.listCount', {
              n: format.countFull(rows.head.nMatched),
              money: format.money(rows.head.matchedSpendMinor),
            })}
          </span>
        )
      }
    >
      <div className={css.toolbar}>
        <SearchField
          ref={field}
          label={t('silent.listSearch')}
          value={filter.search ?? ''}
          onChange={(search) => filterBy({ search })}
        />
        <Choice
          label={t('silent.colPotential')}
          options={[
            { value: ANY, label: t('silent.anyPotential') },
            ...POTENTIALS.map((value) => ({ value, label: potentialName(value, t) })),
          ]}
          value={filter.potential ?? ANY}
          onChange={(value) => filterBy({ potential: value === ANY ? undefined : value })}
        />
        <Choice
          label={t('silent.reachLabel')}
          options={[
            { value: ANY, label: t('silent.anyReach') },
            { value: 'reachable', label: t('silent.reachYes') },
            { value: 'unreachable', label: t('silent.reachNo') },
            { value: 'uninstalled', label: t('silent.reachGone') },
          ]}
          value={filter.reach ?? ANY}
          onChange={(value) => filterBy({ reach: value === ANY ? undefined : value })}
        />
        <Choice
          label={t('silent.hookLabel')}
          options={[
            { value: ANY, label: t('silent.anyHook') },
            {
              value: 'cheaper',
              label: t('silent.hookCheaper', { n: format.countFull(summary.cheaperHooks) }),
            },
          ]}
          value={filter.cheaper === true ? 'cheaper' : ANY}
          onChange={(value) => filterBy({ cheaper: value === 'cheaper' })}
        />
      </div>
      <div className={css.rows}>
        <DataTable<Row, Key>
          label={t('silent.listTitle')}
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
          empty={rows ? t('silent.listNone') : t('common.loadingFirst')}
          onOpen={(row) => openCustomer(row.customerId)}
          onRange={onRange}
          onFilterKey={() => field.current?.focus()}
        />
      </div>
    </Panel>
  )
}

function columnsOf(summary: SilentSummary, telling: Telling): TableColumn<Row, Key>[] {
  const { t, format } = telling
  const currency = format.currencySign
  const number = { widthPx: 96, align: 'right', sortable: true, grow: 1 } as const
  return [
    {
      key: 'customer',
      header: t('silent.colCustomer'),
      widthPx: 112,
      sortable: true,
      fixed: true,
      cell: ({ page, i }) => <span className={css.key}>{page.customerKey[i]}</span>,
    },
    {
      key: 'potential',
      header: t('silent.colPotential'),
      widthPx: 84,
      sortable: true,
      cell: ({ page, i }) => potentialName(page.potential[i] ?? 'low', t),
    },
    {
      ...number,
      key: 'lastSeen',
      header: t('silent.colDaysSilent'),
      cell: ({ page, i }) => format.days(summary.asOfDay - (page.lastSeenDay[i] ?? summary.asOfDay)),
    },
    {
      ...number,
      key: 'orders',
      header: t('silent.colOrders'),
      cell: ({ page, i }) => format.countFull(page.orders[i]),
    },
    {
      ...number,
      key: 'basket',
      header: t('silent.colBasket', { currency }),
      cell: ({ page, i }) => format.moneyBare(page.basketMinor[i] ?? Number.NaN),
    },
    {
      ...number,
      key: 'spend',
      header: t('silent.colSpend', { currency }),
      cell: ({ page, i }) => format.moneyBare(page.spendMinor[i] ?? Number.NaN),
    },
    {
      key: 'plan',
      header: t('silent.colPlan'),
      widthPx: 132,
      cell: ({ page, i }) => {
        const action = summary.actions[page.plannedAction[i] ?? -1]
        if (page.isReachable[i] === 0) return t('silent.reachNo')
        const text = actionName(action, telling)
        return page.isUninstalled[i] === 1 ? `${text} · ${t('silent.reachGone')}` : text
      },
    },
    {
      key: 'hook',
      header: t('silent.colHook'),
      widthPx: 260,
      grow: 3,
      cell: ({ page, i }) => {
        const product = page.cheaperProduct[i] ?? ''
        if (product !== '')
          return t('silent.hookText', {
            product,
            then: format.unitCost(page.priceThenMinor[i]),
            now: format.unitCost(page.priceNowMinor[i]),
          })
        const category = page.usualCategory[i] ?? ''
        return category === '' ? '' : t('silent.hookCategory', { category })
      },
    },
  ]
}
