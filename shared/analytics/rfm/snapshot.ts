import type { CustomerDays } from '../ledger/customerDays.ts'
import {
  createDistributions,
  cutsOf,
  distribute,
  quantileCuts,
  type RfmCuts,
  type RfmDistributions,
} from './cuts.ts'
import { createRawValues, rawValuesAt, type RawValues, type RfmView } from './rawValues.ts'
import { LEVEL_TABLE_SIZE, scoreWhole } from './scores.ts'
import type { CompiledScheme } from './schemes.ts'

/** Levels of the R x F heat map, whatever the scheme. */
export const GRID_LEVELS = 5

/**
 * Everybody's RFM at one view under one scheme, in arrays that are reused from view to view. Entry i < raw.nMembers of
 * `rScore`, `fScore`, `mScore` (1 = worst), `segment` (number in the scheme) and `cell` (10 x R + F quintile score)
 * belongs to customer raw.customer[i].
 */
export interface RfmSnapshot {
  readonly raw: RawValues
  readonly distributions: RfmDistributions
  cuts: RfmCuts
  gridCuts: RfmCuts
  readonly rScore: Uint8Array
  readonly fScore: Uint8Array
  readonly mScore: Uint8Array
  readonly segment: Int8Array
  readonly cell: Uint8Array
  /** room: the grid's own F scores, tables of scores by value */
  readonly frequencyScore: Uint8Array
  readonly rTable: Uint8Array
  readonly fTable: Uint8Array
}

const NO_CUTS: RfmCuts = { r: [], f: [], m: [] }

/** An empty snapshot with room for every customer. Cost: 34 bytes a customer, once. */
export function createSnapshot(nCustomers: number): RfmSnapshot {
  const raw = createRawValues(nCustomers)
  return {
    raw,
    distributions: createDistributions(raw),
    cuts: NO_CUTS,
    gridCuts: NO_CUTS,
    rScore: new Uint8Array(nCustomers),
    fScore: new Uint8Array(nCustomers),
    mScore: new Uint8Array(nCustomers),
    segment: new Int8Array(nCustomers),
    cell: new Uint8Array(nCustomers),
    frequencyScore: new Uint8Array(nCustomers),
    rTable: new Uint8Array(LEVEL_TABLE_SIZE),
    fTable: new Uint8Array(LEVEL_TABLE_SIZE),
  }
}

/**
 * Raw values, cuts, scores and segments of everybody at a view. Sees nothing after the as-of day. Without members
 * everything is empty. Cost: one pass over the entries and about six over the members.
 */
export function scoreAt(
  days: CustomerDays,
  view: RfmView,
  compiled: CompiledScheme,
  snapshot: RfmSnapshot,
): void {
  const { raw, distributions, rScore, fScore, mScore, segment, rTable, fTable } = snapshot
  const { scoring } = compiled.scheme
  rawValuesAt(days, view, raw)
  if (scoring.method === 'quantile' || scoring.method === 'median') distribute(raw, distributions)
  const cuts = cutsOf(scoring, raw, distributions)
  snapshot.cuts = cuts
  const n = raw.nMembers
  scoreWhole(raw.recencyDays, n, raw.r, cuts.r, 'small', rTable, rScore)
  scoreWhole(raw.frequency, n, raw.f, cuts.f, 'large', fTable, fScore)
  distributions.m.levels(n, cuts.m, mScore)
  const { table, levels } = compiled
  for (let i = 0; i < n; i++) {
    segment[i] = table[((rScore[i]! - 1) * levels.f + fScore[i]! - 1) * levels.m + mScore[i]! - 1]!
  }
}

/**
 * Places the members of a snapshot that was just scored in the 5 x 5 grid of R and F quintiles; fills the
 * distributions. Cost: about six passes over the members.
 */
export function gridAt(compiled: CompiledScheme, snapshot: RfmSnapshot): void {
  const { raw, distributions } = snapshot
  const { scoring } = compiled.scheme
  if (scoring.method !== 'quantile' && scoring.method !== 'median') distribute(raw, distributions)
  const isQuintiles = scoring.method === 'quantile' && scoring.levels === GRID_LEVELS
  placeInGrid(snapshot, isQuintiles ? snapshot.cuts : quantileCuts(raw.nMembers, GRID_LEVELS, distributions))
}

/** Places the members of a scored snapshot in the grid that `cuts` make. Cost: three passes over the members. */
export function placeInGrid(snapshot: RfmSnapshot, cuts: RfmCuts): void {
  const { raw, cell, frequencyScore, rTable, fTable } = snapshot
  const n = raw.nMembers
  snapshot.gridCuts = cuts
  scoreWhole(raw.recencyDays, n, raw.r, cuts.r, 'small', rTable, cell)
  scoreWhole(raw.frequency, n, raw.f, cuts.f, 'large', fTable, frequencyScore)
  for (let i = 0; i < n; i++) cell[i] = cell[i]! * 10 + frequencyScore[i]!
}
