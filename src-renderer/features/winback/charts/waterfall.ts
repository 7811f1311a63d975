import type { PlanLedgers } from '../../../../shared/analytics/winback/index.ts'
import type { ChartTable } from '../../../ui/chartTable.ts'
import type { ChartTokens } from '../../../ui/chartTokens.ts'
import { niceAbove } from '../model/budgetPicture.ts'
import { minor, type Telling } from '../words.ts'
import { word, type DrawApi } from './marks.ts'

export interface FallStep {
  readonly name: string
  readonly amount: number
  readonly from: number
  readonly to: number
  readonly kind: 'start' | 'cost' | 'end'
}

/** Margin, what each ledger takes of it, and what is left. */
export function fallSteps(ledgers: PlanLedgers, { t }: Pick<Telling, 't'>): FallStep[] {
  const steps: FallStep[] = []
  let level = ledgers.incrementalMargin
  steps.push({ name: t('whatif.margin'), amount: level, from: 0, to: level, kind: 'start' })
  for (const [name, cost] of [
    [t('whatif.fallCoupons'), ledgers.coupons],
    [t('whatif.fallMessages'), ledgers.messages],
    [t('whatif.fallFixed'), ledgers.fixed],
    [t('whatif.fallOpportunity'), ledgers.opportunity],
    [t('whatif.fallHidden'), ledgers.hidden],
  ] as const) {
    steps.push({ name, amount: -cost, from: level, to: level - cost, kind: 'cost' })
    level -= cost
  }
  steps.push({ name: t('whatif.profit'), amount: ledgers.profit, from: 0, to: ledgers.profit, kind: 'end' })
  return steps
}

/** From one profit to another by what each reason adds. */
export function reasonSteps(
  from: { readonly name: string; readonly amount: number },
  reasons: readonly { readonly name: string; readonly gain: number }[],
  to: { readonly name: string; readonly amount: number },
): FallStep[] {
  let level = from.amount
  const between = reasons.map(({ name, gain }): FallStep => {
    const start = level
    level += gain
    return { name, amount: gain, from: start, to: level, kind: 'cost' }
  })
  return [
    { ...from, from: 0, to: from.amount, kind: 'start' },
    ...between,
    { ...to, from: 0, to: to.amount, kind: 'end' },
  ]
}

/** Ends of a money axis that holds all steps. */
export function stepEnds(steps: readonly FallStep[]): readonly [number, number] {
  const levels = [0, ...steps.flatMap((step) => [step.from, step.to])]
  const [low, high] = [Math.min(...levels), Math.max(1, ...levels)]
  const step = niceAbove((high - low) / 4)
  return [Math.floor(low / step) * step, Math.ceil((high * 1.1) / step) * step]
}

/** Ends of the money axis: of the most that any budget can bring, so that it stands still while the hand moves. */
export function fallEnds(...ledgers: readonly PlanLedgers[]): readonly [number, number] {
  const high = Math.max(1, ...ledgers.map(({ incrementalMargin }) => incrementalMargin))
  const low = Math.min(0, ...ledgers.map(({ profit }) => profit))
  const step = niceAbove((high - low) / 4)
  return [Math.floor(low / step) * step, Math.ceil((high * 1.1) / step) * step]
}

export function waterfallOption(
  steps: readonly FallStep[],
  ends: readonly [number, number],
  tokens: ChartTokens,
  { format }: Telling,
) {
  const colour = (step: FallStep) =>
    step.kind === 'cost'
      ? step.amount > 0
        ? tokens.accent
        : tokens.loss
      : step.kind === 'start'
        ? tokens.base
        : step.amount < 0
          ? tokens.loss
          : tokens.accent
  return {
    grid: { left: 56, right: 10, top: 14, bottom: 24 },
    xAxis: {
      type: 'category',
      data: steps.map(({ name }) => name),
      axisTick: { show: false },
      axisLabel: { interval: 0, color: tokens.text2, fontSize: tokens.caption },
    },
    yAxis: {
      type: 'value',
      min: Math.min(ends[0], ...steps.map(({ to }) => to)),
      max: Math.max(ends[1], ...steps.map(({ to }) => to)),
      splitNumber: 3,
      axisLabel: { formatter: (value: number) => format.axisMoney(minor(value)) },
    },
    series: [
      {
        type: 'custom',
        silent: true,
        data: steps.map(({ from, to }, i) => [i, from, to]),
        encode: { x: 0, y: [1, 2] },
        renderItem: (params: { dataIndex: number }, api: DrawApi) => {
          const step = steps[params.dataIndex]
          const [x = 0, y1 = 0] = api.coord([api.value(0), api.value(1)])
          const [, y2 = 0] = api.coord([api.value(0), api.value(2)])
          const width = (api.size([1, 0])[0] ?? 40) * 0.62
          return {
            type: 'rect',
            shape: { x: x - width / 2, y: Math.min(y1, y2), width, height: Math.max(1, Math.abs(y2 - y1)) },
            style: { fill: step ? colour(step) : tokens.base },
          }
        },
      },
      ...steps.map((step, i) =>
        word(
          tokens,
          [i, Math.max(step.from, step.to)],
          step.amount === 0 ? '0' : format.money(minor(step.amount)),
          step.kind === 'cost' ? tokens.text2 : tokens.text,
          { align: 'center', dy: -9, weight: step.kind === 'cost' ? 400 : 600 },
        ),
      ),
    ],
  }
}

export function waterfallTable(steps: readonly FallStep[], { t, format }: Telling): ChartTable {
  return {
    columns: [
      { label: t('whatif.item') },
      {
        label: t('whatif.amount'),
        unit: format.currencySign,
        format: (units) => format.moneyBare(minor(units)),
      },
    ],
    rows: steps.map(({ name, amount }) => [name, amount]),
  }
}
