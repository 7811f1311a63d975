import type { ChartTable } from '../../../ui/chartTable.ts'
import type { ChartTokens } from '../../../ui/chartTokens.ts'
import { tip } from '../../../ui/tip.ts'
import { minor, type Telling } from '../words.ts'
import { upright, word } from './marks.ts'

/** Profit of a strategy as a line over the value of a return. */
export interface ValueLine {
  readonly name: string
  readonly profitAt: (value: number) => number
}

interface AxisPoint {
  readonly axisValue?: number
}

/** Where two strategies earn the same: straight lines over the value of a return, tie and hand marked. */
export function valueLinesOption(
  lines: readonly ValueLine[],
  most: number,
  value: number,
  tie: number | null,
  tokens: ChartTokens,
  { t, format }: Telling,
) {
  const ends = lines.flatMap(({ profitAt }) => [profitAt(0), profitAt(most)])
  const [low, high] = [Math.min(0, ...ends), Math.max(1, ...ends)]
  const hasTie = tie !== null && tie > 0 && tie < most
  return {
    grid: { left: 58, right: 92, top: 34, bottom: 40 },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'line' },
      formatter: (params: readonly AxisPoint[]) => {
        const at = params[0]?.axisValue ?? 0
        return tip(
          `${t('whatif.valuePerReturn')} ${format.unitCost(minor(at))}`,
          lines.map(({ name, profitAt }) => [name, format.moneyFull(minor(profitAt(at)))]),
        )
      },
    },
    xAxis: {
      type: 'value',
      min: 0,
      max: most,
      name: t('whatif.valuePerReturn'),
      nameLocation: 'middle',
      nameGap: 24,
      nameTextStyle: { color: tokens.text3, fontSize: tokens.caption },
      splitLine: { show: false },
      axisLabel: { formatter: (one: number) => format.axisMoney(minor(one)) },
    },
    yAxis: {
      type: 'value',
      splitNumber: 4,
      axisLabel: { formatter: (one: number) => format.axisMoney(minor(one)) },
    },
    series: [
      {
        type: 'line',
        silent: true,
        showSymbol: false,
        data: [
          [0, 0],
          [most, 0],
        ],
        lineStyle: { color: tokens.control, width: 1.2 },
      },
      ...lines.map(({ profitAt }, i) => ({
        type: 'line',
        showSymbol: false,
        data: Array.from({ length: 21 }, (_, k) => [(most * k) / 20, profitAt((most * k) / 20)]),
        lineStyle: { color: tokens.hue(i), width: 2.4 },
        z: 4,
      })),
      ...apart(lines, most, (high - low) / 15).map(({ name, at }) =>
        word(tokens, [most, at], name, tokens.text, { dx: 6 }),
      ),
      upright(value, [low, high], { stroke: tokens.text, lineWidth: 1.2 }),
      ...(hasTie
        ? [
            upright(tie, [low, high], { stroke: tokens.loss, lineDash: [3, 3] }),
            word(
              tokens,
              [tie, high],
              t('whatif.tieMark', { value: format.unitCost(minor(tie)) }),
              tokens.loss,
              {
                align: 'center',
                dy: -12,
              },
            ),
          ]
        : []),
    ],
  }
}

/** Names at the lines' ends, pushed apart where they would stand on each other. */
function apart(lines: readonly ValueLine[], most: number, least: number): { name: string; at: number }[] {
  let below = Infinity
  return lines
    .map(({ name, profitAt }) => ({ name, at: profitAt(most) }))
    .sort((a, b) => b.at - a.at)
    .map(({ name, at }) => {
      below = Math.min(at, below - least)
      return { name, at: below }
    })
}

export function valueLinesTable(
  lines: readonly ValueLine[],
  most: number,
  { t, format }: Telling,
): ChartTable {
  const money = (units: number) => format.moneyBare(minor(units))
  return {
    columns: [
      { label: t('whatif.valuePerReturn'), unit: format.currencySign, format: money },
      ...lines.map(({ name }) => ({ label: name, unit: format.currencySign, format: money })),
    ],
    rows: Array.from({ length: 21 }, (_, k) => {
      const value = (most * k) / 20
      return [value, ...lines.map(({ profitAt }) => profitAt(value))]
    }),
  }
}
