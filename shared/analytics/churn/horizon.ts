import type { CustomerHistory } from '../features/history.ts'
import { aliveFinder, coveredDays, nCustomersOf, type AliveEvents } from './alive.ts'
import { kaplanMeier, type SurvivalCurve } from './survival.ts'

/** Smallest and largest horizon that is ever proposed, days. */
export const HORIZON_BOUNDS = { least: 7, most: 365 } as const

/** Share of gaps that may still end in a return after the proposed horizon. */
export const LATE_RETURN_SHARE = 0.1

const LEAST_CLOSED_GAPS = 50
const DEFAULT_DAYS = 60

/**
 * What the proposal stands on. `few-gaps`: fewer than 50 gaps ended, the proposal is a mere default. `short-history`: the
 * data cover too few days for what the curve asks, a third of them is proposed. `at-least`, `at-most`: held at a bound.
 */
export type HorizonReason = 'ok' | 'few-gaps' | 'short-history' | 'at-least' | 'at-most'

/**
 * The shop's own return times and the horizon proposed from them. Index t = 0 .. longest gap seen, days.
 * `lateReturnShare[t]`: of all gaps, the share that end in a return after day t, within the observed time.
 * `wrongShare[t]`: of the gaps still open after t days (whom a horizon of t would call churned), the share that end in a
 * return later.
 */
export interface HorizonProposal {
  readonly horizonDays: number
  readonly reason: HorizonReason
  /** what the curve itself says before rounding and bounds; null without a curve */
  readonly curveDays: number | null
  readonly observedDays: number
  readonly curve: SurvivalCurve
  readonly lateReturnShare: Float64Array
  readonly wrongShare: Float64Array
}

/** Gaps between consecutive signs of life as counts by length: ended ones and those open at the data's last day. */
export interface GapCounts {
  readonly ended: Uint32Array
  readonly open: Uint32Array
}

/** Counts the gaps of all customers within the covered days. Cost: a binary search a sign of life. */
export function gapCounts(history: CustomerHistory, alive: AliveEvents): GapCounts {
  const covered = coveredDays(history, alive)
  if (covered === null || covered.lastDay < covered.firstDay)
    return { ended: new Uint32Array(0), open: new Uint32Array(0) }
  const { firstDay, lastDay } = covered
  const finder = aliveFinder(history, alive)
  const nCustomers = nCustomersOf(history)
  const ended = new Uint32Array(lastDay - firstDay + 1)
  const open = new Uint32Array(lastDay - firstDay + 1)
  for (let customer = 0; customer < nCustomers; customer++) {
    let previous = finder.nextAfter(customer, firstDay - 1)
    if (previous === null || previous > lastDay) continue
    let day = finder.nextAfter(customer, previous)
    while (day !== null && day <= lastDay) {
      ended[day - previous] = ended[day - previous]! + 1
      previous = day
      day = finder.nextAfter(customer, day)
    }
    open[lastDay - previous] = open[lastDay - previous]! + 1
  }
  return { ended, open }
}

/**
 * Proposes the horizon after which no sign of life means churned: the smallest day after which at most 10% of all gaps
 * still end in a return (Kaplan-Meier, open gaps censored at the last covered day), rounded up to 5 days (10 from 100 on),
 * within 7 .. 365 and at most a third of the observed days, so that there is a past to learn from and a test to judge by.
 * With fewer than 50 ended gaps: 60 days, or what the observed days allow. Cost: `gapCounts` and a pass over the days.
 */
export function proposeHorizon(history: CustomerHistory, alive: AliveEvents): HorizonProposal {
  const { ended, open } = gapCounts(history, alive)
  return horizonOf(ended, open)
}

/** The proposal from counts by length, one entry a day of the observed time. */
export function horizonOf(ended: Uint32Array, open: Uint32Array): HorizonProposal {
  const observedDays = ended.length
  const curve = kaplanMeier(ended, open)
  const { survival, nClosed } = curve
  const never = survival.at(-1) ?? 1
  const lateReturnShare = survival.map((s) => s - never)
  const wrongShare = survival.map((s) => (s > 0 ? 1 - never / s : 0))
  const found = lateReturnShare.findIndex((share) => share <= LATE_RETURN_SHARE + 1e-12)
  const curveDays = nClosed === 0 || found < 0 ? null : found
  const { horizonDays, reason } = bounded(nClosed < LEAST_CLOSED_GAPS ? null : curveDays, observedDays)
  return { horizonDays, reason, curveDays, observedDays, curve, lateReturnShare, wrongShare }
}

function bounded(
  curveDays: number | null,
  observedDays: number,
): { horizonDays: number; reason: HorizonReason } {
  const { least, most } = HORIZON_BOUNDS
  const room = Math.max(least, Math.floor(observedDays / 3))
  if (curveDays === null) return { horizonDays: Math.min(DEFAULT_DAYS, room), reason: 'few-gaps' }
  const step = curveDays < 100 ? 5 : 10
  const rounded = Math.ceil(curveDays / step) * step
  if (rounded > room) return { horizonDays: Math.min(room, most), reason: 'short-history' }
  if (rounded < least) return { horizonDays: least, reason: 'at-least' }
  if (rounded > most) return { horizonDays: most, reason: 'at-most' }
  return { horizonDays: rounded, reason: 'ok' }
}
