import type { RfmFilter } from '../../contract/rfm.ts'
import { changeOf, type RfmRun } from './run.ts'

/** Marks of the customers whom a search found, by customer index; null = no search. */
export type FoundCustomers = Uint8Array | null

/**
 * Marks (1) the members for whom all parts of a filter hold; bounds of ranges belong to them. `filter.search` is
 * answered by `found`. A run without a compare day has no change, so a filter for one matches nobody. Cost: one pass.
 */
export function matchMembers(run: RfmRun, filter: RfmFilter, found: FoundCustomers): Uint8Array {
  const n = run.nMembers
  const mask = new Uint8Array(n).fill(1)
  if (filter.segments !== undefined) {
    const wanted = run.compiled.scheme.segments.map(({ key }) => filter.segments!.includes(key))
    keepWhere(mask, (i) => wanted[run.segment[i]!]!)
  }
  if (filter.cells !== undefined) {
    const wanted = new Set(filter.cells)
    keepWhere(mask, (i) => wanted.has(run.cell[i]!))
  }
  if (filter.change !== undefined) {
    const { change } = filter
    const isKnown = run.compareDay !== null
    keepWhere(mask, (i) => isKnown && changeOf(run.segment[i]!, run.segmentBefore[i]!) === change)
  }
  if (filter.recencyDays !== undefined) keepWithin(mask, run.recencyDays, filter.recencyDays)
  if (filter.frequency !== undefined) keepWithin(mask, run.frequency, filter.frequency)
  if (filter.monetaryMinor !== undefined) keepWithin(mask, run.monetaryMinor, filter.monetaryMinor)
  if (found !== null) keepWhere(mask, (i) => found[run.customer[i]!] === 1)
  return mask
}

function keepWhere(mask: Uint8Array, holds: (member: number) => boolean): void {
  for (let i = 0; i < mask.length; i++) if (mask[i] === 1 && !holds(i)) mask[i] = 0
}

function keepWithin(
  mask: Uint8Array,
  values: Int32Array | Uint32Array | Float64Array,
  [low, high]: readonly [number, number],
): void {
  for (let i = 0; i < mask.length; i++) if (values[i]! < low || values[i]! > high) mask[i] = 0
}
