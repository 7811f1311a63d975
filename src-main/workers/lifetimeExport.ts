import type { LifetimeRun } from '../../shared/analytics/lifetime/index.ts'
import { plainMoney, type ExportStyle } from './analyticsExport.ts'

/** A list on its way to a file. */
export interface LifetimeList {
  readonly header: readonly string[]
  readonly rows: Iterable<readonly (string | number | null)[]>
  readonly nRows: number
}

/** Column names; the last only where what came after the prediction day is known. */
export function lifetimeHeader(run: LifetimeRun, style: ExportStyle, hasLater: boolean): string[] {
  const { params } = run.summary
  const days = params.horizonDays
  const { horizonDays } = params.economics
  const names =
    style.language === 'zh-CN'
      ? [
          '客户',
          '首购后购买天数 (x)',
          '首末购买间隔天数 (t_x)',
          '首购至今天数 (T)',
          `${days} 天内再买的概率`,
          `${days} 天内预计购买次数`,
          `预计每次消费 ${style.currency}`,
          `${horizonDays} 天剩余价值 ${style.currency}`,
          '模型内存活概率',
          '实际后续购买天数',
        ]
      : [
          'customer',
          'order days after the first (x)',
          'days from first to last order day (t_x)',
          'days since first order day (T)',
          `P(active in ${days} days)`,
          `expected purchases in ${days} days`,
          `expected spend a purchase ${style.currency}`,
          `residual value, ${horizonDays} days ${style.currency}`,
          'P(alive) of the model',
          'actual order days after',
        ]
  return hasLater ? names : names.slice(0, -1)
}

/** Rows of the customers at `positions`. `later` = order days after the prediction day by position. */
export function* lifetimeRows(
  run: LifetimeRun,
  positions: Uint32Array,
  later: Uint32Array | null,
  keyOf: (customer: number) => string,
): Generator<readonly (string | number | null)[]> {
  const { histories } = run
  for (const i of positions) {
    const row = [
      keyOf(histories.customer[i] ?? -1),
      histories.frequency[i] ?? null,
      histories.recencyDays[i] ?? null,
      histories.ageDays[i] ?? null,
      plain(run.pActive[i]),
      plain(run.expectedPurchases[i]),
      plainMoney(run.expectedSpendMinor[i] ?? 0),
      plainMoney(run.valueMinor[i] ?? 0),
      plain(run.pAlive[i]),
    ]
    yield later === null ? row : [...row, later[i] ?? null]
  }
}

function plain(value: number | undefined): number | null {
  return value === undefined ? null : Number(value.toFixed(8))
}
