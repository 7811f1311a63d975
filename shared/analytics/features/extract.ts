import { AppError } from '../../contract/errors.ts'
import type { FeatureMatrix } from '../learn/matrix.ts'
import { bought, createCustomerState, readCustomer, type CustomerState } from './customerState.ts'
import { stateFeatures } from './featureList.ts'
import type { CustomerHistory } from './history.ts'
import { productPopulationOf, type ProductPopulation } from './productPopulation.ts'
import { ProductTaste } from './productTaste.ts'
import { PurchaseState } from './purchaseState.ts'
import { RFM_SPECS, rfmColumns, rfmCutsOf, type RfmCuts, type RfmInputs } from './rfmFeatures.ts'
import type { FeatureSpec } from './spec.ts'
import { isTaste } from './tasteFeatures.ts'

const POLL_EVERY = 4096
const MOST = 3.4e38

/**
 * Whom customers are compared with: mean gap between order days (null without a gap), quintile borders and products of a
 * whole population at an as-of day. Plain data that survives JSON.
 */
export interface FeaturePopulation {
  readonly shopGapDays: number | null
  readonly rfmCuts: RfmCuts | null
  readonly products: ProductPopulation | null
}

/**
 * How a matrix is made: on shared memory or not; polled for cancelling. `population`: whom the customers are compared
 * with, themselves unless given (then a part of a population has the same features as the whole).
 */
export interface ExtractOptions {
  readonly population?: FeaturePopulation
  readonly isShared?: boolean
  readonly isCancelled?: () => boolean
}

/**
 * The features of the chosen customers (dense indexes, any order) at the end of the as-of day, in the order of `specs`;
 * row i belongs to customers[i]. Nothing after the as-of day is read. Values are finite or NaN (missing).
 * Throws `input-invalid` for a spec that these data do not support, `cancelled`.
 * Cost: one pass over the chosen customers' events up to the day, a few over their purchases; no allocation by customer.
 */
export function extractFeatures(
  history: CustomerHistory,
  asOfDay: number,
  customers: Uint32Array,
  specs: readonly FeatureSpec[],
  options: ExtractOptions = {},
): FeatureMatrix {
  const nRows = customers.length
  const state = createCustomerState(history, asOfDay)
  const columns = specs.map(() => createColumn(nRows, options.isShared === true))
  const readers = readersOf(history, specs)
  const rfm = state.purchases !== null && specs.some(isRfm) ? createRfmInputs(nRows) : null
  state.shopGapDays =
    options.population === undefined
      ? meanGap(state.purchases, customers, options)
      : (options.population.shopGapDays ?? NaN)
  if (state.purchases !== null && specs.some(({ key }) => isTaste(key))) {
    const products =
      options.population === undefined
        ? productPopulationOf(history.purchases, asOfDay, customers, options.isCancelled)
        : options.population.products
    if (products !== null) state.purchases.taste = new ProductTaste(products)
  }

  for (let row = 0; row < nRows; row++) {
    if (row % POLL_EVERY === 0) poll(options)
    readCustomer(state, customers[row]!)
    for (let k = 0; k < readers.length; k++) {
      const { at, value } = readers[k]!
      columns[at]![row] = finite(value(state))
    }
    if (rfm !== null && state.purchases !== null) noteRfm(rfm, row, state.purchases)
  }
  const cuts = options.population === undefined ? rfm && rfmCutsOf(rfm) : options.population.rfmCuts
  if (rfm !== null && cuts !== null) fillRfm(rfm, cuts, specs, columns)
  return { nRows, columns, nCategories: specs.map((spec) => spec.nCategories) }
}

/** What the customers of a population are compared with at a day. Cost: four passes over their purchases. */
export function populationOf(
  history: CustomerHistory,
  asOfDay: number,
  customers: Uint32Array,
  options: ExtractOptions = {},
): FeaturePopulation {
  if (history.purchases.nEvents === 0) return { shopGapDays: null, rfmCuts: null, products: null }
  const state = new PurchaseState(history.purchases, asOfDay)
  const gap = meanGap(state, customers, options)
  const rfm = createRfmInputs(customers.length)
  for (let row = 0; row < customers.length; row++) {
    if (row % POLL_EVERY === 0) poll(options)
    state.read(customers[row]!)
    noteRfm(rfm, row, state)
  }
  return {
    shopGapDays: Number.isNaN(gap) ? null : gap,
    rfmCuts: rfmCutsOf(rfm),
    products: productPopulationOf(history.purchases, asOfDay, customers, options.isCancelled),
  }
}

