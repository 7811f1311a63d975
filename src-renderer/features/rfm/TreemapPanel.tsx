import { useMemo, useRef } from 'react'
import type { RfmSegmentTotals, RfmSummary } from '../../../shared/contract/rfm.ts'
import { useT } from '../../locale/t.ts'
import type { ChartTable } from '../../ui/chartTable.ts'
import { FigurePanel } from '../../ui/FigurePanel.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import { SegmentMap, type SegmentWords } from './charts/SegmentMap.tsx'
import { arrange, slices, tiles, type Arrangement } from './charts/slices.ts'
import { useBoxWidth } from './charts/useBoxWidth.ts'
import { nameOf } from './sentences.ts'
import css from './RfmPage.module.css'

interface TreemapPanelProps {
  readonly summary: RfmSummary
  readonly dragging: boolean
  readonly selected: ReadonlySet<string>
  readonly onToggle: (segmentKey: string) => void
}

const HEIGHT = 268

/** Who holds the revenue: area = net revenue of the segment. */
export function TreemapPanel({ summary, dragging, selected, onToggle }: TreemapPanelProps) {
  const t = useT()
  const format = useFormat()
  const box = useRef<HTMLDivElement>(null)
  const width = useBoxWidth(box)
  const kept = useRef<Arrangement>([])
  const list = useMemo(() => tiles(summary), [summary])
  const arrangement = useMemo(() => {
    if (dragging && kept.current.length > 0) return kept.current
    kept.current = arrange(list, width, HEIGHT)
    return kept.current
  }, [list, width, dragging])
  const shown = useMemo(() => slices(list, arrangement, width, HEIGHT), [list, arrangement, width])
  const words: SegmentWords = useMemo(() => {
    const days = format.countFull(summary.params.compareDays)
    return {
      name: (segment) => nameOf(segment, format),
      share: format.share,
      detail: (segment) =>
        t('rfm.treemapDetail', {
          n: format.countFull(segment.customers),
          money: format.money(segment.revenueMinor),
        }),
      change: (segment) => {
        const by = segment.customersBefore === null ? 0 : segment.customers - segment.customersBefore
        if (by === 0) return null
        return t('rfm.treemapChange', { days, arrow: by > 0 ? '▲' : '▼', n: format.countFull(Math.abs(by)) })
      },
    }
  }, [summary, format, t])
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
  const sub = t('rfm.treemapSub', { money: format.money(summary.revenueMinor) })
  return (
    <FigurePanel
      title={t('rfm.treemapTitle')}
      sub={sub}
      name={`${t('rfm.treemapTitle')} ${sub}`}
      table={table}
      fileName={`rfm-segments-${format.date(summary.params.asOfDay)}`}
    >
      <div ref={box} className={css.treemap}>
        {width > 0 && (
          <SegmentMap
            name={t('rfm.treemapTitle')}
            slices={shown}
            words={words}
            width={width}
            height={HEIGHT}
            selected={selected}
            onToggle={onToggle}
          />
        )}
      </div>
    </FigurePanel>
  )
}
