import { useCallback, useMemo, useRef } from 'react'
import type { CustomerDetail } from '../../../shared/contract/customers.ts'
import { useT } from '../../locale/t.ts'
import { ChartPanel } from '../../ui/ChartPanel.tsx'
import { useChartTokens } from '../../ui/chartTokens.ts'
import type { EChartsType } from '../../ui/echarts.ts'
import { useFormat } from '../../ui/useFormat.ts'
import { eventTexts } from './eventTexts.ts'
import { inTime, LANE_PX, lanesOf, lanesOption } from './lanesOption.ts'

/** Purchases, refunds, behaviours and contacts as lanes over one axis of time. */
export function EventLanes({ detail }: { detail: CustomerDetail }) {
  const t = useT()
  const format = useFormat()
  const tokens = useChartTokens()
  const { events, nEvents, asOfDay } = detail
  const chart = useRef<EChartsType | null>(null)
  const keep = useCallback((instance: EChartsType | null) => {
    chart.current = instance
  }, [])
  const ordered = useMemo(() => inTime(events), [events])
  const texts = useMemo(() => eventTexts(t, format), [t, format])
  const option = useMemo(
    () => lanesOption(ordered, asOfDay, tokens, format, texts),
    [ordered, asOfDay, tokens, format, texts],
  )
  const table = useMemo(
    () => ({
      columns: [
        { label: t('customer.colTime') },
        { label: t('customer.colKind') },
        { label: t('customer.colLabel') },
        {
          label: t('customer.money'),
          unit: format.currencySign,
          format: (value: number) => format.decimal(value, 2),
        },
      ],
      rows: ordered.map((event) => [
        format.dateTime(event.timeSeconds),
        texts.kinds[event.kind],
        texts.what(event),
        event.amountMinor === 0 ? null : event.amountMinor / 100,
      ]),
    }),
    [ordered, t, format, texts],
  )
  const point = (row: number) =>
    chart.current?.dispatchAction(
      row < 0 ? { type: 'hideTip' } : { type: 'showTip', seriesIndex: 0, dataIndex: row },
    )
  if (ordered.length === 0) return null
  const shown = { n: format.countFull(nEvents), shown: format.countFull(events.length) }
  return (
    <ChartPanel
      title={t('customer.lanesTitle')}
      sub={
        nEvents > events.length ? t('customer.lanesSubLatest', shown) : t('customer.lanesSub', { n: shown.n })
      }
      name={t('customer.lanesTitle')}
      option={option}
      table={table}
      heightPx={30 + LANE_PX * lanesOf(ordered).length}
      fileName={`customer-${detail.customerKey}-timeline`}
      onChart={keep}
      onWalk={point}
    />
  )
}
