import { isoFromDay } from '../../../shared/contract/calendar.ts'
import type { LifetimeHistory } from '../../../shared/contract/lifetime.ts'
import type { Translate } from '../../locale/t.ts'
import type { ChartTable } from '../../ui/chartTable.ts'
import type { ChartTokens } from '../../ui/chartTokens.ts'
import type { Format } from '../../ui/format.ts'
import { tip } from '../../ui/tip.ts'

interface Telling {
  readonly t: Translate
  readonly format: Format
}

/** P(active) by week as a line from 0 to 1; order days are ticks on the axis. */
export function historyOption(history: LifetimeHistory, tokens: ChartTokens, { t, format }: Telling) {
  const { day, pActive, orderDay } = history
  const points = Array.from(day, (at, i) => [isoFromDay(at), pActive[i] ?? null])
  return {
    grid: { left: 40, right: 16, top: 10, bottom: 24 },
    tooltip: {
      trigger: 'axis',
      formatter: (params: readonly { dataIndex: number; seriesIndex: number }[]) => {
        const i = params.find(({ seriesIndex }) => seriesIndex === 0)?.dataIndex
        if (i === undefined) return ''
        const p = t('customer.historyP', { days: format.countFull(history.horizonDays) })
        return tip(format.date(day[i]), [[p, format.probability(pActive[i])]])
      },
    },
    xAxis: { type: 'time', axisLabel: { hideOverlap: true, formatter: '{yy}-{MM}' } },
    yAxis: { type: 'value', min: 0, max: 1, interval: 0.5, axisLabel: { formatter: format.share } },
    series: [
      {
        type: 'line',
        symbol: 'none',
        data: points,
        color: tokens.accent,
        lineStyle: { color: tokens.accent, width: 2 },
        areaStyle: { color: tokens.band, opacity: 1 },
      },
      {
        type: 'line',
        silent: true,
        symbol: 'rect',
        symbolSize: [2, 12],
        symbolOffset: [0, -6],
        data: Array.from(orderDay, (at) => [isoFromDay(at), 0]),
        lineStyle: { width: 0, opacity: 0 },
        itemStyle: { color: tokens.text2 },
      },
    ],
  }
}

export function historyTable(history: LifetimeHistory, { t, format }: Telling): ChartTable {
  const ordered = new Set(history.orderDay)
  const orders = Array.from(history.day, (at, i) => {
    const before = history.day[i - 1] ?? at - 1
    let n = 0
    for (let d = before + 1; d <= at; d++) if (ordered.has(d)) n++
    return n
  })
  return {
    columns: [
      { label: t('customer.week') },
      {
        label: t('customer.historyP', { days: format.countFull(history.horizonDays) }),
        format: format.probability,
      },
      { label: t('customer.historyPurchases'), format: (value) => format.decimal(value, 2) },
      { label: t('customer.historyOrders'), format: format.countFull },
    ],
    rows: Array.from(history.day, (at, i) => [
      format.date(at),
      history.pActive[i] ?? null,
      history.expectedPurchases[i] ?? null,
      orders[i] ?? 0,
    ]),
  }
}
