import type { ChurnPartial } from '../../../../shared/contract/churn.ts'
import type { ChartTable } from '../../../ui/chartTable.ts'
import type { ChartTokens } from '../../../ui/chartTokens.ts'
import { tip } from '../../../ui/tip.ts'
import type { Telling } from '../sentences.ts'
import { unitText } from '../../../locale/churnText.ts'
import { featureValue } from '../words.ts'
import { grid, isNumber, topName } from './marks.ts'

const points = (partial: ChurnPartial) =>
  Array.from(partial.value, (value, i) => [value, partial.pChurn[i] ?? Number.NaN] as const).filter(
    ([value, p]) => isNumber(value) && isNumber(p),
  )

/** Mean churn probability of the test customers as one feature moves. */
export function partialOption(
  partial: ChurnPartial,
  name: string,
  tokens: ChartTokens,
  { t, format }: Pick<Telling, 't' | 'format'>,
) {
  const list = points(partial)
  return {
    grid: { ...grid, top: 24 },
    tooltip: {
      trigger: 'axis',
      formatter: (params: readonly { dataIndex: number }[]) => {
        const [value, p] = list[params[0]?.dataIndex ?? 0] ?? []
        return tip(name, [
          ['', value === undefined ? '—' : featureValue(value, partial.unit, format)],
          [t('churn.partialY'), format.probability(p)],
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
      splitNumber: 4,
      axisLabel: { formatter: format.share },
      ...topName(tokens, t('churn.partialY')),
    },
    series: [
      {
        type: 'line',
        data: list,
        lineStyle: { color: tokens.accent },
        areaStyle: { color: tokens.band, opacity: 0.6 },
      },
    ],
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
    ],
    rows: points(partial).map(([value, p]) => [value, p]),
  }
}
