import type { ChurnSetup } from '../../../../shared/contract/churn.ts'
import type { Translate } from '../../../locale/t.ts'
import type { ChartTable } from '../../../ui/chartTable.ts'
import type { ChartTokens } from '../../../ui/chartTokens.ts'
import type { Format } from '../../../ui/format.ts'
import { tip } from '../../../ui/tip.ts'
import { grid, isNumber, topName, word } from './marks.ts'

/** The share that must not be exceeded for the proposal: one gap in ten. */
const STILL_RETURN = 0.1

const points = (
  { horizonCurve }: Pick<ChurnSetup, 'horizonCurve'>,
  share: 'returnShare' | 'wrongShare' = 'returnShare',
) =>
  Array.from(horizonCurve.days, (day, i) => [day, horizonCurve[share][i] ?? Number.NaN] as const).filter(
    ([day, share]) => isNumber(day) && isNumber(share),
  )

/** A share at so many days, straight between measured days; null outside of the curve. */
export function returnShareAt(
  setup: Pick<ChurnSetup, 'horizonCurve'>,
  days: number,
  share: 'returnShare' | 'wrongShare' = 'returnShare',
): number | null {
  const list = points(setup, share)
  const after = list.findIndex(([day]) => day >= days)
  const right = list[after]
  if (!right) return null
  const left = list[after - 1] ?? right
  const span = right[0] - left[0]
  const part = span > 0 ? (days - left[0]) / span : 1
  return left[1] + (right[1] - left[1]) * part
}

/** The curve that the horizon is chosen on, with the proposal and the choice as vertical lines. */
export function horizonOption(
  setup: ChurnSetup,
  horizonDays: number,
  tokens: ChartTokens,
  { t, format }: { readonly t: Translate; readonly format: Format },
) {
  const list = points(setup)
  const lastDay = Math.max(1, horizonDays, list.at(-1)?.[0] ?? 0)
  const top = Math.min(1, Math.max(0.2, Math.ceil(Math.max(0, ...list.map(([, share]) => share)) * 5) / 5))
  const { proposedHorizonDays: proposed } = setup
  const shareHere = returnShareAt(setup, horizonDays)
  const isRight = horizonDays > lastDay * 0.75
  const vertical = (day: number, colour: string, type: 'solid' | 'dashed') => ({
    type: 'line',
    silent: true,
    data: [
      [day, 0],
      [day, top],
    ],
    lineStyle: { color: colour, width: 1.5, type },
    z: 3,
  })
  return {
    grid: { ...grid, top: 26 },
    tooltip: {
      trigger: 'axis',
      formatter: (params: readonly { dataIndex: number }[]) => {
        const [day, share] = list[params[0]?.dataIndex ?? 0] ?? []
        return tip(`${t('churn.daysAxis')} ${format.days(day)}`, [
          [t('churn.returnShare'), format.share(share)],
        ])
      },
    },
    xAxis: {
      type: 'value',
      min: 0,
      max: lastDay,
      name: t('churn.daysAxis'),
      nameLocation: 'middle',
      nameGap: 22,
      splitLine: { show: false },
      axisLabel: { formatter: format.days },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: top,
      interval: top / 4,
      axisLabel: { formatter: format.share },
      ...topName(tokens, t('churn.returnShare')),
    },
    series: [
      { type: 'line', data: list, lineStyle: { color: tokens.accent }, z: 2 },
      {
        type: 'line',
        silent: true,
        data: [
          [0, STILL_RETURN],
          [lastDay, STILL_RETURN],
        ],
        lineStyle: { color: tokens.text3, width: 1, type: 'dashed' },
      },
      ...(proposed !== null && proposed !== horizonDays ? [vertical(proposed, tokens.base, 'dashed')] : []),
      vertical(horizonDays, tokens.accent, 'solid'),
      ...(shareHere === null
        ? []
        : [
            {
              type: 'line',
              silent: true,
              data: [[horizonDays, shareHere]],
              symbol: 'circle',
              symbolSize: 11,
              z: 5,
              itemStyle: { color: tokens.accent, borderColor: tokens.surface, borderWidth: 2 },
            },
          ]),
      word(
        tokens,
        [horizonDays, top],
        t('churn.chosenDays', { days: format.days(horizonDays) }),
        tokens.text,
        {
          align: isRight ? 'right' : 'left',
          dx: isRight ? -8 : 8,
          dy: 14,
        },
      ),
    ],
  }
}

export function horizonTable(
  setup: ChurnSetup,
  { t, format }: { readonly t: Translate; readonly format: Format },
): ChartTable {
  return {
    columns: [
      { label: t('churn.daysAxis'), format: format.days },
      { label: t('churn.returnShare'), format: format.share },
      { label: t('churn.wrongShare'), format: format.share },
    ],
    rows: points(setup).map(([day, share]) => [day, share, returnShareAt(setup, day, 'wrongShare')]),
  }
}
