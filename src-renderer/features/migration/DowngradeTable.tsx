import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { AppError, type AppErrorData } from '../../../shared/contract/errors.ts'
import type { DowngradePage, RfmMigration } from '../../../shared/contract/rfm.ts'
import type { RpcClient } from '../../../shared/rpc/wire.ts'
import { useT } from '../../locale/t.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ProvenanceNumber } from '../../ui/ProvenanceNumber.tsx'
import { sourced } from '../../ui/provenance.ts'
import type { TableColumn } from '../../ui/tableTypes.ts'
import { SegmentChip } from '../../ui/Tag.tsx'
import css from './MigrationPage.module.css'
import { base, cellName, tierName, type Telling } from './sentences.ts'

interface DowngradeTableProps {
  readonly client: RpcClient
  readonly runId: string
  readonly migration: RfmMigration
  readonly cell: { readonly from: number; readonly to: number } | null
  readonly telling: Telling
  readonly onAll: () => void
  readonly onOpen: (customerId: number) => void
}

const PAGE_ROWS = 200
const READY = { kind: 'ready' } as const

interface Row {
  readonly id: number
  readonly key: string
  readonly from: number
  readonly to: number
  readonly recencyDays: number
  readonly gapDays: number
  readonly overdue: number
  readonly yearlyMinor: number
  readonly savableMinor: number
}

/** Who moved down, the most savable money first. */
export function DowngradeTable(props: DowngradeTableProps) {
  const { client, runId, migration, cell, telling, onAll, onOpen } = props
  const t = useT()
  const { format } = telling
  const { nRows, row, failure, retry, onRange } = useDowngrades(client, runId, cell)
  const columns = useMemo(() => columnsOf(migration, telling), [migration, telling])
  return (
    <Panel
      flush
      title={t('migration.downgradesTitle')}
      className={css.list}
      state={failure ? { kind: 'failed', error: failure, onRetry: retry } : READY}
      tools={
        <>
          {cell && (
            <>
              <span>{cellName(migration, cell, telling)}</span>
              <Button kind="link" onClick={onAll}>
                {t('migration.filterAll')}
              </Button>
            </>
          )}
          <ProvenanceNumber
            where="strip"
            value={sourced(t('migration.downgradesCount', { n: format.countFull(nRows) }), {
              ...base(migration, telling),
              title: t('migration.downgradesTitle'),
              formula: t('migration.provSavable'),
            })}
          />
        </>
      }
    >
      <div className={css.table}>
        <DataTable
          label={t('migration.downgradesTitle')}
          nRows={nRows ?? 0}
          row={row}
          rowId={(one) => one.id}
          columns={columns}
          onRange={onRange}
          onOpen={(one) => onOpen(one.id)}
          empty={nRows === null ? t('common.loadingFirst') : t('migration.noDowngrades')}
        />
      </div>
    </Panel>
  )
}

function columnsOf(migration: RfmMigration, telling: Telling): readonly TableColumn<Row>[] {
  const { t, format } = telling
  const chip = (tier: number) => {
    const found = migration.tiers[tier]
    return (
      <SegmentChip
        name={tierName(migration, tier, telling)}
        family={found?.family ?? null}
        lowSpend={found?.lowSpend ?? false}
      />
    )
  }
  const right = { align: 'right', widthPx: 96 } as const
  const currency = format.currencySign
  return [
    { key: 'customer', header: t('migration.colCustomer'), widthPx: 130, grow: 1, cell: (row) => row.key },
    { key: 'from', header: t('migration.colFrom'), widthPx: 136, grow: 1, cell: (row) => chip(row.from) },
    { key: 'to', header: t('migration.colTo'), widthPx: 136, grow: 1, cell: (row) => chip(row.to) },
    {
      ...right,
      key: 'recency',
      header: t('migration.colRecency'),
      cell: (row) => format.days(row.recencyDays < 0 ? null : row.recencyDays),
    },
    { ...right, key: 'gap', header: t('migration.colGap'), cell: (row) => format.days(row.gapDays) },
    { ...right, key: 'overdue', header: t('migration.colOverdue'), cell: (row) => format.times(row.overdue) },
    {
      ...right,
      key: 'yearly',
      header: t('migration.colYearly', { currency }),
      widthPx: 116,
      cell: (row) => format.moneyBare(row.yearlyMinor),
    },
    {
      ...right,
      key: 'savable',
      header: t('migration.colSavable', { currency }),
      widthPx: 128,
      cell: (row) => format.moneyBare(row.savableMinor),
    },
  ]
}

/** Pages of the list as they come on screen; another run or cell starts anew. */
function useDowngrades(client: RpcClient, runId: string, cell: DowngradeTableProps['cell']) {
  const from = cell?.from
  const to = cell?.to
  const [failure, setFailure] = useState<AppErrorData | null>(null)
  const [state, setState] = useState<{ nRows: number | null; pages: ReadonlyMap<number, DowngradePage> }>({
    nRows: null,
    pages: new Map(),
  })
  const current = useRef(0)
  const load = useCallback(
    (number: number, generation: number) => {
      client
        .call('rfm.downgrades', {
          runId,
          offset: number * PAGE_ROWS,
          limit: PAGE_ROWS,
          ...(from !== undefined && { from }),
          ...(to !== undefined && { to }),
        })
        .then(
          (page) => {
            if (generation !== current.current) return
            setFailure(null)
            setState((old) => ({ nRows: page.nMatched, pages: new Map([...old.pages, [number, page]]) }))
          },
          (thrown: unknown) => {
            if (generation === current.current) setFailure(AppError.from(thrown).toData())
          },
        )
    },
    [client, runId, from, to],
  )
  const retry = useCallback(() => {
    current.current += 1
    setState({ nRows: null, pages: new Map() })
    load(0, current.current)
  }, [load])
  useEffect(retry, [retry])
  const onRange = useCallback(
    (first: number, last: number) => {
      for (let number = Math.floor(first / PAGE_ROWS); number <= Math.floor(last / PAGE_ROWS); number++) {
        if ((state.nRows ?? 0) > number * PAGE_ROWS && !state.pages.has(number)) load(number, current.current)
      }
    },
    [state, load],
  )
  const row = (index: number): Row | null => {
    const page = state.pages.get(Math.floor(index / PAGE_ROWS))
    const i = index % PAGE_ROWS
    const key = page?.customerKey[i]
    if (!page || key === undefined) return null
    const at = (values: ArrayLike<number>) => values[i] ?? Number.NaN
    return {
      id: at(page.customerId),
      key,
      from: at(page.from),
      to: at(page.to),
      recencyDays: at(page.recencyDays),
      gapDays: at(page.gapDays),
      overdue: at(page.overdue),
      yearlyMinor: at(page.yearlyMinor),
      savableMinor: at(page.savableMinor),
    }
  }
  return { nRows: state.nRows, row, failure, retry, onRange }
}
