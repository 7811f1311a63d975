import { civilFromDay, dayFromCivil } from '../../../shared/contract/calendar.ts'
import type { ChartTokens } from '../../ui/chartTokens.ts'
import type { Format } from '../../ui/format.ts'
import { tip } from '../../ui/tip.ts'

/** First days of the months that end with the as-of day's month, oldest first. */
export function monthStarts(asOfDay: number, count: number): number[] {
  const { year, month } = civilFromDay(asOfDay)
  const last = year * 12 + month - 1
  return Array.from({ length: count }, (_, i) => {
    const at = last - count + 1 + i
    return dayFromCivil(Math.floor(at / 12), (at % 12) + 1, 1)
  })
}

/** Bars of spend by month; months of net refund hang below in the colour of loss. */
export function monthsOption(monthly: Float64Array, asOfDay: number, tokens: ChartTokens, format: Format) {
  const months = monthStarts(asOfDay, monthly.length).map(format.month)
  return {
    grid: { left: 52, right: 8, top: 10, bottom: 22 },
    tooltip: {
      trigger: 'axis',
      formatter: (params: readonly { dataIndex: number }[]) => {
        const i = params[0]?.dataIndex ?? 0
        return tip(months[i] ?? '', [['', format.moneyFull(monthly[i] ?? 0)]])
      },
    },
    xAxis: { type: 'category', data: months },
    yAxis: {
      type: 'value',
      axisLabel: { formatter: (value: number) => format.axisMoney(value) },
      splitNumber: 3,
    },
    series: [
      {
        type: 'bar',
        data: Array.from(monthly, (value) => ({
          value,
          itemStyle: { color: value < 0 ? tokens.loss : tokens.accent, opacity: 0.8 },
        })),
      },
    ],
  }
}
