import type { RfmParams, RfmSegmentTotals, RfmSummary } from '../../contract/rfm.ts'
import { ENGINE_VERSIONS } from '../../contract/version.ts'
import type { CustomerDays } from '../ledger/customerDays.ts'
import { histogramsOf } from './histograms.ts'
import { movesBetween, slipsOf, type RfmMoves } from './moves.ts'
import type { CompiledScheme } from './schemes.ts'
import { GRID_LEVELS, gridAt, placeInGrid, scoreAt, type RfmSnapshot } from './snapshot.ts'

/** How many downgrade flows a summary tells. */
export const MAX_SLIPS = 8

/** What a run leaves behind: the summary (its time is for the caller's clock) and the moves since the compare day. */
export interface RfmResult {
  readonly summary: Omit<RfmSummary, 'elapsedMs'>
  readonly moves: RfmMoves | null
}

/**
 * Scores everybody at `params.asOfDay` into `now`, and at the compare day into `before` when there is one, and sums
 * up. Change is measured from the compare day under its own cuts. Cost: two passes over the entries, about 25 over
 * the members.
 */
export function runRfm(
  days: CustomerDays,
  params: RfmParams,
  compiled: CompiledScheme,
  now: RfmSnapshot,
  before: RfmSnapshot,
): RfmResult {
  const compareDay = params.compareDays > 0 ? params.asOfDay - params.compareDays : null
  scoreAt(days, params, compiled, now)
  gridAt(compiled, now)
  if (compareDay !== null) {
    scoreAt(days, { ...params, asOfDay: compareDay }, compiled, before)
    placeInGrid(before, now.gridCuts)
  }
  const moves = compareDay === null ? null : movesBetween(before, now)
  const { raw } = now
  return {
    moves,
    summary: {
      params,
      engineVersion: ENGINE_VERSIONS.rfm,
      nMembers: raw.nMembers,
      nOthers: raw.nOthers,
      nOrders: raw.nOrders,
      revenueMinor: raw.revenueMinor,
      revenueAllMinor: raw.revenueAllMinor,
      cuts: now.cuts,
      segments: segmentTotals(compiled, now, compareDay === null ? null : before),
      ...gridTotals(now),
      gridCustomersBefore: compareDay === null ? null : gridBefore(now, before),
      gridCuts: now.gridCuts,
      histograms: histogramsOf(now),
      slips: moves === null ? [] : slipsOf(days, params.asOfDay, compiled, now, moves, MAX_SLIPS),
      compareDay,
    },
  }
}

/** Customers, orders and money by segment, in the scheme's order. Cost: one pass over the members of each snapshot. */
export function segmentTotals(
  compiled: CompiledScheme,
  now: RfmSnapshot,
  before: RfmSnapshot | null,
): RfmSegmentTotals[] {
  const { segments } = compiled.scheme
  const customers = new Uint32Array(segments.length)
  const orders = new Float64Array(segments.length)
  const revenue = new Float64Array(segments.length)
  const customersBefore = new Uint32Array(segments.length)
  for (let i = 0; i < now.raw.nMembers; i++) {
    const s = now.segment[i]!
    customers[s] = customers[s]! + 1
    orders[s] = orders[s]! + now.raw.orders[i]!
    revenue[s] = revenue[s]! + now.raw.monetaryMinor[i]!
  }
  for (let i = 0; before !== null && i < before.raw.nMembers; i++) {
    const s = before.segment[i]!
    customersBefore[s] = customersBefore[s]! + 1
  }
  return segments.map((segment, s) => ({
    ...segment,
    customers: customers[s]!,
    orders: orders[s]!,
    revenueMinor: revenue[s]!,
    customersBefore: before === null ? null : customersBefore[s]!,
  }))
}

/** Without members there are no cut points to score the compare day by: the grid is empty. */
function gridBefore(now: RfmSnapshot, before: RfmSnapshot): Uint32Array {
  if (now.raw.nMembers === 0) return new Uint32Array(GRID_LEVELS * GRID_LEVELS)
  return gridTotals(before).gridCustomers
}

function gridTotals(now: RfmSnapshot): Pick<RfmSummary, 'gridCustomers' | 'gridRevenueMinor'> {
  const gridCustomers = new Uint32Array(GRID_LEVELS * GRID_LEVELS)
  const gridRevenueMinor = new Float64Array(GRID_LEVELS * GRID_LEVELS)
  for (let i = 0; i < now.raw.nMembers; i++) {
    const cell = now.cell[i]!
    const at = (GRID_LEVELS - Math.floor(cell / 10)) * GRID_LEVELS + (cell % 10) - 1
    gridCustomers[at] = gridCustomers[at]! + 1
    gridRevenueMinor[at] = gridRevenueMinor[at]! + now.raw.monetaryMinor[i]!
  }
  return { gridCustomers, gridRevenueMinor }
}
