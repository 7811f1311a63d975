import { AppError } from '../../contract/errors.ts'
import { extractFeatures, populationOf, type FeaturePopulation } from '../features/extract.ts'
import type { CustomerHistory } from '../features/history.ts'
import type { FeatureSpec } from '../features/spec.ts'
import type { FeatureMatrix } from '../learn/index.ts'
import { seededRandom } from '../numerics/seededRandom.ts'
import type { AliveEvents } from './alive.ts'
import { eligibleAt, labelsAt } from './labels.ts'
import type { LabelledRows } from './stack.ts'

/** Features of further engines, one column a spec, for customers at a day; only the past of the day may be used. */
export interface ExtraFeatures {
  readonly specs: readonly FeatureSpec[]
  columnsAt(asOfDay: number, customers: Uint32Array): readonly Float32Array[]
}

/** What rows at any as-of day are made from. */
export interface RowSource {
  readonly history: CustomerHistory
  readonly specs: readonly FeatureSpec[]
  readonly extra: ExtraFeatures | null
  readonly alive: AliveEvents
  readonly horizonDays: number
  readonly seed: number
  readonly isCancelled?: () => boolean
}

/** Customers at a day with their features; `labels` are known when the horizon has passed. */
export interface DayRows extends LabelledRows {
  readonly asOfDay: number
  readonly customers: Uint32Array
  readonly population: FeaturePopulation
}

/** Names of the columns of the rows that a source makes. */
export function specsOf({ specs, extra }: RowSource): readonly FeatureSpec[] {
  return extra === null ? specs : [...specs, ...extra.specs]
}

/**
 * All who were ever alive by a day, at most `most` of them drawn by seed, with features of that day and the outcome of the
 * horizon after it. Cost: `extractFeatures`.
 */
export function rowsAt(source: RowSource, asOfDay: number, most: number): DayRows {
  const everybody = eligibleAt(source.history, asOfDay, { activeWithinDays: null, alive: source.alive })
  const customers = drawn(everybody, most, source.seed + asOfDay)
  const population = populationOf(source.history, asOfDay, everybody, source)
  return {
    asOfDay,
    customers,
    population,
    matrix: featuresOf(source, asOfDay, customers, population),
    labels: labelsAt(source.history, customers, asOfDay, source.horizonDays, source.alive),
  }
}

/** The features of given customers at a day, compared with a population. */
export function featuresOf(
  source: RowSource,
  asOfDay: number,
  customers: Uint32Array,
  population: FeaturePopulation,
): FeatureMatrix {
  const { history, specs, extra, isCancelled } = source
  const matrix = extractFeatures(history, asOfDay, customers, specs, {
    population,
    ...(isCancelled === undefined ? {} : { isCancelled }),
  })
  if (extra === null) return matrix
  return {
    nRows: matrix.nRows,
    columns: [...matrix.columns, ...extra.columnsAt(asOfDay, customers)],
    nCategories: [...matrix.nCategories, ...extra.specs.map((spec) => spec.nCategories)],
  }
}

/** Rows by day, kept so that a day that serves for training, validation and drift is worked out once. */
export class DayStore {
  readonly source: RowSource
  readonly #mostRows: number
  readonly #kept = new Map<number, DayRows>()

  constructor(source: RowSource, mostRows: number) {
    this.source = source
    this.#mostRows = mostRows
  }

  at(asOfDay: number): DayRows {
    if (this.source.isCancelled?.() === true) throw new AppError('cancelled')
    const known = this.#kept.get(asOfDay) ?? rowsAt(this.source, asOfDay, this.#mostRows)
    this.#kept.set(asOfDay, known)
    return known
  }
}

/** `most` of the customers drawn without replacement, ascending; all of them when they are not more. */
function drawn(customers: Uint32Array, most: number, seed: number): Uint32Array {
  const n = customers.length
  if (n <= most) return customers
  const random = seededRandom(seed)
  const out = new Uint32Array(most)
  let taken = 0
  for (let i = 0; i < n && taken < most; i++) {
    if (random.next() * (n - i) < most - taken) out[taken++] = customers[i]!
  }
  return out
}
