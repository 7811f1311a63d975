import type { ChurnVerdict } from '../../../../shared/contract/churn.ts'
import type { ChartTable } from '../../../ui/chartTable.ts'
import type { ChartTokens } from '../../../ui/chartTokens.ts'
import { tip } from '../../../ui/tip.ts'
import type { Telling } from '../sentences.ts'
import { grid, topName, word } from './marks.ts'

/** Lift of each tenth as bars from 0, the average as a line at 1. */
export function decileOption(verdict: ChurnVerdict, tokens: ChartTokens, { t, format }: Telling) {
  const { lift, gain, customers, churned } = verdict.deciles
  const names = Array.from(lift, (_, i) => String(i + 1))
  return {
    grid: { ...grid, left: 38, top: 24 },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow', shadowStyle: { color: tokens.hover, opacity: 0.5 } },
      formatter: (params: readonly { dataIndex: number }[]) => {
        const i = params[0]?.dataIndex ?? 0
        return tip(`${t('churn.decile')} ${i + 1}`, [
          [t('churn.liftColumn'), format.times(lift[i])],
          [t('churn.churnedColumn'), `${format.countFull(churned[i])} / ${format.countFull(customers[i])}`],
          [t('churn.gainColumn'), format.share(gain[i])],
        ])
      },
    },
    xAxis: {
      type: 'category',
      data: names,
      name: t('churn.decile'),
      nameLocation: 'middle',
      nameGap: 22,
    },
    yAxis: {
      type: 'value',
      min: 0,
      axisLabel: {
        formatter: (value: number) => `${format.decimal(value, Number.isInteger(value) ? 0 : 1)}×`,
      },
      splitNumber: 4,
      ...topName(tokens, t('churn.liftColumn')),
    },
    series: [
      {
        type: 'bar',
        data: Array.from(lift, (value, i) => ({
          value: Number.isFinite(value) ? value : null,
          itemStyle: { color: value >= 1 ? tokens.accent : tokens.base, opacity: value >= 1 ? 0.85 : 0.6 },
          label: {
            show: i === 0,
            position: 'top',
            formatter: format.times(value),
            color: tokens.text,
            fontWeight: 600,
          },
        })),
      },
      {
        type: 'line',
        silent: true,
        data: names.map(() => 1),
        lineStyle: { color: tokens.text3, width: 1, type: 'dashed' },
      },
      ...(names.length > 0
        ? [
            word(tokens, [names.length - 1, 1], t('churn.average'), tokens.text3, {
              align: 'right',
              dx: 12,
              dy: -9,
            }),
          ]
        : []),
    ],
  }
}

export function decileTable(verdict: ChurnVerdict, { t, format }: Telling): ChartTable {
  const { lift, gain, customers, churned } = verdict.deciles
  return {
    columns: [
      { label: t('churn.decile'), format: format.countFull },
      { label: t('churn.customers'), format: format.countFull },
      { label: t('churn.churnedColumn'), format: format.countFull },
      { label: t('churn.liftColumn'), format: format.times },
      { label: t('churn.gainColumn'), format: format.share },
    ],
    rows: Array.from(lift, (value, i) => [
      i + 1,
      customers[i] ?? null,
      churned[i] ?? null,
      value,
      gain[i] ?? null,
    ]),
  }
}
