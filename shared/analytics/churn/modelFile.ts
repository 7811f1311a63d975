import type { KnownColumn } from '../attributes/applyAttributes.ts'
import type { FeaturePopulation } from '../features/extract.ts'
import type { FeatureSpec } from '../features/spec.ts'
import type { AliveEvents } from './alive.ts'
import type { ChurnModel } from './model.ts'
import type { ScoreIntervals } from './scoreIntervals.ts'

/** What is kept of a training so that later data can be scored by it; plain data that survives JSON. */
export interface ModelFile {
  readonly version: 1
  readonly specs: readonly FeatureSpec[]
  readonly model: ChurnModel
  readonly levels: { readonly medium: number; readonly high: number }
  readonly intervals: ScoreIntervals
  /** mean contribution of each feature over customers who stayed, taken off before reasons are given; absent = 0 */
  readonly reference?: readonly number[]
  readonly history: {
    readonly alive: AliveEvents
    readonly horizonDays: number
    readonly seed: number
    readonly asOfDay: number
    readonly population: FeaturePopulation
  } | null
  readonly table: { readonly columns: readonly KnownColumn[] } | null
}
