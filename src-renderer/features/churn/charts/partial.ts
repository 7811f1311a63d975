import type { ChurnPartial } from '../../../../shared/contract/churn.ts'
import type { ChartTable } from '../../../ui/chartTable.ts'
import type { ChartTokens } from '../../../ui/chartTokens.ts'
import { tip } from '../../../ui/tip.ts'
import type { Telling } from '../sentences.ts'
import { unitText } from '../../../locale/churnText.ts'
import { featureValue } from '../words.ts'
import { grid, isNumber, topName, type DrawApi } from './marks.ts'

/** Without a spread low and high are the mean. */
type Point = readonly [value: number, mean: number, low: number, high: number]

const points = (partial: ChurnPartial): Point[] =>
  Array.from(partial.value, (value, i) => {
    const mean = partial.pChurn[i] ?? Number.NaN
    return [value, mean, partial.pLow?.[i] ?? mean, partial.pHigh?.[i] ?? mean] as const
  }).filter((point) => point.every(isNumber))

/** Churn probability of the test customers as one feature moves: the mean, and eight in ten of them. */
export function partialOption(
  partial: ChurnPartial,
  name: string,
  tokens: ChartTokens,
  { t, format }: Pick<Telling, 't' | 'format'>,
) {
  const list = points(partial)
  const hasSpread = partial.pLow !== undefined
  return {
    grid: { ...grid, top: 24 },
    tooltip: {
      trigger: 'axis',
      formatter: (params: readonly { dataIndex: number }[]) => {
        const [value, p, low, high] = list[params[0]?.dataIndex ?? 0] ?? []
        return tip(name, [
          ['', value === undefined ? '—' : featureValue(value, partial.unit, format)],
          [t('churn.partialY'), format.probability(p)],
          ...(hasSpread
            ? ([[t('churn.partialSpread'), format.range(low, high, format.probability)]] as const)
            : []),
        ])
      },
    },
    xAxis: {
      type: 'value',
      min: 'dataMin',
      max: 'dataMax',
      name: [name, unitText(partial.unit, format.language)].filter((part) => part !== '').join(' · '),
      nameLocation: 'middle',
      nameGap: 22,
      splitLine: { show: false },
      axisLabel: {
        formatter: (value: number) => featureValue(value, partial.unit, format),
        showMaxLabel: true,
      },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: Math.min(1, Math.ceil(Math.max(0.1, ...list.map(([, , , high]) => high)) * 5) / 5),
      splitNumber: 5,
      axisLabel: { formatter: format.share },
      ...topName(tokens, t('churn.partialY')),
    },
    series: [
      ...(hasSpread ? [spreadSeries(list, tokens)] : []),
      {
        type: 'line',
        data: list.map(([value, mean]) => [value, mean]),
        lineStyle: { color: tokens.accent },
      },
    ],
  }
}

/** From P10 to P90 as one polygon. */
function spreadSeries(list: readonly Point[], tokens: ChartTokens) {
  return {
    type: 'custom',
    silent: true,
    z: 1,
    data: list.slice(0, 1).map(([value, , low, high]) => [value, low, high]),
    encode: { x: 0, y: [1, 2] },
    renderItem: (_: unknown, api: DrawApi) => {
      const upper = list.map(([value, , , high]) => api.coord([value, high]))
      const lower = list.map(([value, , low]) => api.coord([value, low])).reverse()
      return { type: 'polygon', shape: { points: [...upper, ...lower] }, style: { fill: tokens.band } }
    },
  }
}

export function partialTable(
  partial: ChurnPartial,
  name: string,
  { t, format }: Pick<Telling, 't' | 'format'>,
): ChartTable {
  return {
    columns: [
      { label: name, format: (value) => featureValue(value, partial.unit, format) },
      { label: t('churn.partialY'), format: format.probability },
      { label: 'P10', format: format.probability },
      { label: 'P90', format: format.probability },
    ],
    rows: points(partial).map((point) => [...point]),
  }
}
