import { quantileCuts } from '../rfm/cuts.ts'
import { createDistributions, distribute } from '../rfm/cuts.ts'
import { createRawValues } from '../rfm/rawValues.ts'
import { scoreOf } from '../rfm/scores.ts'
import type { FeatureSpec } from './spec.ts'

const LEVELS = 5

const spec = (key: string, nameZh: string, nameEn: string): FeatureSpec => ({
  key,
  group: 'rfm',
  nameZh,
  nameEn,
  unit: 'score',
  isSkewed: false,
  nCategories: 0,
})

/** Scores that compare a customer with the others of the matrix. */
export const RFM_SPECS: readonly FeatureSpec[] = [
  spec('rfmR', 'R 分', 'R score'),
  spec('rfmF', 'F 分', 'F score'),
  spec('rfmM', 'M 分', 'M score'),
  spec('rfmSum', 'RFM 总分', 'RFM score'),
]

/** Raw recency (days), orders and net spend (minor units) by row of the matrix; rows without orders have NaN recency. */
export interface RfmInputs {
  readonly recencyDays: Float64Array
  readonly orders: Float64Array
  readonly netMinor: Float64Array
}

/** Borders of the quintiles of a population: see `scoreOf`. */
export interface RfmCuts {
  readonly r: readonly number[]
  readonly f: readonly number[]
  readonly m: readonly number[]
}

/**
 * Quintile borders among the rows with an order; null without any. The order of the rows does not matter. Cost: a few
 * linear passes and a radix selection.
 */
export function rfmCutsOf(inputs: RfmInputs): RfmCuts | null {
  const n = inputs.recencyDays.length
  const raw = createRawValues(n)
  for (const spread of [raw.r, raw.f, raw.m]) Object.assign(spread, { min: Infinity, max: -Infinity })
  for (let row = 0; row < n; row++) {
    const recency = inputs.recencyDays[row]!
    if (Number.isNaN(recency)) continue
    const k = raw.nMembers++
    raw.customer[k] = row
    raw.recencyDays[k] = recency
    raw.orders[k] = inputs.orders[row]!
    raw.monetaryMinor[k] = inputs.netMinor[row]!
    widen(raw.r, recency)
    widen(raw.f, inputs.orders[row]!)
    widen(raw.m, inputs.netMinor[row]!)
  }
  if (raw.nMembers === 0) return null
  const distributions = createDistributions(raw)
  distribute(raw, distributions)
  return quantileCuts(raw.nMembers, LEVELS, distributions)
}

/** Scores 1 .. 5 (5 = best, ties together) of every row by given borders; 0 for rows without an order. Cost: one pass. */
export function rfmColumns(
  inputs: RfmInputs,
  cuts: RfmCuts,
): { r: Uint8Array; f: Uint8Array; m: Uint8Array } {
  const n = inputs.recencyDays.length
  const out = { r: new Uint8Array(n), f: new Uint8Array(n), m: new Uint8Array(n) }
  for (let row = 0; row < n; row++) {
    const recency = inputs.recencyDays[row]!
    if (Number.isNaN(recency)) continue
    out.r[row] = scoreOf(recency, cuts.r, 'small')
    out.f[row] = scoreOf(inputs.orders[row]!, cuts.f, 'large')
    out.m[row] = scoreOf(inputs.netMinor[row]!, cuts.m, 'large')
  }
  return out
}

function widen(spread: { sum: number; min: number; max: number }, value: number): void {
  spread.sum += value
  if (value < spread.min) spread.min = value
  if (value > spread.max) spread.max = value
}
