import type { ChurnMapCell, ChurnScored } from '../../contract/churn.ts'
import { AppError } from '../../contract/errors.ts'
import { populationOf, type FeaturePopulation } from '../features/extract.ts'
import { gapMedians } from './gapMedians.ts'
import { aliveFinder } from './alive.ts'
import { featuresOf, type RowSource } from './dayRows.ts'
import { eligibleAt } from './labels.ts'
import { riskLevel, valueBorders, valueTier } from './levels.ts'
import { pChurnOf, type ChurnModel } from './model.ts'
import { isNewlyHigh, valueAtRisk, type Risks } from './risks.ts'
import { intervalAt, type ScoreIntervals } from './scoreIntervals.ts'
import { yearlyValue } from './yearlyValue.ts'

const BLOCK_ROWS = 20_000

/** How scores become levels and intervals, and the levels before by dense customer index (-1 = not scored then). */
export interface ScoringRules {
  readonly levels: { readonly medium: number; readonly high: number }
  readonly intervals: ScoreIntervals
  readonly levelsBefore: Int8Array | null
}

/** Scored customers and whom they were compared with. */
export interface Scoring {
  readonly risks: Risks
  readonly population: FeaturePopulation
}

/**
 * Scores everybody who was ever alive by a day, in blocks so that memory stays flat. Throws `cancelled`.
 * Cost: features and scores of all customers.
 */
export function scoreHistory(
  source: RowSource,
  model: ChurnModel,
  asOfDay: number,
  rules: ScoringRules,
  progress?: (done: number, total: number) => void,
): Scoring {
  const customers = eligibleAt(source.history, asOfDay, { activeWithinDays: null, alive: source.alive })
  const population = populationOf(source.history, asOfDay, customers, source)
  const pChurn = new Float32Array(customers.length)
  for (let from = 0; from < customers.length; from += BLOCK_ROWS) {
    if (source.isCancelled?.() === true) throw new AppError('cancelled')
    progress?.(from, customers.length)
    const block = customers.subarray(from, from + BLOCK_ROWS)
    pChurn.set(pChurnOf(model, featuresOf(source, asOfDay, block, population), source.isCancelled), from)
  }
  const finder = aliveFinder(source.history, source.alive)
  const recencyDays = Int32Array.from(customers, (customer) => {
    const last = finder.lastThrough(customer, asOfDay)
    return last === null ? -1 : asOfDay - last
  })
  const gaps = gapMedians(finder, customers, asOfDay)
  return {
    population,
    risks: risksOf({
      customers,
      pChurn,
      valueMinor: yearlyValue(source.history.purchases, customers, asOfDay),
      recencyDays,
      overdue: Float32Array.from(recencyDays, (days, i) => days / gaps[i]!),
      rules,
    }),
  }
}

/** Scores as rows of the risk list. */
export function risksOf(scores: {
  readonly customers: Uint32Array
  readonly pChurn: Float32Array
  readonly valueMinor: Float64Array
  readonly recencyDays: Int32Array
  readonly overdue: Float32Array
  readonly rules: ScoringRules
}): Risks {
  const { customers, pChurn, valueMinor, recencyDays, overdue, rules } = scores
  const n = customers.length
  const borders = valueBorders(valueMinor)
  const pLow = new Float32Array(n)
  const pHigh = new Float32Array(n)
  for (let i = 0; i < n; i++) {
    const { low, high } = intervalAt(rules.intervals, pChurn[i]!)
    pLow[i] = low
    pHigh[i] = high
  }
  return {
    n,
    customer: customers,
    pChurn,
    pLow,
    pHigh,
    level: Uint8Array.from(pChurn, (p) => riskLevel(p, rules.levels)),
    levelBefore: Int8Array.from(customers, (customer) => rules.levelsBefore?.[customer] ?? -1),
    valueTier: Uint8Array.from(valueMinor, (value) => valueTier(value, borders)),
    valueMinor,
    recencyDays,
    overdue,
  }
}

/** The totals that a page opens with. `before` tells which scoring the changes are against. */
export function scoredTotals(
  risks: Risks,
  asOfDay: number | null,
  before: ChurnScored['before'],
): ChurnScored {
  const byLevel: [number, number, number] = [0, 0, 0]
  const valueByLevel: [number, number, number] = [0, 0, 0]
  let expectedLeavers = 0
  let atRisk = 0
  let newlyHigh = 0
  let newlyHighValue = 0
  for (let i = 0; i < risks.n; i++) {
    const level = risks.level[i] as 0 | 1 | 2
    byLevel[level]++
    valueByLevel[level] += risks.valueMinor[i]!
    expectedLeavers += risks.pChurn[i]!
    atRisk += valueAtRisk(risks, i)
    if (isNewlyHigh(risks, i)) {
      newlyHigh++
      newlyHighValue += risks.valueMinor[i]!
    }
  }
  return {
    asOfDay,
    customers: risks.n,
    byLevel,
    valueByLevelMinor: valueByLevel,
    expectedLeavers,
    valueAtRiskMinor: atRisk,
    newlyHigh: before === null ? null : newlyHigh,
    newlyHighValueMinor: before === null ? null : newlyHighValue,
    before,
  }
}

/** Advice by level and tier out of a map. */
export function adviceByCell(
  map: readonly ChurnMapCell[],
): (level: number, tier: number) => ChurnMapCell['advice'] {
  const advice = new Map(map.map((cell) => [cell.level * 3 + cell.valueTier, cell.advice]))
  return (level, tier) => advice.get(level * 3 + tier) ?? 'watch'
}
