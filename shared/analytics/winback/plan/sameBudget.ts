import type { Scenario } from '../../../contract/winback.ts'
import type { PlanResult } from '../../../contract/winbackResult.ts'
import type { Evaluation } from '../evaluate.ts'
import { ledgersOf, partsOf, planInputOf, type PlanPart } from './drawnPlans.ts'
import { pricerOf } from './pricer.ts'
import { preparePlan, type PreparedPlan } from './scenarioPlan.ts'

const DAYS_A_YEAR = 365

/** What a plan makes of its money, in currency units. */
export interface SpendOutcome {
  /** who are given anything */
  readonly customers: number
  /** messages and coupons */
  readonly spend: number
  readonly profit: number
  readonly incrementalReturns: number
  /** incremental returns as points of the whole audience */
  readonly activationPoints: number
  /** incremental revenue, if every window of a year went like this one */
  readonly annualRevenue: number
}

/** The same money spent twice: as today, and in the best way. */
export interface SameBudget {
  readonly today: SpendOutcome
  readonly best: SpendOutcome
  /** the share of the audience that the money reaches today, taken as they come */
  readonly todayShare: number
  /** windows in a year */
  readonly roundsAYear: number
  /** best less today */
  readonly pointsMore: number
  readonly annualRevenueMore: number
  /** what each further return brings in revenue for that to be so; null where there are none */
  readonly impliedRevenuePerReturn: number | null
}

/**
 * Today's plan for so much money: the whole ladder with its coupon, for the first who come until the money is spent, so in
 * expectation for the same share of every entry. Caps do not hold it back. Cost: entries x slots.
 */
export function todaysParts({ input, table }: PreparedPlan, spend: number): PlanPart[] {
  const { audience } = input
  const { nSlots } = table
  const whole = Array.from(audience.count, (customers, entry): PlanPart => {
    for (let slot = nSlots - 1; slot >= 0; slot--) {
      const at = entry * nSlots + slot
      if (table.cost[at]! > 0 || table.returns[at]! > 0) return { entry, slot, customers }
    }
    return { entry, slot: 0, customers: 0 }
  }).filter(({ customers }) => customers > 0)
  const cost = whole.reduce((sum, { entry, slot, customers }) => {
    return sum + customers * table.cost[entry * nSlots + slot]!
  }, 0)
  const share = cost > spend ? Math.max(0, spend) / cost : 1
  return whole.map((part) => ({ ...part, customers: part.customers * share }))
}

/**
 * A plan of a scenario beside today's, at what the plan spends. `prepared` is `preparePlan` of the same evaluation. Cost: some
 * prices a part.
 */
export function sameBudget(
  scenario: Scenario,
  evaluation: Evaluation,
  { allocation, cost }: Pick<PlanResult, 'allocation' | 'cost'>,
  prepared: PreparedPlan = preparePlan(evaluation),
): SameBudget {
  const input = planInputOf(evaluation)
  const { customers } = evaluation.sums
  const roundsAYear = DAYS_A_YEAR / scenario.windowDays
  const { ladder, economics, offer, rho, audience } = input
  const revenues = pricerOf(
    ladder,
    { ...economics, marginRate: 1, directFactor: 0, optOutValue: 0 },
    offer,
    rho,
  )
  const outcome = (parts: readonly PlanPart[]): SpendOutcome => {
    const { profit, direct, fixed } = ledgersOf(input, parts)
    let [revenue, incrementalReturns] = [0, 0]
    for (const part of parts) {
      revenues.price(audience, part.entry)
      revenue += part.customers * revenues.gain[part.slot]!
      incrementalReturns += part.customers * revenues.returns[part.slot]!
    }
    return {
      customers: parts.reduce((sum, part) => sum + part.customers, 0),
      spend: direct - fixed,
      profit,
      incrementalReturns,
      activationPoints: customers > 0 ? (100 * incrementalReturns) / customers : 0,
      annualRevenue: revenue * roundsAYear,
    }
  }
  const today = outcome(todaysParts(prepared, cost))
  const best = outcome(partsOf(scenario, input, allocation))
  const pointsMore = best.activationPoints - today.activationPoints
  const annualRevenueMore = best.annualRevenue - today.annualRevenue
  return {
    today,
    best,
    todayShare: customers > 0 ? today.customers / customers : 0,
    roundsAYear,
    pointsMore,
    annualRevenueMore,
    impliedRevenuePerReturn: revenueOfClaim(pointsMore, annualRevenueMore, customers, roundsAYear),
  }
}

/**
 * "So many points of activation are worth so much a year" says what one return brings in revenue: money / (points / 100 x
 * customers x rounds a year). Null where no return stands behind it, or where points and money have opposite signs.
 */
export function revenueOfClaim(
  points: number,
  moneyAYear: number,
  customers: number,
  roundsAYear: number,
): number | null {
  const returns = (points / 100) * customers * roundsAYear
  if (Math.abs(returns) < 1e-9 || moneyAYear * returns < 0) return null
  return moneyAYear / returns
}
