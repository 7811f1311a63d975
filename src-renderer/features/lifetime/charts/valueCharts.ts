import { isoFromDay } from '../../../../shared/contract/calendar.ts'
import type { LifetimeValue } from '../../../../shared/contract/lifetime.ts'
import type { ChartTable } from '../../../ui/chartTable.ts'
import type { ChartTokens } from '../../../ui/chartTokens.ts'
import { tip } from '../../../ui/tip.ts'
import type { Telling } from '../sentences.ts'

/** Share of value over share of customers, best first; everybody alike is the dashed diagonal. */
export function concentrationOption(
  { concentration }: LifetimeValue,
  tokens: ChartTokens,
  { t, format }: Telling,
) {
  const points = Array.from(concentration, (share, i) => [i / 100, Number.isFinite(share) ? share : 0])
  const axis = { type: 'value', min: 0, max: 1, interval: 0.2, axisLabel: { formatter: format.share } }
  return {
    grid: { left: 44, right: 20, top: 14, bottom: 38 },
    tooltip: {
      trigger: 'axis',
      formatter: (params: readonly { dataIndex: number }[]) => {
        const [x = 0, y = 0] = points[params[0]?.dataIndex ?? 0] ?? []
        return tip(`${format.share(x)} ${t('lifetime.concentrationX')}`, [
          [t('lifetime.concentrationY'), format.share(y)],
        ])
      },
    },
    xAxis: {
      ...axis,
      splitLine: { show: false },
      name: t('lifetime.concentrationX'),
      nameLocation: 'middle',
      nameGap: 24,
      nameTextStyle: { color: tokens.text3, fontSize: tokens.caption },
    },
    yAxis: axis,
    series: [
      {
        type: 'line',
        data: points,
        symbol: 'none',
        lineStyle: { color: tokens.accent, width: 2.4 },
        areaStyle: { color: tokens.band, opacity: 1 },
      },
      {
        type: 'line',
        silent: true,
        symbol: 'none',
        data: [
          [0, 0],
          [1, 1],
        ],
        lineStyle: { color: tokens.base, width: 1.5, type: 'dashed' },
      },
    ],
  }
}

export function concentrationTable({ concentration }: LifetimeValue, { t, format }: Telling): ChartTable {
  return {
    columns: [
      { label: t('lifetime.concentrationX'), format: format.share },
      { label: t('lifetime.concentrationY'), format: format.share },
    ],
    rows: Array.from(concentration, (share, i) => [i / 100, share]).filter((_, i) => i % 5 === 0),
  }
}

/** Future value of each month's first-time buyers. */
export function cohortValueOption({ cohorts }: LifetimeValue, tokens: ChartTokens, { t, format }: Telling) {
  return {
    grid: { left: 58, right: 10, top: 14, bottom: 24 },
    tooltip: {
      trigger: 'axis',
      formatter: (params: readonly { dataIndex: number }[]) => {
        const i = params[0]?.dataIndex ?? 0
        return tip(format.month(cohorts.monthDay[i]), [
          [t('lifetime.colCustomers'), format.countFull(cohorts.customers[i])],
          [t('lifetime.stripValue'), format.moneyFull(cohorts.valueMinor[i])],
        ])
      },
    },
    xAxis: {
      type: 'category',
      data: Array.from(cohorts.monthDay, (day) => isoFromDay(day).slice(2, 7)),
      axisLabel: { hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      splitNumber: 4,
      axisLabel: { formatter: (minor: number) => format.axisMoney(minor) },
    },
    series: [{ type: 'bar', data: Array.from(cohorts.valueMinor), itemStyle: { color: tokens.accent } }],
  }
}

export function cohortValueTable({ cohorts }: LifetimeValue, { t, format }: Telling): ChartTable {
  const currency = format.currencySign
  const whole = (value: number) => format.decimal(value, 0)
  return {
    columns: [
      { label: t('lifetime.colCohort') },
      { label: t('lifetime.colCustomers'), format: format.countFull },
      { label: t('lifetime.colPast', { currency }), format: whole },
      { label: t('lifetime.colFuture', { currency }), format: whole },
      { label: t('lifetime.colEach', { currency }), format: whole },
      { label: t('lifetime.colActive'), format: format.countFull },
    ],
    rows: Array.from(cohorts.monthDay, (day, i) => {
      const customers = cohorts.customers[i] ?? 0
      const value = (cohorts.valueMinor[i] ?? 0) / 100
      return [
        isoFromDay(day).slice(0, 7),
        customers,
        (cohorts.pastSpendMinor[i] ?? 0) / 100,
        value,
        customers > 0 ? value / customers : null,
        cohorts.expectedActive[i] ?? null,
      ]
    }),
  }
}
