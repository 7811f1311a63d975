import { useMemo } from 'react'
import type { RfmMigration } from '../../../shared/contract/rfm.ts'
import { ChartPanel } from '../../ui/ChartPanel.tsx'
import type { ChartTable } from '../../ui/chartTable.ts'
import { useChartTokens } from '../../ui/chartTokens.ts'
import { FigurePanel } from '../../ui/FigurePanel.tsx'
import { sankeyOption } from './charts/sankey.ts'
import { flows, moves, type MoveMeasure } from './figures.ts'
import { Matrix } from './Matrix.tsx'
import { tierName, type Telling } from './sentences.ts'
import { chooseCell } from './store.ts'

interface MovePanelProps {
  readonly migration: RfmMigration
  readonly measure: MoveMeasure
  readonly telling: Telling
}

function moveTable(migration: RfmMigration, telling: Telling): ChartTable {
  const { t, format } = telling
  return {
    columns: [
      { label: t('migration.colFrom') },
      { label: t('migration.colTo') },
      { label: t('migration.people'), format: format.countFull },
      { label: t('migration.money'), unit: format.currencySign, format: (value) => format.decimal(value, 0) },
    ],
    rows: moves(migration).map((move) => [
      tierName(migration, move.from, telling),
      tierName(migration, move.to, telling),
      move.customers,
      move.beforeMinor / 100,
    ]),
  }
}

export function MatrixPanel(props: MovePanelProps & { readonly cell: { from: number; to: number } | null }) {
  const { migration, measure, telling, cell } = props
  const { t, format } = telling
  const sub = t('migration.matrixSub', {
    from: format.date(migration.fromDay),
    to: format.date(migration.toDay),
  })
  const table = useMemo(() => moveTable(migration, telling), [migration, telling])
  return (
    <FigurePanel
      drawn={false}
      title={t('migration.matrixTitle')}
      sub={sub}
      name={`${t('migration.matrixTitle')} ${sub}`}
      fileName={`migration-${format.date(migration.fromDay)}-${format.date(migration.toDay)}`}
      table={table}
    >
      <Matrix
        migration={migration}
        measure={measure}
        name={(tier) => tierName(migration, tier, telling)}
        text={measure === 'people' ? format.countFull : (value) => format.axis(value / 100)}
        selected={cell}
        onSelect={({ from, to }) => chooseCell(cell?.from === from && cell.to === to ? null : { from, to })}
      />
    </FigurePanel>
  )
}

export function SankeyPanel({ migration, measure, telling }: MovePanelProps) {
  const { t, format } = telling
  const tokens = useChartTokens()
  const option = useMemo(
    () =>
      sankeyOption(migration, flows(migration, measure), tokens, {
        name: (tier) => tierName(migration, tier, telling),
        value: measure === 'people' ? format.countFull : format.moneyFull,
        flow: (from, to) => t('migration.flow', { from, to }),
      }),
    [migration, measure, tokens, telling, format, t],
  )
  const table = useMemo(() => moveTable(migration, telling), [migration, telling])
  return (
    <ChartPanel
      title={t('migration.sankeyTitle')}
      sub={t('migration.sankeySub', {
        measure: measure === 'people' ? t('migration.widthPeople') : t('migration.widthMoney'),
      })}
      name={t('migration.sankeyTitle')}
      option={option}
      table={table}
      heightPx={330}
      fileName={`migration-flows-${format.date(migration.toDay)}`}
    />
  )
}
