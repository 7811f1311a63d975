import type { RfmSlip } from '../../contract/rfm.ts'
import { netBetween, type CustomerDays } from '../ledger/customerDays.ts'
import type { CompiledScheme } from './schemes.ts'
import type { RfmSnapshot } from './snapshot.ts'

/** Days in a year of revenue. */
export const YEAR_DAYS = 365

/**
 * Where everybody stood before. `segmentBefore[i]` belongs to member i of the later snapshot, -1 = was no member.
 * Leavers are members of the earlier snapshot only (their orders fell out of the window), customers ascending.
 */
export interface RfmMoves {
  readonly segmentBefore: Int8Array
  readonly leaverCustomer: Uint32Array
  readonly leaverSegment: Int8Array
}

/** Joins two snapshots of the same ledger. Cost: one pass over the members of both. */
export function movesBetween(before: RfmSnapshot, now: RfmSnapshot): RfmMoves {
  const nNow = now.raw.nMembers
  const nBefore = before.raw.nMembers
  const customerNow = now.raw.customer
  const customerBefore = before.raw.customer
  const segmentBefore = new Int8Array(nNow).fill(-1)
  let nStayed = 0
  for (let i = 0, j = 0; i < nNow && j < nBefore;) {
    const step = customerNow[i]! - customerBefore[j]!
    if (step === 0) {
      segmentBefore[i++] = before.segment[j++]!
      nStayed++
    } else if (step < 0) i++
    else j++
  }
  const leaverCustomer = new Uint32Array(nBefore - nStayed)
  const leaverSegment = new Int8Array(nBefore - nStayed)
  for (let i = 0, j = 0, k = 0; k < leaverCustomer.length; j++) {
    while (i < nNow && customerNow[i]! < customerBefore[j]!) i++
    if (i < nNow && customerNow[i] === customerBefore[j]) continue
    leaverCustomer[k] = customerBefore[j]!
    leaverSegment[k++] = before.segment[j]!
  }
  return { segmentBefore, leaverCustomer, leaverSegment }
}

/**
 * The largest downgrade flows: from a segment to one further down the scheme's list, or out of the window (`toKey`
 * "none"), with the net revenue of these customers in the 365 days that end with the as-of day. Ordered by that
 * revenue, at most `limit`. Cost: one pass over the members + the past year of those who slipped.
 */
export function slipsOf(
  days: CustomerDays,
  asOfDay: number,
  compiled: CompiledScheme,
  now: RfmSnapshot,
  moves: RfmMoves,
  limit: number,
): RfmSlip[] {
  const { segments } = compiled.scheme
  const width = segments.length + 1
  const customers = new Uint32Array(width * width)
  const revenue = new Float64Array(width * width)
  const add = (customer: number, from: number, to: number): void => {
    const flow = from * width + to
    customers[flow] = customers[flow]! + 1
    revenue[flow] = revenue[flow]! + netBetween(days, customer, asOfDay - YEAR_DAYS, asOfDay)
  }
  const { segmentBefore, leaverCustomer, leaverSegment } = moves
  for (let i = 0; i < segmentBefore.length; i++) {
    const from = segmentBefore[i]!
    if (from >= 0 && now.segment[i]! > from) add(now.raw.customer[i]!, from, now.segment[i]!)
  }
  for (let i = 0; i < leaverCustomer.length; i++) {
    add(leaverCustomer[i]!, leaverSegment[i]!, segments.length)
  }
  const key = (tier: number): string => segments[tier]?.key ?? 'none'
  return [...customers.keys()]
    .filter((flow) => customers[flow]! > 0)
    .toSorted((a, b) => revenue[b]! - revenue[a]! || customers[b]! - customers[a]!)
    .slice(0, limit)
    .map((flow) => ({
      fromKey: key(Math.floor(flow / width)),
      toKey: key(flow % width),
      customers: customers[flow]!,
      yearlyRevenueMinor: revenue[flow]!,
    }))
}
