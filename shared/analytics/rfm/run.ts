import type { RfmParams } from '../../contract/rfm.ts'
import type { CompiledScheme } from './schemes.ts'
import type { RfmMoves } from './moves.ts'
import type { RfmSnapshot } from './snapshot.ts'

/**
 * A scored view that is kept: entry i of every array belongs to customer[i], ascending. `segmentBefore` and the
 * leavers are about `compareDay`; without one everybody is -1 and there are no leavers.
 */
export interface RfmRun extends RfmMoves {
  readonly params: RfmParams
  readonly compareDay: number | null
  readonly compiled: CompiledScheme
  readonly nMembers: number
  readonly customer: Uint32Array
  readonly recencyDays: Int32Array
  readonly frequency: Uint32Array
  readonly monetaryMinor: Float64Array
  readonly rScore: Uint8Array
  readonly fScore: Uint8Array
  readonly mScore: Uint8Array
  readonly segment: Int8Array
  readonly cell: Uint8Array
}

/** Copies a snapshot out of its reused arrays. Cost: about 26 bytes a member. */
export function keepRun(
  params: RfmParams,
  compareDay: number | null,
  compiled: CompiledScheme,
  snapshot: RfmSnapshot,
  moves: RfmMoves | null,
): RfmRun {
  const { raw } = snapshot
  const n = raw.nMembers
  return {
    params,
    compareDay,
    compiled,
    nMembers: n,
    customer: raw.customer.slice(0, n),
    recencyDays: raw.recencyDays.slice(0, n),
    frequency: raw.frequency.slice(0, n),
    monetaryMinor: raw.monetaryMinor.slice(0, n),
    rScore: snapshot.rScore.slice(0, n),
    fScore: snapshot.fScore.slice(0, n),
    mScore: snapshot.mScore.slice(0, n),
    segment: snapshot.segment.slice(0, n),
    cell: snapshot.cell.slice(0, n),
    segmentBefore: moves?.segmentBefore ?? new Int8Array(n).fill(-1),
    leaverCustomer: moves?.leaverCustomer ?? new Uint32Array(0),
    leaverSegment: moves?.leaverSegment ?? new Int8Array(0),
  }
}

/** How a member's segment changed since the compare day, by the order of the scheme's list (first = best). */
export type RfmChange = 'down' | 'up' | 'same' | 'new'

/** The change of a member; `new` when he was no member at the compare day. */
export function changeOf(segment: number, segmentBefore: number): RfmChange {
  if (segmentBefore < 0) return 'new'
  if (segment === segmentBefore) return 'same'
  return segment > segmentBefore ? 'down' : 'up'
}
