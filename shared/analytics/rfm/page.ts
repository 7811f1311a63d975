import type { RfmPage } from '../../contract/rfm.ts'
import type { CustomerDays } from '../ledger/customerDays.ts'
import { gapDays, monthlyNet, monthStarts } from './rhythm.ts'
import type { RfmRun } from './run.ts'

/** Months of spend that a page tells of every row. */
export const PAGE_MONTHS = 12

/** The members that matched, in order, and their net revenue in the window. */
export interface MatchedMembers {
  readonly positions: Uint32Array
  readonly revenueMinor: number
}

/** The marked members in a given order. Cost: one pass. */
export function matchedInOrder(run: RfmRun, mask: Uint8Array, order: Uint32Array): MatchedMembers {
  const positions = new Uint32Array(order.length)
  let n = 0
  let revenueMinor = 0
  for (let k = 0; k < order.length; k++) {
    const i = order[k]!
    if (mask[i] !== 1) continue
    positions[n++] = i
    revenueMinor += run.monetaryMinor[i]!
  }
  return { positions: positions.slice(0, n), revenueMinor }
}

/**
 * One page of matched members as columns; `keyOf` gives a customer's original key. Rhythm and months are worked out
 * for the page's rows only. Cost: the entries of these rows.
 */
export function pageOf(
  run: RfmRun,
  days: CustomerDays,
  matched: MatchedMembers,
  offset: number,
  limit: number,
  keyOf: (customer: number) => string,
): RfmPage {
  const rows = matched.positions.subarray(offset, offset + limit)
  const { asOfDay } = run.params
  const starts = monthStarts(asOfDay, PAGE_MONTHS)
  const monthlyMinor = new Float32Array(rows.length * PAGE_MONTHS)
  const gap = new Float32Array(rows.length)
  const overdue = new Float32Array(rows.length)
  const scratch: number[] = []
  rows.forEach((member, row) => {
    const customer = run.customer[member]!
    gap[row] = gapDays(days, customer, asOfDay, scratch)
    overdue[row] = run.recencyDays[member]! / gap[row]
    monthlyNet(days, customer, starts, monthlyMinor, row * PAGE_MONTHS)
  })
  return {
    nMatched: matched.positions.length,
    matchedRevenueMinor: matched.revenueMinor,
    customerId: rows.map((member) => run.customer[member]! + 1),
    customerKey: Array.from(rows, (member) => keyOf(run.customer[member]!)),
    segment: Int8Array.from(rows, (member) => run.segment[member]!),
    segmentBefore: Int8Array.from(rows, (member) => run.segmentBefore[member]!),
    recencyDays: Int32Array.from(rows, (member) => run.recencyDays[member]!),
    frequency: rows.map((member) => run.frequency[member]!),
    monetaryMinor: Float64Array.from(rows, (member) => run.monetaryMinor[member]!),
    rScore: Uint8Array.from(rows, (member) => run.rScore[member]!),
    fScore: Uint8Array.from(rows, (member) => run.fScore[member]!),
    mScore: Uint8Array.from(rows, (member) => run.mScore[member]!),
    gapDays: gap,
    overdue,
    monthlyMinor,
  }
}
