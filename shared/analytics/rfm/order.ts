import type { RfmSort } from '../../contract/rfm.ts'
import type { CustomerDays } from '../ledger/customerDays.ts'
import { numberKeys, reverseKeys, sortedPositions } from '../numerics/radixSort.ts'
import { gapDays } from './rhythm.ts'
import type { RfmRun } from './run.ts'

/** Purchase rhythm of the members of a run: median gap and recency / gap, NaN below two order days. */
export interface RfmRhythm {
  readonly gapDays: Float32Array
  readonly overdue: Float32Array
}

/** The rhythm of every member at the run's as-of day. Cost: one pass over the entries. */
export function rhythmOf(run: RfmRun, days: CustomerDays): RfmRhythm {
  const gap = new Float32Array(run.nMembers)
  const overdue = new Float32Array(run.nMembers)
  const scratch: number[] = []
  for (let i = 0; i < run.nMembers; i++) {
    gap[i] = gapDays(days, run.customer[i]!, run.params.asOfDay, scratch)
    overdue[i] = run.recencyDays[i]! / gap[i]!
  }
  return { gapDays: gap, overdue }
}

/**
 * Positions of the members in the order of a column. Equal values stand in the order of customers, NaN and new members
 * (no change to tell) last, both ways round. `customerRank[c]` is the place of customer c's key among all keys.
 * `change` ascends from the deepest fall to the highest rise. Cost: radix sort, linear.
 */
export function memberOrder(
  run: RfmRun,
  sort: RfmSort,
  isDescending: boolean,
  rhythm: () => RfmRhythm,
  customerRank: () => Uint32Array,
): Uint32Array {
  const keys = sortKeys(run, sort, rhythm, customerRank)
  if (isDescending) reverseKeys(keys)
  return sortedPositions(keys, run.nMembers)
}

function sortKeys(
  run: RfmRun,
  sort: RfmSort,
  rhythm: () => RfmRhythm,
  customerRank: () => Uint32Array,
): Uint32Array[] {
  const n = run.nMembers
  switch (sort) {
    case 'customer': {
      const rank = customerRank()
      return [Uint32Array.from(run.customer, (customer) => rank[customer]!)]
    }
    case 'segment':
      return [Uint32Array.from(run.segment)]
    case 'change':
      return numberKeys(
        Float32Array.from(run.segment, (segment, i) => {
          const before = run.segmentBefore[i]!
          return before < 0 ? NaN : before - segment
        }),
        n,
      )
    case 'recency':
      return [Uint32Array.from(run.recencyDays)]
    case 'frequency':
      return [run.frequency.slice()]
    case 'monetary':
      return numberKeys(run.monetaryMinor, n)
    case 'gap':
      return numberKeys(rhythm().gapDays, n)
    case 'overdue':
      return numberKeys(rhythm().overdue, n)
  }
}
