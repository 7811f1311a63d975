import type { ChurnVerdict } from '../../../../shared/contract/churn.ts'
import type { ChartTable } from '../../../ui/chartTable.ts'
import type { ChartTokens } from '../../../ui/chartTokens.ts'
import { tip } from '../../../ui/tip.ts'
import type { Telling } from '../sentences.ts'
import { grid, isNumber, shareAxis, topName, whiskers, word } from './marks.ts'

interface Bin {
  readonly predicted: number
  readonly observed: number
  readonly low: number
  readonly high: number
  readonly customers: number
}

function bins({ calibration }: Pick<ChurnVerdict, 'calibration'>): Bin[] {
  return Array.from(calibration.predicted, (predicted, i) => ({
    predicted,
    observed: calibration.observed[i] ?? Number.NaN,
    low: calibration.low[i] ?? Number.NaN,
    high: calibration.high[i] ?? Number.NaN,
    customers: calibration.customers[i] ?? 0,
  })).filter((bin) => isNumber(bin.predicted) && isNumber(bin.observed))
}

/** Dots of observed over predicted with their intervals; the diagonal is "right". */
export function calibrationOption(verdict: ChurnVerdict, tokens: ChartTokens, { t, format }: Telling) {
  const list = bins(verdict)
  return {
    grid: { ...grid, top: 24 },
    tooltip: {
      trigger: 'item',
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const bin = list[dataIndex]
        if (!bin) return ''
        return tip(`${t('churn.predicted')} ${format.probability(bin.predicted)}`, [
          [t('churn.observed'), format.interval(bin.observed, bin.low, bin.high, format.share)],
          [t('churn.customers'), format.countFull(bin.customers)],
        ])
      },
    },
    xAxis: {
      ...shareAxis(tokens, t('churn.predicted'), format.share),
      min: 0,
      max: 1,
      interval: 0.2,
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: 1,
      interval: 0.2,
      axisLabel: { formatter: format.share },
      ...topName(tokens, t('churn.observed')),
    },
    series: [
      {
        type: 'line',
        silent: true,
        data: [
          [0, 0],
          [1, 1],
        ],
        lineStyle: { color: tokens.base, width: 1.5, type: 'dashed' },
      },
      whiskers(
        list
          .filter((bin) => isNumber(bin.low) && isNumber(bin.high))
          .map((bin) => [bin.predicted, bin.low, bin.high]),
        tokens.accent,
      ),
      {
        type: 'line',
        data: list.map((bin) => [bin.predicted, bin.observed]),
        lineStyle: { width: 0, opacity: 0 },
        symbol: 'circle',
        symbolSize: 9,
        showAllSymbol: true,
        z: 4,
        itemStyle: { color: tokens.accent, borderColor: tokens.surface, borderWidth: 1.5 },
      },
      word(tokens, [0.5, 0.5], t('churn.perfect'), tokens.text3, { align: 'right', dx: -6, dy: -12 }),
    ],
  }
}

export function calibrationTable(verdict: ChurnVerdict, { t, format }: Telling): ChartTable {
  return {
    columns: [
      { label: t('churn.predicted'), format: format.probability },
      { label: t('churn.observed'), format: format.share },
      { label: t('churn.low'), format: format.share },
      { label: t('churn.high'), format: format.share },
      { label: t('churn.customers'), format: format.countFull },
    ],
    rows: bins(verdict).map((bin) => [bin.predicted, bin.observed, bin.low, bin.high, bin.customers]),
  }
}