/**
 * The matrix with further columns (another model's quantities) behind its own; both lists grow alike. Throws
 * `input-invalid` when a column has another length or a key is taken. Cost: no values are copied.
 */
export function appendFeatures(
  matrix: FeatureMatrix,
  specs: readonly FeatureSpec[],
  extra: readonly { readonly spec: FeatureSpec; readonly column: Float32Array }[],
): { matrix: FeatureMatrix; specs: FeatureSpec[] } {
  const keys = new Set(specs.map((spec) => spec.key))
  for (const { spec, column } of extra) {
    if (column.length !== matrix.nRows || keys.has(spec.key))
      throw new AppError('input-invalid', { path: `features.${spec.key}`, value: column.length })
    keys.add(spec.key)
  }
  return {
    matrix: {
      nRows: matrix.nRows,
      columns: [...matrix.columns, ...extra.map((one) => one.column)],
      nCategories: [...matrix.nCategories, ...extra.map((one) => one.spec.nCategories)],
    },
    specs: [...specs, ...extra.map((one) => one.spec)],
  }
}

interface Reader {
  readonly at: number
  readonly value: (state: CustomerState) => number
}

function readersOf(history: CustomerHistory, specs: readonly FeatureSpec[]): Reader[] {
  const known = new Map(stateFeatures(history).map((one) => [one.spec.key, one.value]))
  const readers: Reader[] = []
  specs.forEach((spec, at) => {
    const value = known.get(spec.key)
    if (value !== undefined) readers.push({ at, value })
    else if (!isRfm(spec)) throw new AppError('input-invalid', { path: 'features', value: spec.key })
  })
  return readers
}

function isRfm(spec: FeatureSpec): boolean {
  return RFM_SPECS.some((one) => one.key === spec.key)
}

function createColumn(nRows: number, isShared: boolean): Float32Array {
  const column = isShared ? new Float32Array(new SharedArrayBuffer(nRows * 4)) : new Float32Array(nRows)
  return column.fill(NaN)
}

function poll(options: ExtractOptions): void {
  if (options.isCancelled?.() === true) throw new AppError('cancelled')
}

function finite(value: number): number {
  return value > -MOST && value < MOST ? value : NaN
}

/** Mean of all the chosen customers' gaps between order days up to the as-of day; NaN without a gap. */
function meanGap(purchases: PurchaseState | null, customers: Uint32Array, options: ExtractOptions): number {
  if (purchases === null) return NaN
  let sum = 0
  let n = 0
  for (let row = 0; row < customers.length; row++) {
    if (row % POLL_EVERY === 0) poll(options)
    const { firstDay, lastDay, nDays } = purchases.spanOf(customers[row]!)
    if (nDays < 2) continue
    sum += lastDay - firstDay
    n += nDays - 1
  }
  return n === 0 ? NaN : sum / n
}

function createRfmInputs(nRows: number): RfmInputs {
  return {
    recencyDays: new Float64Array(nRows).fill(NaN),
    orders: new Float64Array(nRows),
    netMinor: new Float64Array(nRows),
  }
}

function noteRfm(rfm: RfmInputs, row: number, purchases: PurchaseState): void {
  const orders = bought(purchases, 'orders')
  if (orders === 0) return
  rfm.recencyDays[row] = purchases.asOfDay - purchases.lastDay
  rfm.orders[row] = orders
  rfm.netMinor[row] = bought(purchases, 'spend') - bought(purchases, 'refundMinor')
}

function fillRfm(
  rfm: RfmInputs,
  cuts: RfmCuts,
  specs: readonly FeatureSpec[],
  columns: readonly Float32Array[],
): void {
  const { r, f, m } = rfmColumns(rfm, cuts)
  const [keyR, keyF, keyM] = RFM_SPECS.map((spec) => spec.key)
  specs.forEach(({ key, group }, at) => {
    if (group !== 'rfm') return
    const column = columns[at]!
    for (let row = 0; row < r.length; row++) {
      if (r[row] === 0) continue
      column[row] =
        key === keyR ? r[row]! : key === keyF ? f[row]! : key === keyM ? m[row]! : r[row]! + f[row]! + m[row]!
    }
  })
}
