import type { ChurnSummary } from '../../../../shared/contract/churn.ts'
import type { ChartTable } from '../../../ui/chartTable.ts'
import type { ChartTokens } from '../../../ui/chartTokens.ts'
import { tip } from '../../../ui/tip.ts'
import type { Telling } from '../sentences.ts'
import type { ChurnView } from '../store.ts'
import { grid, isNumber, topName, word } from './marks.ts'

export interface DriftRow {
  readonly testDay: number
  readonly customers: number
  readonly baseRate: number
  readonly auc: number
  readonly low: number | null
  readonly high: number | null
  readonly recencyAuc: number
}

/** The points of the view; days with too few customers are left out. */
export function driftRows(summary: Pick<ChurnSummary, 'drift'>, view: ChurnView): DriftRow[] {
  return summary.drift.flatMap(({ testDay, recent, auc, ...all }): DriftRow[] => {
    if (view === 'recent') return recent ? [{ testDay, ...recent, low: null, high: null }] : []
    const { customers, baseRate, recencyAuc } = all
    return isNumber(auc.value)
      ? [{ testDay, customers, baseRate, recencyAuc, auc: auc.value, low: auc.low, high: auc.high }]
      : []
  })
}

/** AUC over the last test days: model solid with its band, recency grey and dashed. */
export function driftOption(rows: readonly DriftRow[], tokens: ChartTokens, { t, format }: Telling) {
  const values = rows.flatMap((row) => [row.auc, row.recencyAuc, row.low ?? row.auc, row.high ?? row.auc])
  const min = Math.max(0, Math.floor(Math.min(0.5, ...values) * 20) / 20)
  const max = Math.min(1, Math.ceil(Math.max(0.6, ...values) * 20 + 0.2) / 20)
  const days = rows.map((row) => format.date(row.testDay))
  const last = rows.length - 1
  const dots = { symbol: 'circle', symbolSize: 7, showAllSymbol: true }
  const at = (key: 'auc' | 'recencyAuc') => rows.map((row) => row[key])
  const label = (key: 'auc' | 'recencyAuc', text: string, colour: string) => {
    const row = rows[last]
    if (row === undefined) return []
    // over the upper line and under the lower one, so that neither word stands on the other line
    const isUpper = row[key] === Math.max(row.auc, row.recencyAuc)
    return [word(tokens, [last, row[key]], text, colour, { align: 'right', dx: 4, dy: isUpper ? -14 : 14 })]
  }
  return {
    grid: { ...grid, left: 40, right: 22, top: 24, bottom: 24 },
    tooltip: {
      trigger: 'axis',
      formatter: (params: readonly { dataIndex: number }[]) => {
        const row = rows[params[0]?.dataIndex ?? 0]
        if (!row) return ''
        return tip(format.date(row.testDay), [
          [t('churn.driftModel'), format.interval(row.auc, row.low, row.high, format.score)],
          [t('churn.driftRecency'), format.score(row.recencyAuc)],
          [t('churn.customers'), format.countFull(row.customers)],
        ])
      },
    },
    xAxis: { type: 'category', data: days, axisLabel: { formatter: (day: string) => day.slice(5) } },
    yAxis: {
      type: 'value',
      min,
      max,
      splitNumber: 4,
      axisLabel: { formatter: (value: number) => format.decimal(value, 2) },
      ...topName(tokens, 'AUC'),
    },
    series: [
      band(
        'low',
        rows.map((row) => row.low),
        tokens,
      ),
      band(
        'high',
        rows.map((row) => (row.low === null || row.high === null ? null : row.high - row.low)),
        tokens,
      ),
      {
        type: 'line',
        ...dots,
        data: at('recencyAuc'),
        itemStyle: { color: tokens.base },
        lineStyle: { color: tokens.base, width: 1.5, type: 'dashed' },
      },
      {
        type: 'line',
        ...dots,
        data: at('auc'),
        itemStyle: { color: tokens.accent },
        lineStyle: { color: tokens.accent },
      },
      ...label('auc', t('churn.driftModel'), tokens.accent),
      ...label('recencyAuc', t('churn.driftRecency'), tokens.text3),
    ],
  }
}

const band = (part: 'low' | 'high', data: readonly (number | null)[], tokens: ChartTokens) => ({
  type: 'line',
  silent: true,
  stack: 'band',
  data,
  lineStyle: { width: 0, opacity: 0 },
  symbol: 'none',
  ...(part === 'high' && { areaStyle: { color: tokens.band, opacity: 1 } }),
})

export function driftTable(rows: readonly DriftRow[], { t, format }: Telling): ChartTable {
  return {
    columns: [
      { label: t('churn.testDay') },
      { label: t('churn.driftModel'), format: format.score },
      { label: t('churn.low'), format: format.score },
      { label: t('churn.high'), format: format.score },
      { label: t('churn.driftRecency'), format: format.score },
      { label: t('churn.customers'), format: format.countFull },
    ],
    rows: rows.map((row) => [
      format.date(row.testDay),
      row.auc,
      row.low,
      row.high,
      row.recencyAuc,
      row.customers,
    ]),
  }
}
