import type { ChartTable } from '../../../ui/chartTable.ts'
import type { ChartTokens } from '../../../ui/chartTokens.ts'
import { tip } from '../../../ui/tip.ts'
import { gainAt, niceAbove, type BudgetPicture, type BudgetPlan } from '../model/budgetPicture.ts'
import type { CurveSpread } from '../model/spread.ts'
import { minor, type Telling } from '../words.ts'
import { dot, upright, word, type DrawApi } from './marks.ts'

export const N_BARS = 40

/** the size of captions at which the margins are as they are written */
const CAPTION_PX = 12

/** Bounds of the axes; they stand still while the hand moves. */
export interface FrontierAxes {
  readonly most: number
  readonly low: number
  readonly high: number
  readonly marginalHigh: number
  readonly marginalLow: number
}

export interface MarginalBar {
  readonly from: number
  readonly to: number
  /** what 1 of money earns here */
  readonly perUnit: number
}

/** What each slice of the budget earns; behind the peak what it loses when it must be spent. */
export function marginalBars(picture: BudgetPicture): MarginalBar[] {
  const points =
    picture.forced.length > 0 ? [...picture.optimum, ...picture.forced.slice(1)] : picture.optimum
  const width = picture.most / N_BARS
  return Array.from({ length: N_BARS }, (_, i) => {
    const from = i * width
    return { from, to: from + width, perUnit: (gainAt(points, from + width) - gainAt(points, from)) / width }
  })
}

export function frontierAxes(picture: BudgetPicture, curve: CurveSpread | null): FrontierAxes {
  const bars = marginalBars(picture)
  const bands = (curve?.bands ?? []).flatMap((band) => (band ? [band.p10, band.p90] : []))
  const optimum = picture.optimum.map(({ gain }) => gain - picture.fixed)
  const forced = picture.forced
    .filter(({ cost }) => cost <= picture.most)
    .map(({ gain }) => gain - picture.fixed)
  const values = [0, ...bands, ...optimum, ...forced]
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const step = niceAbove((high - low) / 4)
  const steepest = Math.max(0.5, ...bars.map(({ perUnit }) => perUnit))
  const steepestLoss = -Math.min(0, ...bars.map(({ perUnit }) => perUnit))
  const marginalHigh = root(niceAbove(steepest * picture.nextMoney) / picture.nextMoney)
  return {
    most: picture.most,
    low: Math.floor(low / step) * step,
    high: Math.max(step, Math.ceil(high / step) * step),
    marginalHigh,
    marginalLow: Math.ceil(root(steepestLoss) / (marginalHigh / 2)) * -(marginalHigh / 2),
  }
}

/** Square-root steps: the first yuan earns so much that the others would not be seen beside it. */
const root = (value: number) => Math.sign(value) * Math.sqrt(Math.abs(value))
const square = (value: number) => Math.sign(value) * value * value

interface AxisPoint {
  readonly axisValue?: number
}

