import { useCallback, useMemo, useRef } from 'react'
import {
  NORTH_STAR_LISTS,
  type NorthStarBoard,
  type NorthStarListQuery,
  type NorthStarMonth,
  type NorthStarPage,
  type NorthStarSort,
} from '../../../shared/contract/northstar.ts'
import type { RpcClient } from '../../../shared/rpc/wire.ts'
import { attempt } from '../../app/projectActions.ts'
import { countShare, host, openCustomer, runJob } from '../../app/session.ts'
import { pageAt, usePagedRows } from '../../app/usePagedRows.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import type { TableColumn } from '../../ui/tableTypes.ts'
import { toast } from '../../ui/toastStore.ts'
import css from './NorthStar.module.css'
import type { Telling } from './sentences.ts'
import { chooseList, useNorthStar, type ListChoice } from './store.ts'

interface ListPanelProps {
  readonly client: RpcClient
  readonly board: NorthStarBoard
  readonly month: NorthStarMonth
  readonly telling: Telling
}

interface Row {
  readonly customerId: number
  readonly customerKey: string
  readonly orders: number
  readonly spendMinor: number
  readonly ordersBefore: number
  readonly spendBeforeMinor: number
  readonly monthOrders: number
  readonly tenureMonths: number
}

const READY = { kind: 'ready' } as const

function rowOf(page: NorthStarPage, i: number): Row | null {
  const customerKey = page.customerKey[i]
  if (customerKey === undefined) return null
  return {
    customerId: page.customerId[i] ?? 0,
    customerKey,
    orders: page.orders[i] ?? 0,
    spendMinor: page.spendMinor[i] ?? 0,
    ordersBefore: page.ordersBefore[i] ?? 0,
    spendBeforeMinor: page.spendBeforeMinor[i] ?? 0,
    monthOrders: page.monthOrders[i] ?? 0,
    tenureMonths: page.tenureMonths[i] ?? 0,
  }
}

/** Who is core in the month, who entered and who left: sort, search, export; a row opens the customer. */
export function ListPanel({ client, board, month, telling }: ListPanelProps) {
  const { t, format } = telling
  const { list } = useNorthStar()
  const field = useRef<HTMLInputElement>(null)
  const { params } = board
  const query: NorthStarListQuery = {
    asOfDay: board.asOfDay,
    definition: params.definition,
    monthDay: month.monthDay,
    list: list.list,
    didBuy: list.didBuy,
    search: list.search,
  }
  const key = JSON.stringify([query, list.sort])
  const ask = useCallback(
    async (offset: number, limit: number) => {
      const [asked, sort] = JSON.parse(key) as [NorthStarListQuery, ListChoice['sort']]
      const { key: by, descending } = sort
      return client.call('northstar.page', { ...asked, sort: by, descending, offset, limit })
    },
    [client, key],
  )
  const { rows, failure, retry, onRange } = usePagedRows<NorthStarPage>(key, ask)
  const columns = useMemo(() => columnsOf(telling), [telling])
  const labels = {
    core: t('northstar.listCore', { n: format.countFull(month.core) }),
    entered: t('northstar.listEntered', { n: format.countFull(month.entered) }),
    left: t('northstar.listLeft', { n: format.countFull(month.left) }),
  }
  const titles = {
    core: t('northstar.listTitleCore', { month: format.month(month.monthDay) }),
    entered: t('northstar.listTitleEntered', { month: format.month(month.monthDay) }),
    left: t('northstar.listTitleLeft', { month: format.month(month.monthDay) }),
  }
  return (
    <Panel
      flush
      className={css.list}
      title={titles[list.list]}
      state={failure ? { kind: 'failed', error: failure, onRetry: retry } : READY}
      tools={
        <>
          {rows && (
            <span className={css.quiet}>
              {t('northstar.listCount', {
                n: format.countFull(rows.head.nMatched),
                bought: format.countFull(rows.head.nBought),
              })}
            </span>
          )}
          <Button
            kind="link"
            disabled={(rows?.head.nMatched ?? 0) === 0}
            onClick={() => void attempt(() => exportList(query, telling))}
          >
            {t('northstar.listExport')}
          </Button>
        </>
      }
    >
      <div className={css.bar}>
        <Segmented
          label={t('northstar.listLabel')}
          options={NORTH_STAR_LISTS.map((value) => ({ value, label: labels[value] }))}
          value={list.list}
          onChange={(value) => chooseList({ list: value })}
        />
        <Choice
          label={t('northstar.listBought')}
          options={[
            { value: 'all', label: t('northstar.listAll') },
            { value: 'yes', label: t('northstar.listYes') },
            { value: 'no', label: t('northstar.listNo') },
          ]}
          value={list.didBuy === null ? 'all' : list.didBuy ? 'yes' : 'no'}
          onChange={(value) => chooseList({ didBuy: value === 'all' ? null : value === 'yes' })}
        />
        <SearchField
          ref={field}
          label={t('northstar.listSearch')}
          value={list.search}
          onChange={(search) => chooseList({ search })}
        />
      </div>
      <div className={css.rows}>
        <DataTable<Row, NorthStarSort>
          label={titles[list.list]}
          nRows={rows?.head.nMatched ?? 0}
          row={(index) => {
            const found = rows && pageAt(rows, index)
            return found ? rowOf(found.page, found.i) : null
          }}
          rowId={(row) => row.customerId}
          columns={columns}
          sort={list.sort}
          onSort={(sort) => chooseList({ sort })}
          empty={rows ? t('northstar.listEmpty') : t('common.loadingFirst')}
          onOpen={(row) => openCustomer(row.customerId)}
          onRange={onRange}
          onFilterKey={() => field.current?.focus()}
        />
      </div>
    </Panel>
  )
}

