import { withResponseTimes } from './ladder.ts'
import type { Model } from './model.ts'
import { moneyOf, type Money } from './money.ts'
import type { Offer } from './offer.ts'
import { sumLadder, type LadderSums } from './sums.ts'

const MOST_MULTIPLE = 10_000
const LEAST_MULTIPLE = 1e-9
const STEP = 1.25

/**
 * The redemption at which the profit is 0 while returns stay as they are: every redemption more or less is one of holders
 * who come anyway. Null without an offer and outside `range` (rho 0..1). Closed form.
 */
export function breakEvenRedemption(
  sums: LadderSums,
  money: Money,
  offer: Offer | null,
  range: readonly [number, number] | null,
  model: Model,
): number | null {
  if (offer === null || range === null) return null
  const { economics } = model
  const affordable = (money.incrementalMargin - money.hidden) / economics.directFactor
  const coupons = (affordable - sums.messageCost - economics.fixed) / offer.faceValue
  const redemption = coupons / sums.issued
  return redemption >= range[0] && redemption <= range[1] ? redemption : null
}

/**
 * The smallest x up to 10,000 such that x times every q0 (capped at 1) gives a profit of 0 with rho fixed; null when there
 * is none. A grid of ratio 1.25 finds the first change of sign, bisection the root to the last bit. Cost: about 200 sums.
 */
export function breakEvenMultiple(model: Model, offer: Offer | null, rho: number): number | null {
  const profit = (multiple: number): number => {
    const scaled = { ...model, ladder: withResponseTimes(model.ladder, multiple) }
    return moneyOf(sumLadder(scaled, offer), offer, rho, model.economics).profit
  }
  if (profit(0) === 0) return 0
  let low = 0
  let high = LEAST_MULTIPLE
  while (profit(high) < 0) {
    if (high >= MOST_MULTIPLE) return null
    low = high
    high = Math.min(MOST_MULTIPLE, high * STEP)
  }
  for (;;) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) return high
    if (profit(middle) < 0) low = middle
    else high = middle
  }
}
