import { useMemo, useRef, useState } from 'react'
import type { ChurnSummary } from '../../../shared/contract/churn.ts'
import type { ChurnSort } from '../../../shared/contract/churnRisks.ts'
import type { RpcClient } from '../../../shared/rpc/wire.ts'
import { attempt } from '../../app/projectActions.ts'
import { useT } from '../../locale/t.ts'
import { ColumnsMenu } from '../../ui/ColumnsMenu.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import { riskColumns, type RiskColumn } from './riskColumns.tsx'
import { RiskFilters } from './RiskFilters.tsx'
import { rowAt, type RiskRow } from './riskPages.ts'
import { filterBy, sortBy, useRisk } from './riskStore.ts'
import css from './RiskTable.module.css'
import { useRiskPages } from './useRiskPages.ts'

const READY = { kind: 'ready' } as const
const NONE: ReadonlySet<RiskColumn> = new Set()
const CHANGE: ReadonlySet<RiskColumn> = new Set(['change'])

interface RiskTableProps {
  readonly client: RpcClient
  readonly summary: ChurnSummary
  readonly selected: ReadonlySet<number>
  readonly onSelected: (selected: ReadonlySet<number>) => void
  readonly onOpen: (customerId: number) => void
}

/** The list: filter, sort, search, select; a row opens the customer. */
export function RiskTable({ client, summary, selected, onSelected, onOpen }: RiskTableProps) {
  const t = useT()
  const format = useFormat()
  const search = useRef<HTMLInputElement>(null)
  const { filter, sort } = useRisk()
  const [chosen, setHidden] = useState<ReadonlySet<RiskColumn> | null>(null)
  // the room is better used for the reasons while there is no earlier scoring to compare with
  const hidden = chosen ?? (summary.scored.before === null ? CHANGE : NONE)
  const query = { runId: summary.runId, filter, sort: sort.key, descending: sort.descending }
  const { cache, failure, retry, allIds, onRange } = useRiskPages(client, query)
  const columns = useMemo(() => riskColumns(t, format), [t, format])
  const nRows = cache?.totals.nMatched ?? 0
  const selectAll = async () => {
    const ids = await allIds()
    if (ids) onSelected(ids)
  }
  return (
    <Panel
      flush
      title={t('risk.listTitle')}
      className={css.panel}
      state={failure ? { kind: 'failed', error: failure, onRetry: retry } : READY}
      tools={
        <>
          <span className={css.count}>
            {cache &&
              t('risk.listCount', {
                n: format.countFull(nRows),
                value: format.money(cache.totals.matchedValueMinor),
                atRisk: format.money(cache.totals.matchedValueAtRiskMinor),
              })}
          </span>
          <ColumnsMenu columns={columns} hidden={hidden} onHidden={setHidden} />
        </>
      }
    >
      <div className={css.bar}>
        <SearchField
          ref={search}
          label={t('risk.search')}
          value={filter.search ?? ''}
          onChange={(text) => {
            const { search: _old, ...rest } = filter
            filterBy(text === '' ? rest : { ...rest, search: text })
          }}
        />
        <RiskFilters summary={summary} filter={filter} onFilter={filterBy} />
      </div>
      <div className={css.table}>
        <DataTable<RiskRow, RiskColumn>
          label={t('risk.listTitle')}
          nRows={nRows}
          row={(index) => (cache ? rowAt(cache, index) : null)}
          rowId={(row) => row.customerId}
          columns={columns}
          hidden={hidden}
          onHide={(key) => setHidden(new Set([...hidden, key]))}
          sort={sort}
          onSort={({ key, descending }) => sortBy({ key: key as ChurnSort, descending })}
          selected={selected}
          onSelected={onSelected}
          allSelected={selected.size > 0 && selected.size === nRows}
          onSelectAll={(all) => {
            if (all) void attempt(selectAll)
            else onSelected(new Set())
          }}
          empty={cache ? t('risk.noMatch') : t('common.loadingFirst')}
          onOpen={(row) => onOpen(row.customerId)}
          onRange={onRange}
          onFilterKey={() => search.current?.focus()}
        />
      </div>
    </Panel>
  )
}