function columnsOf({ t, format }: Telling): TableColumn<Row, NorthStarSort>[] {
  const currency = format.currencySign
  const number = { widthPx: 132, align: 'right', sortable: true, grow: 1 } as const
  return [
    {
      key: 'customer',
      header: t('northstar.listCustomer'),
      widthPx: 112,
      sortable: true,
      fixed: true,
      cell: (row) => <span className={css.key}>{row.customerKey}</span>,
    },
    {
      ...number,
      key: 'ordersBefore',
      header: t('northstar.listOrdersBefore'),
      cell: (row) => format.countFull(row.ordersBefore),
    },
    {
      ...number,
      key: 'orders',
      header: t('northstar.listOrders'),
      cell: (row) => format.countFull(row.orders),
    },
    {
      ...number,
      key: 'spendBefore',
      header: t('northstar.listSpendBefore', { currency }),
      cell: (row) => format.moneyBare(row.spendBeforeMinor),
    },
    {
      ...number,
      key: 'spend',
      header: t('northstar.listSpend', { currency }),
      cell: (row) => format.moneyBare(row.spendMinor),
    },
    {
      ...number,
      key: 'monthOrders',
      header: t('northstar.listMonthOrders'),
      cell: (row) => format.countFull(row.monthOrders),
    },
    {
      ...number,
      key: 'tenure',
      header: t('northstar.listTenure'),
      cell: (row) => format.countFull(row.tenureMonths),
    },
  ]
}

async function exportList(query: NorthStarListQuery, { t, format }: Telling): Promise<void> {
  const name = `northstar-${query.list}-${format.date(query.monthDay).slice(0, 7)}.csv`
  const target = await host().pickSaveTarget(name)
  if (target === null) return
  const { rows } = await runJob(
    'northstar.export',
    { ...query, language: format.language, target },
    t('northstar.listExport'),
    countShare,
  )
  await host().deliver(target, name)
  toast({ text: t('northstar.listExported', { n: format.countFull(rows) }) })
}