/** Budget -> profit with its band, the hand's point and the peak; under it what each next slice earns. */
export function frontierOption(
  picture: BudgetPicture,
  here: BudgetPlan,
  curve: CurveSpread | null,
  axes: FrontierAxes,
  tokens: ChartTokens,
  { t, format }: Telling,
) {
  const { fixed, peak } = picture
  const money = (units: number) => format.axisMoney(minor(units))
  const profitAt = (budget: number) => gainAt(picture.optimum, budget) - fixed
  const ends = picture.optimum.map(({ cost, gain }) => [cost, gain - fixed] as const)
  const line = [...ends.filter(([cost]) => cost <= axes.most), [axes.most, profitAt(axes.most)] as const]
  const forced = picture.forced.filter(({ cost }) => cost <= axes.most * 1.0001)
  const forcedLine = [
    ...forced.map(({ cost, gain }) => [cost, gain - fixed] as const),
    ...(forced.length > 0 && (picture.forced.at(-1)?.cost ?? 0) > axes.most
      ? [[axes.most, gainAt(picture.forced, axes.most) - fixed] as const]
      : []),
  ]
  const bars = marginalBars(picture)
  // on a stage the text is larger than on a screen, and so are its margins
  const scale = tokens.caption / CAPTION_PX
  const grids = { left: 58 * scale, right: 20 * scale }
  const hasPeak = picture.best.gain > 0 && peak < axes.most
  const isLate = here.budget > axes.most * 0.62
  const point = [here.budget, here.plan.profit] as const
  const lastBand = curve?.bands.at(-1)
  const { everybody } = picture
  const isApart =
    Math.abs(everybody.cost - here.budget) > axes.most * 0.06 ||
    Math.abs(everybody.profit - here.plan.profit) > (axes.high - axes.low) * 0.12
  const isShown = isApart && everybody.cost <= axes.most && everybody.profit >= axes.low
  return {
    grid: [
      { ...grids, top: 34 * scale, height: scale > 1.5 ? '48%' : '56%' },
      { ...grids, top: '74%', bottom: 26 * scale },
    ],
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'line' },
      formatter: (params: readonly AxisPoint[]) => {
        const budget = params[0]?.axisValue ?? 0
        return tip(`${t('whatif.budget')} ${format.moneyFull(minor(budget))}`, [
          [t('whatif.profit'), format.moneyFull(minor(profitAt(budget)))],
        ])
      },
    },
    xAxis: [
      {
        gridIndex: 0,
        type: 'value',
        min: 0,
        max: axes.most,
        axisLabel: { show: false },
        splitLine: { show: false },
        axisTick: { show: false },
        axisLine: { show: false },
      },
      {
        gridIndex: 1,
        type: 'value',
        min: 0,
        max: axes.most,
        axisLabel: { formatter: money },
        splitLine: { show: false },
      },
    ],
    yAxis: [
      {
        gridIndex: 0,
        type: 'value',
        min: axes.low,
        max: axes.high,
        splitNumber: 4,
        axisLabel: { formatter: money },
        ...topName(tokens, t('whatif.profit')),
      },
      {
        gridIndex: 1,
        type: 'value',
        min: axes.marginalLow,
        max: axes.marginalHigh,
        interval: axes.marginalHigh / 2,
        axisLabel: { formatter: (value: number) => money(square(value) * picture.nextMoney) },
        ...topName(tokens, t('whatif.marginalAxis', { money: format.moneyFull(minor(picture.nextMoney)) })),
      },
    ],
    series: [
      bandSeries(curve, tokens),
      {
        type: 'line',
        silent: true,
        showSymbol: false,
        data: [
          [0, 0],
          [axes.most, 0],
        ],
        lineStyle: { color: tokens.control, width: 1.2 },
        z: 1,
      },
      { type: 'line', showSymbol: false, data: line, lineStyle: { color: tokens.accent, width: 2.4 }, z: 5 },
      {
        type: 'line',
        silent: true,
        showSymbol: false,
        data: forcedLine,
        lineStyle: { color: tokens.loss, width: 2, type: 'dashed' },
        z: 5,
      },
      ...(forcedLine.length > 1
        ? [
            word(tokens, forcedLine.at(-1) ?? [0, 0], t('whatif.forced'), tokens.loss, {
              align: 'right',
              dx: -4,
              dy: -12,
            }),
          ]
        : []),
      ...(hasPeak
        ? [
            upright(peak, [axes.low, axes.high], { stroke: tokens.loss, lineDash: [3, 3] }),
            word(
              tokens,
              [peak, axes.high],
              t('whatif.peakMark', { money: format.money(minor(peak)) }),
              tokens.loss,
              {
                dy: -10,
                align: peak > axes.most * 0.8 ? 'right' : peak < axes.most * 0.35 ? 'left' : 'center',
              },
            ),
          ]
        : []),
      upright(here.budget, [axes.low, axes.high], { stroke: tokens.text, lineWidth: 1.2 }),
      dot(point, tokens.accent, tokens.surface, 15),
      word(
        tokens,
        point,
        t('whatif.hereMark', { profit: format.money(minor(here.plan.profit)) }),
        tokens.text,
        {
          align: isLate ? 'right' : 'left',
          dx: isLate ? -12 : 12,
          dy: -17,
          weight: 600,
        },
      ),
      ...(isShown
        ? [
            dot([everybody.cost, everybody.profit], tokens.base, tokens.surface, 10, 'rect'),
            word(
              tokens,
              [everybody.cost, everybody.profit],
              t('whatif.everybodyMark', { profit: format.money(minor(everybody.profit)) }),
              tokens.text2,
              {
                align: everybody.cost > axes.most / 2 ? 'right' : 'left',
                dy: 15,
              },
            ),
          ]
        : []),
      ...(lastBand
        ? [
            word(tokens, [axes.most, lastBand.p90], 'P90', tokens.text3, { align: 'right', dy: 8, dx: -2 }),
            word(tokens, [axes.most, lastBand.p10], 'P10', tokens.text3, { align: 'right', dy: -8, dx: -2 }),
          ]
        : []),
      barSeries(bars, here.budget, tokens),
      upright(here.budget, [axes.marginalLow, axes.marginalHigh], { stroke: tokens.text, lineWidth: 1.2 }, 1),
    ],
  }
}

