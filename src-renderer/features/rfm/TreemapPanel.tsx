import { useCallback, useMemo } from 'react'
import type { RfmSegmentTotals, RfmSummary } from '../../../shared/contract/rfm.ts'
import { useT } from '../../locale/t.ts'
import { ChartPanel } from '../../ui/ChartPanel.tsx'
import type { ChartTable } from '../../ui/chartTable.ts'
import { useChartTokens } from '../../ui/chartTokens.ts'
import type { EChartsType } from '../../ui/echarts.ts'
import { useFormat } from '../../ui/useFormat.ts'
import { treemapOption } from './charts/treemap.ts'
import { nameOf } from './sentences.ts'

interface TreemapPanelProps {
  readonly summary: RfmSummary
  readonly dragging: boolean
  readonly onToggle: (segmentKey: string) => void
}

/** Who holds the revenue: area = net revenue of the segment. */
export function TreemapPanel({ summary, dragging, onToggle }: TreemapPanelProps) {
  const t = useT()
  const format = useFormat()
  const tokens = useChartTokens()
  const option = useMemo(() => {
    const days = format.countFull(summary.params.compareDays)
    return treemapOption(summary, tokens, format, {
      name: (segment) => nameOf(segment, format),
      detail: (n, money) => t('rfm.treemapDetail', { n, money }),
      change: (segment) => {
        const by = segment.customersBefore === null ? 0 : segment.customers - segment.customersBefore
        if (by === 0) return null
        return t('rfm.treemapChange', { days, arrow: by > 0 ? '▲' : '▼', n: format.countFull(Math.abs(by)) })
      },
    })
  }, [summary, tokens, format, t])
  const onChart = useCallback(
    (chart: EChartsType | null) => {
      chart?.off('click')
      chart?.on('click', (event) => onToggle(String(event.name)))
    },
    [onToggle],
  )
  const table: ChartTable = useMemo(
    () => ({
      columns: [
        { label: t('rfm.colSegment') },
        { label: t('rfm.measurePeople'), format: format.countFull },
        { label: t('rfm.ordersCount'), format: format.countFull },
        {
          label: t('rfm.measureRevenue'),
          unit: format.currencySign,
          format: (value) => format.decimal(value, 0),
        },
      ],
      rows: summary.segments.map((segment: RfmSegmentTotals) => [
        nameOf(segment, format),
        segment.customers,
        segment.orders,
        segment.revenueMinor / 100,
      ]),
    }),
    [summary, format, t],
  )
  return (
    <ChartPanel
      title={t('rfm.treemapTitle')}
      sub={t('rfm.treemapSub', { money: format.money(summary.revenueMinor) })}
      name={t('rfm.treemapTitle')}
      option={option}
      table={table}
      dragging={dragging}
      heightPx={268}
      fileName={`rfm-segments-${format.date(summary.params.asOfDay)}`}
      onChart={onChart}
    />
  )
}
