import type { ChartTable } from '../../../ui/chartTable.ts'
import type { ChartTokens } from '../../../ui/chartTokens.ts'
import { tip } from '../../../ui/tip.ts'
import type { ContactOutcome } from '../economics.ts'
import type { Telling } from '../sentences.ts'
import { grid, shareAxis, topName, word } from './marks.ts'

/** Profit against the share contacted; the losing part orange, the peak and the hand marked. */
export function profitOption(
  list: readonly ContactOutcome[],
  marks: { readonly best: ContactOutcome | null; readonly here: ContactOutcome | null },
  tokens: ChartTokens,
  { t, format }: Pick<Telling, 't' | 'format'>,
) {
  const points = [...list].sort((a, b) => a.share - b.share)
  const at = (one: ContactOutcome) => [one.share, one.profitMinor] as const
  const { best, here } = marks
  const isApart = best !== null && here !== null && Math.abs(best.share - here.share) > 0.02
  return {
    grid: { ...grid, left: 62, right: 20, top: 30 },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'line' },
      formatter: (params: readonly { dataIndex: number }[]) => {
        const point = points[params[0]?.dataIndex ?? 0]
        if (!point) return ''
        return tip(`${t('churn.contactShare')} ${format.share(point.share)}`, [
          [t('churn.thresholdLabel'), format.probability(point.threshold)],
          [t('churn.curveProfit'), format.moneyFull(point.profitMinor)],
        ])
      },
    },
    xAxis: {
      ...shareAxis(tokens, t('churn.curveX'), format.share),
      min: 0,
      max: 1,
      interval: 0.2,
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      axisLabel: { formatter: (value: number) => format.axisMoney(value) },
      splitNumber: 4,
      ...topName(tokens, t('churn.curveProfit')),
    },
    series: [
      {
        type: 'line',
        data: points.map(at),
        lineStyle: { color: tokens.accent },
        areaStyle: { color: tokens.band, opacity: 1, origin: 0 },
        z: 2,
      },
      {
        type: 'line',
        silent: true,
        data: [
          [0, 0],
          [1, 0],
        ],
        lineStyle: { color: tokens.control, width: 1.2 },
        z: 1,
      },
      {
        type: 'line',
        silent: true,
        data: points.filter((point) => point.profitMinor < 0).map(at),
        lineStyle: { color: tokens.loss },
        z: 3,
      },
      ...(best && isApart
        ? [
            dot(at(best), tokens.base, tokens.surface, 10),
            word(
              tokens,
              at(best),
              t('churn.curveBest', { profit: format.money(best.profitMinor) }),
              tokens.text2,
              { align: 'center', dy: -15 },
            ),
          ]
        : []),
      ...(here
        ? [
            dot(at(here), tokens.accent, tokens.surface, 13),
            word(
              tokens,
              at(here),
              t(isApart ? 'churn.curveHere' : 'churn.curveBest', { profit: format.money(here.profitMinor) }),
              tokens.text,
              {
                align: here.share > 0.8 ? 'right' : here.share < 0.15 ? 'left' : 'center',
                dy: isApart ? 18 : -17,
              },
            ),
          ]
        : []),
    ],
  }
}

const dot = (at: readonly [number, number], colour: string, ring: string, size: number) => ({
  type: 'line',
  silent: true,
  data: [at],
  symbol: 'circle',
  symbolSize: size,
  z: 5,
  itemStyle: { color: colour, borderColor: ring, borderWidth: 2 },
})

export function profitTable(
  list: readonly ContactOutcome[],
  { t, format }: Pick<Telling, 't' | 'format'>,
): ChartTable {
  const money = (value: number) => format.moneyBare(value * 100)
  return {
    columns: [
      { label: t('churn.thresholdLabel'), format: format.probability },
      { label: t('churn.contacted'), format: format.countFull },
      { label: t('churn.contactShare'), format: format.share },
      { label: t('churn.churnedColumn'), format: format.countFull },
      { label: t('churn.curveProfit'), unit: format.currencySign, format: money },
      { label: t('churn.wastedMoney'), unit: format.currencySign, format: money },
      { label: t('churn.missedValue'), unit: format.currencySign, format: money },
    ],
    rows: list.map((one) => [
      one.threshold,
      one.contacted,
      one.share,
      one.contactedLeavers,
      one.profitMinor / 100,
      one.wastedMinor / 100,
      one.missedValueMinor / 100,
    ]),
  }
}
