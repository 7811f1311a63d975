import { quickselect } from '../numerics/quickselect.ts'

/** Odds of leaving that make a customer's risk high, as a multiple of an active customer's. */
const HIGH_ODDS_RATIO = 3
/** Whoever leaves more likely than not is at medium risk at least, however many have left already. */
const MOST_MEDIUM = 0.5

/**
 * pChurn from which on risk is medium and high: medium = more likely to leave than the average active customer (or than
 * not), high = the odds of leaving are at least three times that. `baseRate` in (0, 1): the share who left among recently
 * active test customers, or among all where these were not judged apart.
 */
export function riskLevels(baseRate: number): { readonly medium: number; readonly high: number } {
  const medium = Math.min(MOST_MEDIUM, baseRate)
  const odds = (HIGH_ODDS_RATIO * medium) / (1 - medium)
  return { medium, high: odds / (1 + odds) }
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
