import {
  evaluate,
  mostFace,
  outcomeOf,
  settledOffer,
  wilson,
} from '../../../../shared/analytics/winback/index.ts'
import { AppError } from '../../../../shared/contract/errors.ts'
import type { Scenario, ScenarioOffer } from '../../../../shared/contract/winback.ts'
import type { ProjectAudience } from '../../../../shared/contract/winbackAudience.ts'
import type { ScenarioResult } from '../../../../shared/contract/winbackResult.ts'
import { evaluationOf } from './evaluation.ts'

/** A face value with everything that its redemption can do: profit is a straight line in the redemption. */
export interface FaceLine {
  readonly face: number
  /** redemption when no other holder redeems, and when all do */
  readonly range: readonly [number, number]
  /** profit at both ends */
  readonly profit: readonly [number, number]
  /** profit and redemption at the share of holders who redeem now */
  readonly here: { readonly profit: number; readonly redemption: number }
}

/** Share of past coupons of one face that were redeemed, with its 95% interval. */
export interface MeasuredUse {
  readonly face: number
  readonly low: number
  readonly high: number
}

/** Redemptions of an audience by face, channels put together, ascending; none where it stands on assumptions. */
export function measuredUseOf(audience: ProjectAudience | null): MeasuredUse[] {
  const sums = new Map<number, { redeemed: number; issued: number }>()
  for (const { kind, faceValue, value, nTreated } of audience?.rates ?? []) {
    if (kind !== 'redemption' || faceValue === undefined || nTreated === 0) continue
    const sum = sums.get(faceValue) ?? { redeemed: 0, issued: 0 }
    sums.set(faceValue, { redeemed: sum.redeemed + value * nTreated, issued: sum.issued + nTreated })
  }
  return [...sums]
    .toSorted(([a], [b]) => a - b)
    .map(([face, { redeemed, issued }]) => {
      const { low, high } = wilson(redeemed, issued)
      return { face, low, high }
    })
}

/** What one reading of a redemption makes of it; null figures where it cannot be reached. */
export interface Reading {
  readonly kind: 'habit' | 'pull'
  readonly range: readonly [number, number] | null
  readonly result: ScenarioResult | null
  /** habit: the share of other holders who redeem; pull: the lift's maximum */
  readonly solved: number | null
}

export const N_FACES = 25

const offered = (scenario: Scenario, change: Partial<ScenarioOffer>): Scenario => ({
  ...scenario,
  ...(scenario.offer && { offer: { ...scenario.offer, ...change } }),
})

/**
 * Every face value from 1 to the largest that is allowed, its lift as the scenario has it or as it was solved. Cost: two walks
 * a face.
 */
export function faceLines(scenario: Scenario): FaceLine[] {
  const most = mostFace(scenario)
  const evaluation = evaluationOf(scenario)
  const settled = settledOffer(scenario, evaluation)
  const rho = evaluation.result.redeemShare ?? scenario.offer?.redeemShare ?? 0
  return Array.from({ length: N_FACES }, (_, i) => {
    const face = Math.max(most / 200, (most * i) / (N_FACES - 1))
    const at = (redeemShare: number) => outcomeOf(offered(settled, { faceValue: face, redeemShare }))
    const [none, all] = [at(0), at(1)]
    const range = [none.redemption ?? 0, all.redemption ?? 0] as const
    const profit = [none.profit, all.profit] as const
    return {
      face,
      range,
      profit,
      here: {
        profit: profit[0] + rho * (profit[1] - profit[0]),
        redemption: range[0] + rho * (range[1] - range[0]),
      },
    }
  })
}

/** Profit of a face at a redemption; null where that redemption cannot be reached. */
export function profitAtRedemption(
  { range: [low, high], profit }: FaceLine,
  redemption: number,
): number | null {
  if (redemption < low - 1e-12 || redemption > high + 1e-12) return null
  const share = high > low ? (redemption - low) / (high - low) : 0
  return profit[0] + share * (profit[1] - profit[0])
}

/** The redemption at which a face earns nothing; null where it earns or loses at every one. */
export function breakEvenOf({ range: [low, high], profit: [first, last] }: FaceLine): number | null {
  if (first === last || first > 0 === last > 0) return null
  return low + ((high - low) * first) / (first - last)
}

/** Both readings of a redemption: more habit, or more pull. */
export function readingsOf(scenario: Scenario, redemption: number): readonly [Reading, Reading] {
  const rho = evaluationOf(scenario).result.redeemShare ?? scenario.offer?.redeemShare ?? 0
  const { offer } = scenario
  const lift = offer?.lift ?? { maximum: 0, halfFace: Math.max(1, offer?.faceValue ?? 1), shape: 1 }
  return [
    reading('habit', offered(scenario, { mode: 'habit', redeemShare: undefined, redemption })),
    reading('pull', offered(scenario, { mode: 'pull', redeemShare: rho, redemption, lift })),
  ]
}

function reading(kind: Reading['kind'], scenario: Scenario): Reading {
  try {
    const { result } = evaluate(scenario)
    return kind === 'habit'
      ? { kind, range: result.redemptionRange, result, solved: result.redeemShare }
      : { kind, range: result.lift?.redemptionRange ?? null, result, solved: result.lift?.maximum ?? null }
  } catch (thrown) {
    const { code, detail } = AppError.from(thrown)
    if (code !== 'scenario-invalid') throw thrown
    const [low, high] = String(detail['allowed'] ?? '')
      .split('..')
      .map(Number)
    const isRange = low !== undefined && high !== undefined && Number.isFinite(low) && Number.isFinite(high)
    return { kind, range: isRange ? [low, high] : null, result: null, solved: null }
  }
}

/** The same ladder with no coupon. */
export const withoutCoupon = (scenario: Scenario): ScenarioResult =>
  evaluate(offered(scenario, { faceValue: 0 })).result
