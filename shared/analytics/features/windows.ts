/** Windows that end with the as-of day, in days; the last one is all history. */
export const WINDOW_DAYS = [7, 14, 30, 60, 90, 180, 365, Infinity] as const
/** Number of windows. */
export const N_WINDOWS = WINDOW_DAYS.length

/** Positions in `WINDOW_DAYS`. */
export const W7 = 0
/** 14 days. */
export const W14 = 1
/** 30 days. */
export const W30 = 2
/** 60 days. */
export const W60 = 3
/** 90 days. */
export const W90 = 4
/** 180 days. */
export const W180 = 5
/** 365 days. */
export const W365 = 6
/** All history. */
export const WALL = 7

const table = new Uint8Array(365)
for (let age = 0; age < 365; age++) table[age] = WINDOW_DAYS.findIndex((days) => age < days)

/** The smallest window that holds an event `ageDays` (0 = the as-of day itself) before the as-of day. */
export function windowOf(ageDays: number): number {
  return ageDays < 365 ? table[ageDays]! : WALL
}

/** Turns amounts by smallest window into amounts within each window, for every measure of `sums`, in place. */
export function cumulate(sums: Float64Array): void {
  for (let i = 1; i < sums.length; i++) if (i % N_WINDOWS !== 0) sums[i] = sums[i]! + sums[i - 1]!
}

/**
 * Now against before, (now + smoothing) / (before + smoothing), both over equally many days; NaN when there was nothing
 * before.
 */
export function againstBefore(now: number, before: number, smoothing: number): number {
  return before > 0 ? (now + smoothing) / (before + smoothing) : NaN
}

/** a / b, NaN when b is not above 0. */
export function share(a: number, b: number): number {
  return b > 0 ? a / b : NaN
}

/** Days that a customer must have been known before the recent window, so that his long-run rate means anything. */
const LEAST_BASE_DAYS = 30

/**
 * The last `recentDays` days against the customer's own rate before them: (now + 0.5) / (expected + 0.5), where expected
 * = what the days before would have brought in `recentDays`. NaN with fewer than 30 days or nothing before.
 */
export function againstOwnRate(now: number, all: number, knownDays: number, recentDays: number): number {
  const baseDays = knownDays - recentDays
  const base = all - now
  if (baseDays < LEAST_BASE_DAYS || !(base > 0)) return NaN
  return (now + 0.5) / ((base * recentDays) / baseDays + 0.5)
}
