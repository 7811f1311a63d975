import { quickselect } from '../numerics/quickselect.ts'

/** Odds of leaving that make a customer's risk high, as a multiple of the base rate's. */
const HIGH_ODDS_RATIO = 3

/**
 * pChurn from which on risk is medium and high: medium = more likely to leave than the average customer, high = the
 * odds of leaving are at least three times the average's. `baseRate` in (0, 1) is the share who left among the test
 * customers; on a history among those who had bought lately, because the long lapsed would put every border beyond
 * whom one can still warn of.
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

/** Borders of value tiers, minor units: at or below `low` is low, at or below `middle` is middle, above is high. */
export interface ValueBorders {
  readonly low: number
  readonly middle: number
}

/** Borders of thirds; equal values stay together on the lower side. Cost: two selections. */
export function valueBorders(valueMinor: Float64Array): ValueBorders {
  const n = valueMinor.length
  if (n === 0) return { low: 0, middle: 0 }
  const scratch = valueMinor.slice()
  const border = (share: number): number => quickselect(scratch, 0, n, Math.max(0, Math.ceil(n * share) - 1))
  return { low: border(1 / 3), middle: border(2 / 3) }
}

/** 0 low, 1 middle, 2 high. */
export function valueTier(valueMinor: number, { low, middle }: ValueBorders): 0 | 1 | 2 {
  return valueMinor <= low ? 0 : valueMinor <= middle ? 1 : 2
}
