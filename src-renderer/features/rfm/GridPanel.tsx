import { useMemo } from 'react'
import type { RfmSummary } from '../../../shared/contract/rfm.ts'
import { useT } from '../../locale/t.ts'
import type { ChartTable } from '../../ui/chartTable.ts'
import { FigurePanel } from '../../ui/FigurePanel.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import { gridCells, gridChange, lowerLeft, type GridMeasure } from './charts/gridFigures.ts'
import { HeatMap } from './charts/HeatMap.tsx'
import { show } from './store.ts'

interface GridPanelProps {
  readonly summary: RfmSummary
  readonly measure: GridMeasure
  /** a day is compared with; while the hand drags, its grid may follow later */
  readonly compares: boolean
  readonly selected: ReadonlySet<number>
  readonly onToggle: (cell: number) => void
}

/** Recency by frequency with people, revenue or the change since the compare day. */
export function GridPanel({ summary, measure, compares, selected, onToggle }: GridPanelProps) {
  const t = useT()
  const format = useFormat()
  const before = summary.gridCustomersBefore
  const shown = measure === 'change' && before === null ? 'people' : measure
  const cells = useMemo(() => {
    if (shown === 'change' && before) return gridChange(summary.gridCustomers, before)
    return gridCells(summary, shown === 'revenue' ? 'revenue' : 'people')
  }, [summary, shown, before])
  const text = { people: format.countFull, revenue: format.axis, change: format.signed }[shown]
  const cellText = shown === 'revenue' ? (value: number) => format.axis(value / 100) : text
  const corner = lowerLeft(summary)
  const sub =
    shown === 'change'
      ? t('rfm.gridSubChange', { day: format.date(summary.compareDay) })
      : corner.recencyDays === null || corner.orders === null
        ? t('rfm.gridSubPlain')
        : t('rfm.gridSub', {
            n: format.countFull(corner.customers),
            share: format.share(corner.share),
            days: format.countFull(corner.recencyDays),
            orders: format.countFull(corner.orders),
          })
  const table: ChartTable = {
    columns: [
      { label: 'R' },
      { label: 'F' },
      { label: t('rfm.measurePeople'), format: format.countFull },
      {
        label: t('rfm.measureRevenue'),
        unit: format.currencySign,
        format: (value) => format.decimal(value, 0),
      },
    ],
    rows: gridCells(summary, 'people').map((cell, i) => [
      `R${cell.r}`,
      `F${cell.f}`,
      cell.value,
      (summary.gridRevenueMinor[i] ?? 0) / 100,
    ]),
  }
  return (
    <FigurePanel
      title={t('rfm.gridTitle')}
      sub={sub}
      name={`${t('rfm.gridTitle')} ${sub}`}
      fileName={`rfm-grid-${format.date(summary.params.asOfDay)}`}
      table={table}
      tools={
        <Segmented
          label={t('rfm.measureLabel')}
          options={[
            { value: 'people', label: t('rfm.measurePeople') },
            { value: 'revenue', label: t('rfm.measureRevenue') },
            ...(compares ? [{ value: 'change' as const, label: t('rfm.measureChange') }] : []),
          ]}
          value={measure}
          onChange={show}
        />
      }
    >
      <HeatMap
        name={t('rfm.gridTitle')}
        cells={cells}
        diverging={shown === 'change'}
        cuts={summary.gridCuts}
        text={cellText}
        selected={selected}
        onToggle={onToggle}
      />
    </FigurePanel>
  )
}
