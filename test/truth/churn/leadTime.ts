import { scoreHistory } from '../../../shared/analytics/churn/scoring.ts'
import { explainedBy } from '../../../src-main/workers/churnScoring.ts'
import { runFrom } from '../../../src-main/workers/churnRun.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import type { JudgedShop, TrueCustomer } from './judgedShop.ts'

/** Days from the true churn day to the first alarm, below 0 = before; a customer without an alarm is late without end. */
export interface LeadTimes {
  readonly customers: number
  readonly engine: readonly number[]
  readonly recency: readonly number[]
}

const WEEKS = 19
/** churn days judged: late enough for an alarm before, early enough for one after */
const EARLIEST_DAYS = 112
const LATEST_DAYS = 14

/** The day up to which the model of the lead times may learn. */
export function leadModelDay(lastDay: number): number {
  return lastDay - 7 * WEEKS
}

/**
 * Scores every week with the newest stored model, which must have been trained at `leadModelDay`, and compares its first
 * high-risk day of each customer with that of silence alone, which raises as many alarms in the same week.
 */
export function leadTimes(shop: JudgedShop, keys: readonly string[], lastDay: number): LeadTimes {
  const [stored] = shop.source.runs()
  if (stored === undefined) throw new AppError('churn-no-model')
  const { file } = runFrom(stored, shop.source.columnsOf(stored.id))
  const about = explainedBy(file, shop.source.readHistory(), shop.source.readAttributes())
  if (about.kind === 'table') throw new AppError('churn-no-model')
  const firstByEngine = new Map<number, number>()
  const firstByRecency = new Map<number, number>()
  for (let week = 0; week <= WEEKS; week++) {
    const day = leadModelDay(lastDay) + 7 * week
    const { risks } = scoreHistory(about.source, file.model, day, {
      levels: file.levels,
      intervals: file.intervals,
      levelsBefore: null,
    })
    const rows = [...risks.customer.keys()]
    const alarmed = rows.filter((row) => risks.level[row] === 2)
    const silent = rows.toSorted((a, b) => risks.recencyDays[b]! - risks.recencyDays[a]!)
    note(firstByEngine, alarmed, risks.customer, day)
    note(firstByRecency, silent.slice(0, alarmed.length), risks.customer, day)
  }
  const judged = [...keys.entries()].flatMap(([index, key]) => {
    const churnDay = judgedChurnDay(shop.truth.get(key), lastDay)
    return churnDay === null ? [] : [{ index, churnDay }]
  })
  const lead = (first: ReadonlyMap<number, number>): number[] =>
    judged
      .map(({ index, churnDay }) => (first.get(index) ?? Infinity) - churnDay)
      .toSorted((a, b) => (a === b ? 0 : a - b))
  return { customers: judged.length, engine: lead(firstByEngine), recency: lead(firstByRecency) }
}

function note(
  first: Map<number, number>,
  rows: readonly number[],
  customers: Uint32Array,
  day: number,
): void {
  for (const row of rows) if (!first.has(customers[row]!)) first.set(customers[row]!, day)
}

function judgedChurnDay(truth: TrueCustomer | undefined, lastDay: number): number | null {
  if (truth === undefined || truth.state !== 'left' || truth.churnDay === null) return null
  const age = lastDay - truth.churnDay
  return age <= EARLIEST_DAYS && age >= LATEST_DAYS ? truth.churnDay : null
}

/** A quantile of ascending values; Infinity where it falls among those without an alarm. */
export function quantileOf(ascending: readonly number[], share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(share * ascending.length))] ?? Infinity
}