const topName = (tokens: ChartTokens, name: string) => ({
  name,
  nameLocation: 'end',
  nameGap: 10,
  nameTextStyle: { color: tokens.text3, fontSize: tokens.caption, align: 'left', padding: [0, 0, 0, -50] },
})

/** P10 to P90 as one polygon. */
function bandSeries(curve: CurveSpread | null, tokens: ChartTokens) {
  const rows = (curve?.bands ?? []).flatMap((band, i) =>
    band ? [[curve?.budgets[i] ?? 0, band.p10, band.p90] as const] : [],
  )
  return {
    type: 'custom',
    silent: true,
    z: 2,
    data: rows.length > 1 ? [rows[0]] : [],
    encode: { x: 0, y: [1, 2] },
    renderItem: (_: unknown, api: DrawApi) => {
      const upper = rows.map(([x, , high]) => api.coord([x, high]))
      const lower = rows.map(([x, low]) => api.coord([x, low])).reverse()
      return { type: 'polygon', shape: { points: [...upper, ...lower] }, style: { fill: tokens.band } }
    },
  }
}

function barSeries(bars: readonly MarginalBar[], budget: number, tokens: ChartTokens) {
  return {
    type: 'custom',
    silent: true,
    xAxisIndex: 1,
    yAxisIndex: 1,
    z: 2,
    data: bars.map(({ from, to, perUnit }) => [from, to, root(perUnit)]),
    encode: { x: [0, 1], y: 2 },
    renderItem: (_: unknown, api: DrawApi) => {
      const [x1 = 0, y1 = 0] = api.coord([api.value(0), 0])
      const [x2 = 0, y2 = 0] = api.coord([api.value(1), api.value(2)])
      const isLoss = api.value(2) < 0
      const isSpent = api.value(0) < budget
      return {
        type: 'rect',
        shape: { x: x1 + 1, y: Math.min(y1, y2), width: Math.max(1, x2 - x1 - 2), height: Math.abs(y2 - y1) },
        style: { fill: isLoss ? tokens.loss : tokens.accent, opacity: isSpent ? 1 : 0.5 },
      }
    },
  }
}

export function frontierTable(
  picture: BudgetPicture,
  curve: CurveSpread | null,
  { t, format }: Telling,
): ChartTable {
  const money = (units: number) => format.moneyBare(minor(units))
  const unit = format.currencySign
  const budgets = curve?.budgets ?? picture.optimum.map(({ cost }) => cost)
  return {
    columns: [
      { label: t('whatif.budget'), unit, format: money },
      { label: t('whatif.profit'), unit, format: money },
      { label: 'P10', unit, format: money },
      { label: 'P50', unit, format: money },
      { label: 'P90', unit, format: money },
      { label: t('whatif.forced'), unit, format: money },
    ],
    rows: budgets.map((budget, i) => {
      const band = curve?.bands[i] ?? null
      const isForced = picture.forced.length > 0 && budget > picture.peak
      return [
        budget,
        gainAt(picture.optimum, budget) - picture.fixed,
        band?.p10 ?? null,
        band?.p50 ?? null,
        band?.p90 ?? null,
        isForced ? gainAt(picture.forced, budget) - picture.fixed : null,
      ]
    }),
  }
}
