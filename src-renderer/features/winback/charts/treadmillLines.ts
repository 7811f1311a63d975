import type { Treadmill } from '../../../../shared/analytics/winback/index.ts'
import type { ChartTable } from '../../../ui/chartTable.ts'
import type { ChartTokens } from '../../../ui/chartTokens.ts'
import { tip } from '../../../ui/tip.ts'
import { minor, type Telling } from '../words.ts'
import { word } from './marks.ts'

export const WAYS = ['same', 'held', 'once', 'never'] as const
export const WAY_NAMES = {
  same: 'whatif.waySame',
  held: 'whatif.wayHeld',
  once: 'whatif.wayOnce',
  never: 'whatif.wayNever',
} as const
/** hues that stand for nothing else on these screens */
const HUES = { same: 0, held: 5, once: 2, never: 6 } as const

interface Hovered {
  readonly dataIndex?: number
}

/** Profit of each round along four ways: the same coupon, ever larger ones, one and then none, none at all. */
export function treadmillOption(mill: Treadmill, tokens: ChartTokens, { t, format }: Telling) {
  const nRounds = mill.same.length
  const profits = WAYS.flatMap((way) => mill[way].map(({ profit }) => profit))
  const [low, high] = [Math.min(0, ...profits), Math.max(1, ...profits)]
  const ends = apart(
    WAYS.map((way) => ({ way, at: mill[way].at(-1)?.profit ?? 0 })),
    (high - low) / 11,
  )
  return {
    grid: { left: 62, right: 128, top: 16, bottom: 40 },
    tooltip: {
      trigger: 'axis',
      formatter: (params: readonly Hovered[]) => {
        const i = params[0]?.dataIndex ?? 0
        return tip(
          t('whatif.roundN', { n: format.countFull(i + 1) }),
          WAYS.map((way) => [
            t(WAY_NAMES[way]),
            t('whatif.roundTip', {
              face: format.moneyFull(minor(mill[way][i]?.face ?? 0)),
              profit: format.moneyFull(minor(mill[way][i]?.profit ?? 0)),
            }),
          ]),
        )
      },
    },
    xAxis: {
      type: 'category',
      data: Array.from({ length: nRounds }, (_, i) => String(i + 1)),
      name: t('whatif.round'),
      nameLocation: 'middle',
      nameGap: 24,
      nameTextStyle: { color: tokens.text3, fontSize: tokens.caption },
      boundaryGap: false,
    },
    yAxis: {
      type: 'value',
      splitNumber: 4,
      min: low,
      max: high,
      axisLabel: {
        formatter: (value: number) => format.axisMoney(minor(value)),
        showMinLabel: false,
        showMaxLabel: false,
      },
    },
    series: [
      ...WAYS.map((way) => ({
        type: 'line',
        name: t(WAY_NAMES[way]),
        symbolSize: 5,
        data: mill[way].map(({ profit }) => profit),
        lineStyle: { color: tokens.hue(HUES[way]), width: 2.2, type: way === 'never' ? 'dashed' : 'solid' },
        itemStyle: { color: tokens.hue(HUES[way]) },
      })),
      ...ends.map(({ way, at }) =>
        word(tokens, [nRounds - 1, at], t(WAY_NAMES[way]), tokens.text, { dx: 8 }),
      ),
    ],
  }
}

/** Names at the lines' ends, pushed apart where they would stand on each other. */
function apart<T extends { readonly at: number }>(ends: readonly T[], least: number): T[] {
  let below = Infinity
  return ends
    .toSorted((a, b) => b.at - a.at)
    .map((end) => {
      below = Math.min(end.at, below - least)
      return { ...end, at: below }
    })
}

export function treadmillTable(mill: Treadmill, { t, format }: Telling): ChartTable {
  const money = (units: number) => format.moneyBare(minor(units))
  return {
    columns: [
      { label: t('whatif.way') },
      { label: t('whatif.round'), format: format.countFull },
      { label: t('whatif.face'), unit: format.currencySign, format: money },
      { label: t('whatif.expectedFace'), unit: format.currencySign, format: money },
      { label: t('whatif.returnsColumn'), format: format.countFull },
      { label: t('whatif.profit'), unit: format.currencySign, format: money },
      { label: t('whatif.unsubsidised'), format: format.share },
    ],
    rows: WAYS.flatMap((way) =>
      mill[way].map((round, i) => [
        t(WAY_NAMES[way]),
        i + 1,
        round.face,
        round.expected,
        round.incrementalReturns,
        round.profit,
        round.unsubsidisedShare,
      ]),
    ),
  }
}
