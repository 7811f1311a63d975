import type { LifetimeChecks } from '../../contract/lifetime.ts'
import type { Histories } from './histories.ts'
import type { OrderDays } from './orderDays.ts'

const MIN_CUSTOMERS = 30
const MIN_GAPS = 4
/** gaps whose standard deviation is below this share of their mean are all but equal */
const EVEN = 0.15
/** expected repeat order days below which a week says nothing */
const MIN_EXPECTED = 5
const MIN_WEEKS = 8

/**
 * Is spend independent of frequency, as the Gamma-Gamma model assumes? Pearson's correlation of the logarithms over
 * customers with a paid repeat order day, with Fisher's 95% interval; null below 30 of them or when one does not vary.
 * Source of the check: Fader, Hardie & Lee 2005, "RFM and CLV"; interval: Fisher 1915.
 */
export function spendCorrelation(histories: Histories): LifetimeChecks['spendCorrelation'] {
  const { spendDays, averageSpendMinor } = histories
  let [n, sx, sy, sxx, syy, sxy] = [0, 0, 0, 0, 0, 0]
  for (let i = 0; i < histories.nCustomers; i++) {
    if (spendDays[i] === 0) continue
    const x = Math.log(spendDays[i]!)
    const y = Math.log(averageSpendMinor[i]!)
    n++
    sx += x
    sy += y
    sxx += x * x
    syy += y * y
    sxy += x * y
  }
  const spreadX = n * sxx - sx * sx
  const spreadY = n * syy - sy * sy
  if (n < MIN_CUSTOMERS || !(spreadX > 1e-9 * n * sxx) || !(spreadY > 1e-12 * n * syy)) return null
  const value = Math.max(-1, Math.min(1, (n * sxy - sx * sy) / Math.sqrt(spreadX * spreadY)))
  const z = Math.atanh(Math.max(-1 + 1e-12, Math.min(1 - 1e-12, value)))
  const half = 1.959_963_984_540_054 / Math.sqrt(n - 3)
  return { value, low: Math.tanh(z - half), high: Math.tanh(z + half) }
}

/** How even the gaps between order days are. */
export interface GapChecks {
  readonly regularity: number | null
  readonly evenGapShare: number | null
}

/**
 * Do customers buy at random? For each with two gaps or more by the as-of day, m = the last but one gap over the sum of the
 * last two is uniform when gaps are exponential; its variance v gives k = (1 - 4 v) / (8 v) of Erlang-k gaps: 1 = at
 * random, 2 and above = regular. A variance that comes from gaps that are all but equal (subscriptions, contracts) is told
 * apart by the share of customers with four gaps or more whose coefficient of variation is below 0.15.
 * Null below 30 customers. Cost: one pass. Source: Wheat & Morrison 1990, "Estimating purchase regularity with two
 * interpurchase times".
 */
export function gapChecks(days: OrderDays, histories: Histories): GapChecks {
  let [n, sum, squares, nEnough, nEven] = [0, 0, 0, 0, 0]
  for (let i = 0; i < histories.nCustomers; i++) {
    const x = histories.frequency[i]!
    if (x < 2) continue
    const from = days.offsets[histories.customer[i]!]!
    const last = from + x
    const gap = (k: number): number => days.day[k]! - days.day[k - 1]!
    const m = gap(last - 1) / (gap(last - 1) + gap(last))
    n++
    sum += m
    squares += m * m
    if (x < MIN_GAPS) continue
    nEnough++
    const mean = histories.recencyDays[i]! / x
    let spread = 0
    for (let k = from + 1; k <= last; k++) spread += (gap(k) - mean) ** 2
    if (Math.sqrt(spread / (x - 1)) < EVEN * mean) nEven++
  }
  const variance = n < MIN_CUSTOMERS ? 0 : (squares - (sum * sum) / n) / (n - 1)
  const enough = n >= MIN_CUSTOMERS
  return {
    regularity: !enough ? null : variance > 1e-6 ? Math.max(0, (1 - 4 * variance) / (8 * variance)) : 1e5,
    evenGapShare: nEnough < MIN_CUSTOMERS ? null : nEven / nEnough,
  }
}

/**
 * Do weeks differ more than chance allows? Mean of |actual - expected| / expected over the weeks that the model was fitted
 * to, and what Poisson noise of the same expectations would give (sqrt(2 / (pi e))). Weeks that expect fewer than 5
 * repeat order days are left out; null below 8 weeks. Cost: one pass.
 */
export function weeklyChecks(
  actual: Float64Array,
  expected: Float64Array,
  calibrationWeeks: number,
): Pick<LifetimeChecks, 'weeklyDeviation' | 'weeklyNoise'> {
  let [n, deviation, noise] = [0, 0, 0]
  for (let week = 0; week < calibrationWeeks; week++) {
    const e = expected[week]!
    if (e < MIN_EXPECTED) continue
    n++
    deviation += Math.abs(actual[week]! - e) / e
    noise += Math.sqrt(2 / (Math.PI * e))
  }
  return n < MIN_WEEKS
    ? { weeklyDeviation: null, weeklyNoise: null }
    : { weeklyDeviation: deviation / n, weeklyNoise: noise / n }
}
