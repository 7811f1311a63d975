import type { DowngradePage } from '../../contract/rfm.ts'
import { netBetween, type CustomerDays } from '../ledger/customerDays.ts'
import { numberKeys, reverseKeys, sortedPositions } from '../numerics/radixSort.ts'
import { quickselect } from '../numerics/quickselect.ts'
import { YEAR_DAYS } from './moves.ts'
import type { RfmRhythm } from './order.ts'
import { gapDays, lastOrderDay } from './rhythm.ts'
import type { RfmRun } from './run.ts'

/** Downgraded customers as columns, the most savable first. `to` = number of segments: fell out of the window. */
export interface Downgrades {
  readonly customer: Uint32Array
  readonly from: Int8Array
  readonly to: Int8Array
  readonly recencyDays: Int32Array
  readonly gapDays: Float32Array
  readonly overdue: Float32Array
  readonly yearlyMinor: Float64Array
  readonly savableMinor: Float64Array
}

/**
 * What can still be saved of a downgraded customer: what he spent in the year before, halved for every own gap that he
 * is overdue beyond the first: max(0, yearly) x 2^-max(0, overdue - 1). On time or early he counts in full.
 */
export function savableMinor(yearlyMinor: number, overdue: number): number {
  return Math.max(0, yearlyMinor) * 2 ** -Math.max(0, overdue - 1)
}

/**
 * Customers of a run who fell from their segment at the compare day to one further down the scheme's list or out of the
 * window, ranked by `savableMinor`, then by customer. Yearly = net of the 365 days that end with the compare day. A
 * customer with a single order day has no gap of his own: his overdue stays NaN and the ranking uses the members'
 * median gap (on time where nobody has a gap). Empty without a compare day. Cost: one pass over the members + the
 * entries of the downgraded.
 */
export function downgradesOf(run: RfmRun, days: CustomerDays, rhythm: RfmRhythm): Downgrades {
  const none = run.compiled.scheme.segments.length
  const fell: number[] = []
  for (let i = 0; i < run.nMembers; i++) {
    const before = run.segmentBefore[i]!
    if (before >= 0 && run.segment[i]! > before) fell.push(i)
  }
  const { asOfDay } = run.params
  const compareDay = run.compareDay ?? asOfDay
  const nFell = fell.length
  const n = nFell + run.leaverCustomer.length
  const all: Downgrades = emptyDowngrades(n)
  const typicalGap = medianGap(rhythm.gapDays)
  const scratch: number[] = []
  for (let k = 0; k < n; k++) {
    const member = k < nFell ? fell[k]! : -1
    const leaver = k - nFell
    const customer = member >= 0 ? run.customer[member]! : run.leaverCustomer[leaver]!
    const recency = member >= 0 ? run.recencyDays[member]! : asOfDay - lastOrderDay(days, customer, asOfDay)
    const gap = member >= 0 ? rhythm.gapDays[member]! : gapDays(days, customer, asOfDay, scratch)
    const yearly = netBetween(days, customer, compareDay - YEAR_DAYS, compareDay)
    all.customer[k] = customer
    all.from[k] = member >= 0 ? run.segmentBefore[member]! : run.leaverSegment[leaver]!
    all.to[k] = member >= 0 ? run.segment[member]! : none
    all.recencyDays[k] = recency
    all.gapDays[k] = gap
    all.overdue[k] = recency / gap
    all.yearlyMinor[k] = yearly
    const rankGap = Number.isNaN(gap) ? typicalGap : gap
    all.savableMinor[k] = savableMinor(yearly, Number.isNaN(rankGap) ? 0 : recency / rankGap)
  }
  const keys = numberKeys(all.savableMinor, n)
  reverseKeys(keys)
  return take(all, sortedPositions([...keys, all.customer], n))
}

/** One page of downgrades, all flows or one. Cost: one pass over the downgraded. */
export function downgradePageOf(
  downgrades: Downgrades,
  flow: { readonly from?: number | undefined; readonly to?: number | undefined },
  offset: number,
  limit: number,
  keyOf: (customer: number) => string,
): DowngradePage {
  const { from, to } = flow
  const matched = Uint32Array.from(downgrades.customer.keys()).filter(
    (k) =>
      (from === undefined || downgrades.from[k] === from) && (to === undefined || downgrades.to[k] === to),
  )
  const { customer, ...columns } = take(downgrades, matched.subarray(offset, offset + limit))
  return {
    nMatched: matched.length,
    customerId: customer.map((c) => c + 1),
    customerKey: Array.from(customer, keyOf),
    ...columns,
  }
}

function emptyDowngrades(n: number): Downgrades {
  return {
    customer: new Uint32Array(n),
    from: new Int8Array(n),
    to: new Int8Array(n),
    recencyDays: new Int32Array(n),
    gapDays: new Float32Array(n),
    overdue: new Float32Array(n),
    yearlyMinor: new Float64Array(n),
    savableMinor: new Float64Array(n),
  }
}

function take(all: Downgrades, positions: Uint32Array): Downgrades {
  const out = emptyDowngrades(positions.length)
  for (const name of Object.keys(out) as (keyof Downgrades)[]) {
    for (let k = 0; k < positions.length; k++) out[name][k] = all[name][positions[k]!]!
  }
  return out
}

function medianGap(gaps: Float32Array): number {
  const known = Float64Array.from(gaps.filter((gap) => !Number.isNaN(gap)))
  if (known.length === 0) return NaN
  return quickselect(known, 0, known.length, (known.length - 1) >>> 1)
}
