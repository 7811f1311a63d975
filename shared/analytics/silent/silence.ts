import type { SilenceProposal, SilentMonth } from '../../contract/silent.ts'
import type { AliveFinder } from '../churn/alive.ts'
import { horizonOf, type GapCounts } from '../churn/horizon.ts'

/** At most this share of those silent for S days came back later. */
export const RETURNING_SHARE = 0.5
const LEAST_GAPS = 50
const DEFAULT_DAYS = 30
const ROUND_DAYS = 5
const LEAST_DAYS = 2

/**
 * Proposes S from the gaps between days with any sign of life, below the churn horizon: the first day at which at most half of
 * those silent so long came back later within the observed time. Cost: a pass over the days.
 */
export function proposeSilence({ ended, open }: GapCounts, horizonDays: number): SilenceProposal {
  const { wrongShare, curve } = horizonOf(ended, open)
  const found = wrongShare.findIndex((share, day) => day >= LEAST_DAYS && share <= RETURNING_SHARE + 1e-12)
  const curveDays = curve.nClosed === 0 || found < 0 ? null : found
  const most = Math.max(LEAST_DAYS, horizonDays - 1)
  const isFew = curve.nClosed < LEAST_GAPS || curveDays === null
  const rounded = isFew ? DEFAULT_DAYS : Math.ceil(curveDays / ROUND_DAYS) * ROUND_DAYS
  return {
    days: Math.min(rounded, most),
    reason: isFew ? 'few-gaps' : rounded > most ? 'below-horizon' : 'ok',
    curveDays,
    horizonDays,
    nGaps: curve.nClosed,
    returnShare: Float64Array.from(wrongShare),
  }
}

const NEVER = -2_147_483_648

/** Last day with a sign of life on or before `day` by customer; `NEVER_SEEN` where there is none. */
export function lastSeenAt(finder: AliveFinder, nCustomers: number, day: number): Int32Array {
  return Int32Array.from({ length: nCustomers }, (_, c) => finder.lastThrough(c, day) ?? NEVER)
}

/** What `lastSeenAt` says of customers who were never seen. */
export const NEVER_SEEN = NEVER

/** Is a customer last seen on that day silent at `day`? */
export const isSilentAt = (lastSeen: number, day: number, silenceDays: number): boolean =>
  lastSeen !== NEVER && day - lastSeen >= silenceDays

/** The size of the base and of its silent part at every day given, ascending. Cost: a search a customer and day. */
export function silentMonths(
  finder: AliveFinder,
  nCustomers: number,
  days: readonly number[],
  silenceDays: number,
): SilentMonth[] {
  let before: Uint8Array | null = null
  return days.map((day) => {
    const lastSeen = lastSeenAt(finder, nCustomers, day)
    const silent = new Uint8Array(nCustomers)
    let [seen, nSilent, fellSilent, cameBack] = [0, 0, 0, 0]
    for (let c = 0; c < nCustomers; c++) {
      if (lastSeen[c] === NEVER) continue
      seen++
      if (isSilentAt(lastSeen[c]!, day, silenceDays)) {
        silent[c] = 1
        nSilent++
        if (before !== null && before[c] === 0) fellSilent++
      } else if (before !== null && before[c] === 1) cameBack++
    }
    before = silent
    return { day, seen, silent: nSilent, fellSilent, cameBack }
  })
}
