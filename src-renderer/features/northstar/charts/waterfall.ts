import type { Decomposition } from '../../../../shared/analytics/northstar/decompose.ts'
import type { ChartTable } from '../../../ui/chartTable.ts'
import type { ChartTokens } from '../../../ui/chartTokens.ts'
import { tip } from '../../../ui/tip.ts'
import { percent, points, pointsBetween, type Telling } from '../sentences.ts'
import type { Cut } from '../store.ts'

interface Step {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly isTotal: boolean
}

export function groupName(cut: Cut, group: number, t: Telling['t']): string {
  const rate = [t('northstar.rate0'), t('northstar.rate1'), t('northstar.rate2'), t('northstar.rate3')]
  const tenure = [
    t('northstar.tenure0'),
    t('northstar.tenure1'),
    t('northstar.tenure2'),
    t('northstar.tenure3'),
  ]
  return (cut === 'rate' ? rate : tenure)[group] ?? ''
}

/** Behaviour of each group with somebody in it, then mix, then the whole change: each begins where the last one ended. */
export function waterfallSteps(split: Decomposition, cut: Cut, t: Telling['t']): Step[] {
  const steps: Step[] = []
  let at = 0
  split.groups.forEach((group, i) => {
    if (group.shareBefore === 0 && group.shareAfter === 0) return
    steps.push({ name: groupName(cut, i, t), from: at, to: at + group.behaviour, isTotal: false })
    at += group.behaviour
  })
  steps.push({ name: t('northstar.whyMix'), from: at, to: split.change, isTotal: false })
  steps.push({ name: t('northstar.whyTotal'), from: 0, to: split.change, isTotal: true })
  return steps
}

interface DrawApi {
  value(dimension: number): number
  coord(point: readonly number[]): number[]
  size(extent: readonly number[]): number[]
}

/** A waterfall of points on one axis through 0: gains teal, losses orange, the sum grey. */
export function waterfallOption(split: Decomposition, cut: Cut, tokens: ChartTokens, { t, format }: Telling) {
  const steps = waterfallSteps(split, cut, t)
  const ends = steps.flatMap(({ from, to }) => [from, to])
  const room = 0.28 * Math.max(0.002, Math.max(0, ...ends) - Math.min(0, ...ends))
  return {
    grid: { left: 8, right: 16, top: 6, bottom: 24, containLabel: true },
    tooltip: {
      trigger: 'item',
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const step = steps[dataIndex]
        return step ? tip(step.name, [], format.points(step.to - step.from)) : ''
      },
    },
    xAxis: {
      type: 'value',
      min: Math.min(0, ...ends) - room,
      max: Math.max(0, ...ends) + room,
      splitLine: { show: false },
      axisLabel: { show: false },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: steps.map(({ name }) => name),
      axisTick: { show: false },
    },
    series: [
      {
        type: 'custom',
        data: steps.map(({ from, to }, i) => [i, from, to]),
        encode: { x: [1, 2], y: 0 },
        renderItem: (_: unknown, api: DrawApi) => {
          const i = api.value(0)
          const [from, to] = [api.value(1), api.value(2)]
          const [x0 = 0, y = 0] = api.coord([from, i])
          const [x1 = 0] = api.coord([to, i])
          const [zero = 0] = api.coord([0, i])
          const half = 0.32 * (api.size([0, 1])[1] ?? 0)
          const step = Math.abs(api.size([0, 1])[1] ?? 0)
          const fill = steps[i]?.isTotal === true ? tokens.base : to < from ? tokens.loss : tokens.accent
          const isRight = to >= from
          return {
            type: 'group',
            children: [
              {
                type: 'line',
                shape: { x1: zero, x2: zero, y1: y - step / 2, y2: y + step / 2 },
                style: { stroke: tokens.line2, lineWidth: 1.4 },
              },
              {
                type: 'rect',
                shape: {
                  x: Math.min(x0, x1),
                  y: y - half,
                  width: Math.max(1, Math.abs(x1 - x0)),
                  height: 2 * half,
                },
                style: { fill },
              },
              {
                type: 'text',
                style: {
                  text: pointsBetween(from, to, format),
                  x: x1 + (isRight ? 5 : -5),
                  y,
                  fill: tokens.text2,
                  font: `${tokens.caption}px sans-serif`,
                  textAlign: isRight ? 'left' : 'right',
                  textVerticalAlign: 'middle',
                },
              },
            ],
          }
        },
      },
    ],
  }
}

export function waterfallTable(split: Decomposition, cut: Cut, { t, format }: Telling): ChartTable {
  const share = (value: number) => percent(value, format)
  const inPoints = (value: number) => points(value / 100, format)
  return {
    columns: [
      { label: t('northstar.colGroup') },
      { label: t('northstar.colShareBefore'), format: share },
      { label: t('northstar.colShareAfter'), format: share },
      { label: t('northstar.colRateBefore'), format: share },
      { label: t('northstar.colRateAfter'), format: share },
      { label: t('northstar.colBehaviour'), format: inPoints },
      { label: t('northstar.colMix'), format: inPoints },
    ],
    rows: [
      ...split.groups.map((group, i) => [
        groupName(cut, i, t),
        group.shareBefore,
        group.shareAfter,
        group.rateBefore,
        group.rateAfter,
        100 * group.behaviour,
        100 * group.mix,
      ]),
      [t('northstar.whyTotal'), 1, 1, null, null, 100 * split.behaviour, 100 * split.mix],
    ],
  }
}
