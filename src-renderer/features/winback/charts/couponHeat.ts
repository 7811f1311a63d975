import type { ChartTable } from '../../../ui/chartTable.ts'
import type { ChartTokens } from '../../../ui/chartTokens.ts'
import { breakEvenOf, profitAtRedemption, type FaceLine, type MeasuredUse } from '../model/couponPicture.ts'
import { minor, type Telling } from '../words.ts'
import { dot, word, type DrawApi } from './marks.ts'

const N_ROWS = 24
const BOX_PX = 10

/** End of the redemption axis: what the largest face can reach. */
export const mostRedemption = (lines: readonly FaceLine[]): number =>
  Math.max(0.01, ...lines.map(({ range }) => range[1])) * 1.08

/**
 * Face value against redemption: every cell the profit of that pair, orange where it loses. Redemptions that cannot be
 * reached stay empty; the line is where the profit is 0, the dot the scenario, boxes what past coupons measured.
 */
export function couponHeatOption(
  lines: readonly FaceLine[],
  here: { readonly face: number; readonly redemption: number },
  measured: readonly MeasuredUse[],
  tokens: ChartTokens,
  { t, format }: Telling,
) {
  const most = mostRedemption(lines)
  const lastFace = lines.at(-1)?.face ?? 1
  const height = most / N_ROWS
  const width = lastFace / Math.max(1, lines.length - 1)
  const extreme = Math.max(1, ...lines.flatMap(({ profit }) => profit.map(Math.abs)))
  const cells = lines.flatMap((line) =>
    Array.from({ length: N_ROWS }, (_, row) => {
      const redemption = (row + 0.5) * height
      const profit = profitAtRedemption(line, redemption)
      return profit === null ? null : ([line.face, redemption, profit] as const)
    }).filter((cell) => cell !== null),
  )
  const zero = lines.flatMap((line) => {
    const at = breakEvenOf(line)
    return at === null ? [] : [[line.face, at] as const]
  })
  const border = (end: 0 | 1) => ({
    type: 'line',
    silent: true,
    showSymbol: false,
    data: lines.map(({ face, range }) => [face, range[end]]),
    lineStyle: { color: tokens.text3, width: 1, type: 'dashed' },
    z: 4,
  })
  const lastZero = zero.at(-1)
  const isAtEdge = (lastZero?.[0] ?? 0) > 0.8 * lastFace
  const boxes = measured.filter(({ face, low }) => face <= lastFace && low <= most)
  // over the highest box there is least to stand on
  const highest = boxes.toSorted((a, b) => b.high - a.high)[0]
  return {
    grid: { left: 58, right: 24, top: 30, bottom: 44 },
    xAxis: {
      type: 'value',
      min: 0,
      max: lastFace + width / 2,
      name: t('whatif.face'),
      nameLocation: 'middle',
      nameGap: 26,
      nameTextStyle: { color: tokens.text3, fontSize: tokens.caption },
      splitLine: { show: false },
      axisLabel: { formatter: (face: number) => format.axisMoney(minor(face)), showMaxLabel: false },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: most,
      name: t('whatif.redemption'),
      nameLocation: 'end',
      nameGap: 10,
      nameTextStyle: {
        color: tokens.text3,
        fontSize: tokens.caption,
        align: 'left',
        padding: [0, 0, 0, -50],
      },
      splitLine: { show: false },
      splitNumber: 4,
      axisLabel: { formatter: (share: number) => format.share(share), showMaxLabel: false },
    },
    series: [
      {
        type: 'custom',
        silent: true,
        z: 2,
        data: cells,
        encode: { x: 0, y: 1 },
        renderItem: (_: unknown, api: DrawApi) => {
          const [x = 0, y = 0] = api.coord([api.value(0), api.value(1)])
          const [w = 0, h = 0] = api.size([width, height])
          const [origin = 0] = api.coord([0, 0])
          const left = Math.max(origin, x - w / 2)
          return {
            type: 'rect',
            shape: { x: left, y: y - h / 2, width: x + w / 2 + 0.5 - left, height: h + 0.5 },
            style: { fill: tokens.diverge(api.value(2) / extreme).fill },
          }
        },
      },
      border(0),
      border(1),
      {
        type: 'line',
        silent: true,
        showSymbol: false,
        data: zero,
        lineStyle: { color: tokens.text, width: 2.4 },
        z: 5,
      },
      {
        type: 'custom',
        silent: true,
        z: 6,
        data: boxes.map(({ face, low, high }) => [face, low, Math.min(high, most)]),
        encode: { x: 0, y: [1, 2] },
        renderItem: (_: unknown, api: DrawApi) => {
          const [x = 0, y1 = 0] = api.coord([api.value(0), api.value(1)])
          const [, y2 = 0] = api.coord([api.value(0), api.value(2)])
          return {
            type: 'rect',
            shape: { x: x - BOX_PX / 2, y: y2, width: BOX_PX, height: Math.max(2, y1 - y2), r: 1 },
            style: { fill: 'transparent', stroke: tokens.text, lineWidth: 1.4 },
          }
        },
      },
      ...(highest
        ? [
            word(tokens, [highest.face, Math.min(highest.high, most)], t('whatif.measuredUse'), tokens.text, {
              align: 'center',
              dy: -9,
            }),
          ]
        : []),
      ...(lastZero
        ? [
            word(tokens, lastZero, t('whatif.breakEvenLine'), tokens.text, {
              align: isAtEdge ? 'right' : 'left',
              dx: isAtEdge ? 0 : 7,
              dy: isAtEdge ? -12 : 0,
              weight: 600,
            }),
          ]
        : []),
      dot([here.face, here.redemption], tokens.text, tokens.surface, 14),
      word(tokens, [here.face, here.redemption], t('whatif.thisCoupon'), tokens.text, {
        align: here.face > lastFace / 2 ? 'right' : 'left',
        dx: here.face > lastFace / 2 ? -11 : 11,
        weight: 600,
      }),
    ],
  }
}

export function couponTable(lines: readonly FaceLine[], { t, format }: Telling): ChartTable {
  const money = (units: number) => format.moneyBare(minor(units))
  const share = (value: number) => `${format.decimal(value * 100, 2)}%`
  const unit = format.currencySign
  return {
    columns: [
      { label: t('whatif.face'), unit, format: (units) => format.decimal(units, 1) },
      { label: t('whatif.redemptionLow'), format: share },
      { label: t('whatif.redemptionHigh'), format: share },
      { label: t('whatif.profitLow'), unit, format: money },
      { label: t('whatif.profitHigh'), unit, format: money },
      { label: t('whatif.breakEven'), format: share },
      { label: t('whatif.profitNow'), unit, format: money },
    ],
    rows: lines.map((line) => [
      line.face,
      ...line.range,
      ...line.profit,
      breakEvenOf(line),
      line.here.profit,
    ]),
  }
}
