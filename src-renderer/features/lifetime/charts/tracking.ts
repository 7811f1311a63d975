import { isoFromDay } from '../../../../shared/contract/calendar.ts'
import type { LifetimeSummary } from '../../../../shared/contract/lifetime.ts'
import { MODEL_NAMES } from '../../../locale/lifetimeText.ts'
import type { ChartTable } from '../../../ui/chartTable.ts'
import type { ChartTokens } from '../../../ui/chartTokens.ts'
import { tip } from '../../../ui/tip.ts'
import type { Telling } from '../sentences.ts'

interface DrawApi {
  value(dimension: number): number
  coord(point: readonly number[]): number[]
}

/** Weekly repeat purchases: what happened solid, the model dashed, the begin of the holdout as a line. */
export function trackingOption(summary: LifetimeSummary, tokens: ChartTokens, { t, format }: Telling) {
  const { weekEndDay, actual, expected, calibrationWeeks } = summary.tracking
  const model = expected[summary.model] ?? new Float64Array(0)
  const top = Math.max(1, ...actual, ...model)
  const hasHoldout = summary.holdout !== null && calibrationWeeks < weekEndDay.length
  const word = (text: string, at: readonly number[], fill: string) => ({
    type: 'custom',
    silent: true,
    z: 6,
    data: [at],
    renderItem: (_: unknown, api: DrawApi) => {
      const [x = 0, y = 0] = api.coord([api.value(0), api.value(1)])
      return {
        type: 'text',
        style: { text, x: x + 5, y, fill, font: `${tokens.caption}px sans-serif`, textVerticalAlign: 'top' },
      }
    },
  })
  const line = (data: Float64Array, colour: string, isDashed: boolean) => ({
    type: 'line',
    symbol: 'none',
    data: Array.from(data),
    color: colour,
    lineStyle: { color: colour, width: isDashed ? 1.8 : 2, type: isDashed ? 'dashed' : 'solid' },
  })
  return {
    grid: { left: 46, right: 14, top: 22, bottom: 24 },
    tooltip: {
      trigger: 'axis',
      formatter: (params: readonly { dataIndex: number }[]) => {
        const i = params[0]?.dataIndex ?? 0
        return tip(`${t('lifetime.trackWeek')} ${format.date(weekEndDay[i])}`, [
          [t('lifetime.trackActual'), format.countFull(actual[i])],
          [MODEL_NAMES[summary.model], format.countFull(model[i])],
        ])
      },
    },
    xAxis: {
      type: 'category',
      data: Array.from(weekEndDay, (day) => isoFromDay(day)),
      axisLabel: { hideOverlap: true, formatter: (day: string) => day.slice(2, 7) },
    },
    yAxis: { type: 'value', min: 0, splitNumber: 4, axisLabel: { formatter: (n: number) => format.axis(n) } },
    series: [
      line(actual, tokens.accent, false),
      line(model, tokens.text3, true),
      ...(hasHoldout
        ? [
            {
              type: 'line',
              silent: true,
              symbol: 'none',
              data: [
                [calibrationWeeks, 0],
                [calibrationWeeks, top],
              ],
              lineStyle: { color: tokens.line2, width: 1.4 },
            },
            word(t('lifetime.trackSplit'), [calibrationWeeks, 1.04 * top], tokens.text3),
          ]
        : []),
    ],
  }
}

export function trackingTable(summary: LifetimeSummary, { t, format }: Telling): ChartTable {
  const { weekEndDay, actual, expected } = summary.tracking
  return {
    columns: [
      { label: t('lifetime.trackWeek') },
      { label: t('lifetime.trackActual'), format: format.countFull },
      { label: MODEL_NAMES[summary.model], format: (value) => format.decimal(value, 1) },
    ],
    rows: Array.from(weekEndDay, (day, i) => [
      isoFromDay(day),
      actual[i] ?? null,
      expected[summary.model]?.[i] ?? null,
    ]),
  }
}
