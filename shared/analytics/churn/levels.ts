import { quickselect } from '../numerics/quickselect.ts'

/** Odds of leaving that make a customer's risk high, as a multiple of the shop's own. */
const HIGH_ODDS_RATIO = 3

/**
 * pChurn from which on risk is medium and high: medium = more likely to leave than the average customer, high = the
 * odds of leaving are at least three times the average's. `baseRate` in (0, 1) is the share who left among the test
 * customers.
 */
export function riskLevels(baseRate: number): { readonly medium: number; readonly high: number } {
  const odds = (HIGH_ODDS_RATIO * baseRate) / (1 - baseRate)
  return { medium: baseRate, high: odds / (1 + odds) }
}

/** 0 low, 1 medium, 2 high. */
export function riskLevel(
  pChurn: number,
  levels: { readonly medium: number; readonly high: number },
): 0 | 1 | 2 {
  return pChurn >= levels.high ? 2 : pChurn >= levels.medium ? 1 : 0
}

/**
 * Thirds by value: 0 low, 1 middle, 2 high. Equal values stay together on the lower side of a border, so where two
 * thirds have spent the same there is no middle. Cost: two selections.
 */
export function valueTiers(valueMinor: Float64Array): Uint8Array {
  const n = valueMinor.length
  if (n === 0) return new Uint8Array(0)
  const scratch = valueMinor.slice()
  const border = (share: number): number => quickselect(scratch, 0, n, Math.max(0, Math.ceil(n * share) - 1))
  const low = border(1 / 3)
  const middle = border(2 / 3)
  return Uint8Array.from(valueMinor, (value) => (value <= low ? 0 : value <= middle ? 1 : 2))
}
