import { expectedAuc } from './expectedAuc.ts'

/** How well a score orders customers by what they will do, beside one who knows and beside silence alone. */
export interface Ranking {
  readonly customers: number
  readonly leavingShare: number
  readonly auc: number
  readonly knowingAuc: number
  readonly recencyAuc: number
  /** expected share of leavers in the tenth with the highest score */
  readonly topDecile: number
  readonly bestTopDecile: number
  readonly recencyTopDecile: number
}

/** Scores and truth side by side. `recencyDays` of any sign of life, pReturn = the true chance. */
export interface ScoredTruth {
  readonly pChurn: Float64Array
  readonly pReturn: Float64Array
  readonly recencyDays: Float64Array
}

/** The measures over the rows that are kept. */
export function rankingOf(scored: ScoredTruth, isKept: (row: number) => boolean): Ranking {
  const rows = [...scored.pChurn.keys()].filter(isKept)
  const pick = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => values[row]!)
  const pReturn = pick(scored.pReturn)
  const engine = pick(scored.pChurn)
  const recency = pick(scored.recencyDays)
  const knowing = pReturn.map((p) => 1 - p)
  return {
    customers: rows.length,
    leavingShare: mean(knowing),
    auc: expectedAuc(engine, pReturn) ?? 0.5,
    knowingAuc: expectedAuc(knowing, pReturn) ?? 0.5,
    recencyAuc: expectedAuc(recency, pReturn) ?? 0.5,
    topDecile: topShare(engine, knowing),
    bestTopDecile: topShare(knowing, knowing),
    recencyTopDecile: topShare(recency, knowing),
  }
}

/** Mean of an array, 0 of an empty one. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return values.length === 0 ? 0 : sum / values.length
}

function topShare(score: Float64Array, leaving: Float64Array): number {
  const order = [...score.keys()].sort((a, b) => score[b]! - score[a]!)
  return mean(order.slice(0, Math.max(1, Math.round(order.length / 10))).map((row) => leaving[row]!))
}
