import { wilsonInterval } from '../../../../shared/analytics/numerics/wilson.ts'
import type { LifetimeHoldout, LifetimeModel } from '../../../../shared/contract/lifetime.ts'
import { MODEL_NAMES } from '../../../locale/lifetimeText.ts'
import type { ChartTable } from '../../../ui/chartTable.ts'
import type { ChartTokens } from '../../../ui/chartTokens.ts'
import { tip } from '../../../ui/tip.ts'
import type { Telling } from '../sentences.ts'

export type ConditionalMeasure = 'purchases' | 'active'

interface Point {
  readonly label: string
  readonly customers: number
  readonly actual: number | null
  readonly low: number | null
  readonly high: number | null
  readonly model: number | null
  readonly baseline: number | null
}

/** By repeat purchases before: what happened in the held-out days, the model and the baseline; groups without customers are left out. */
export function conditionalPoints(
  holdout: LifetimeHoldout,
  model: LifetimeModel,
  measure: ConditionalMeasure,
): Point[] {
  const score = holdout.models[model]
  const of = (of: typeof score) =>
    (measure === 'active' ? of?.activeByFrequency : of?.purchasesByFrequency) ?? []
  const last = holdout.frequencies.length - 1
  return holdout.frequencies.flatMap(({ from, customers, purchases, active }, i) => {
    if (customers === 0) return []
    const share = wilsonInterval(active, customers)
    const isShare = measure === 'active'
    return {
      label: i === last ? `${from}+` : String(from),
      customers,
      actual: (isShare ? active : purchases) / customers,
      low: isShare ? (share?.low ?? null) : null,
      high: isShare ? (share?.high ?? null) : null,
      model: of(score)[i] ?? null,
      baseline: of(holdout.baseline)[i] ?? null,
    }
  })
}

/** Bars of what happened, the model as a line, "same rate as before" dashed. */
export function conditionalOption(
  points: readonly Point[],
  model: LifetimeModel,
  measure: ConditionalMeasure,
  tokens: ChartTokens,
  { t, format }: Telling,
) {
  const text = (value: number | null) =>
    measure === 'active' ? format.share(value) : format.decimal(value ?? Number.NaN, 2)
  const line = (values: readonly (number | null)[], colour: string, dashed: boolean) => ({
    type: 'line',
    data: values,
    symbol: dashed ? 'none' : 'circle',
    symbolSize: 7,
    color: colour,
    lineStyle: { color: colour, width: dashed ? 1.6 : 2.2, type: dashed ? 'dashed' : 'solid' },
    itemStyle: { color: colour },
  })
  return {
    grid: { left: 46, right: 14, top: 12, bottom: 40 },
    tooltip: {
      trigger: 'axis',
      formatter: (params: readonly { dataIndex: number }[]) => {
        const point = points[params[0]?.dataIndex ?? 0]
        if (!point) return ''
        return tip(
          `${t('lifetime.mapY')} ${point.label}`,
          [
            [t('lifetime.trackActual'), text(point.actual)],
            [MODEL_NAMES[model], text(point.model)],
            [t('lifetime.rowBaseline'), text(point.baseline)],
          ],
          t('lifetime.conditionalCustomers', { n: format.countFull(point.customers) }),
        )
      },
    },
    xAxis: {
      type: 'category',
      data: points.map(({ label }) => label),
      axisTick: { show: false },
      name: t('lifetime.mapY'),
      nameLocation: 'middle',
      nameGap: 24,
      nameTextStyle: { color: tokens.text3, fontSize: tokens.caption },
    },
    yAxis: {
      type: 'value',
      min: 0,
      splitNumber: 4,
      axisLabel: {
        formatter: (value: number) => (measure === 'active' ? format.share(value) : format.axis(value)),
      },
    },
    series: [
      {
        type: 'bar',
        data: points.map(({ actual }) => actual),
        itemStyle: { color: tokens.base },
        barMaxWidth: 34,
      },
      line(
        points.map(({ model: expected }) => expected),
        tokens.accent,
        false,
      ),
      line(
        points.map(({ baseline }) => baseline),
        tokens.text3,
        true,
      ),
    ],
  }
}

export function conditionalTable(
  points: readonly Point[],
  model: LifetimeModel,
  measure: ConditionalMeasure,
  { t, format }: Telling,
): ChartTable {
  const text = (value: number) => (measure === 'active' ? format.share(value) : format.decimal(value, 2))
  const hasInterval = measure === 'active'
  return {
    columns: [
      { label: t('lifetime.mapY') },
      { label: t('lifetime.colCustomers'), format: format.countFull },
      { label: t('lifetime.trackActual'), format: text },
      ...(hasInterval
        ? [
            { label: t('lifetime.conditionalLow'), format: text },
            { label: t('lifetime.conditionalHigh'), format: text },
          ]
        : []),
      { label: MODEL_NAMES[model], format: text },
      { label: t('lifetime.rowBaseline'), format: text },
    ],
    rows: points.map((point) => [
      point.label,
      point.customers,
      point.actual,
      ...(hasInterval ? [point.low, point.high] : []),
      point.model,
      point.baseline,
    ]),
  }
}
