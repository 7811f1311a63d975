import type { LifetimeFilter, LifetimePage, LifetimeSort } from '../../contract/lifetime.ts'
import { numberKeys, reverseKeys, sortedPositions } from '../numerics/radixSort.ts'
import type { LifetimeRun } from './run.ts'

/** The columns of a run that a table shows; values may be those under other economics than the run's own. */
export type TableColumns = Omit<LifetimeRun, 'summary' | 'fitted' | 'pastSpendMinor'>

/**
 * Marks the customers of a run that a filter keeps; `found` marks dense customer indexes whose key matches the search (null
 * = no search). Ranges are closed. Cost: one pass.
 */
export function matchCustomers(
  run: TableColumns,
  filter: LifetimeFilter,
  found: Uint8Array | null,
): Uint8Array {
  const { histories, days } = run
  const mask = new Uint8Array(histories.nCustomers)
  const within = (range: readonly [number, number] | undefined, value: number): boolean =>
    range === undefined || (value >= range[0] && value <= range[1])
  for (let i = 0; i < mask.length; i++) {
    const c = histories.customer[i]!
    const isKept =
      (found === null || found[c] === 1) &&
      within(filter.frequency, histories.frequency[i]!) &&
      within(filter.recencyDays, histories.recencyDays[i]!) &&
      within(filter.pActive, run.pActive[i]!) &&
      within(filter.valueMinor, run.valueMinor[i]!) &&
      (filter.acquired === undefined || within(filter.acquired, days.day[days.offsets[c]!]!))
    mask[i] = isKept ? 1 : 0
  }
  return mask
}

/**
 * All positions of a run in the order of a column; equal values keep the order of the customers. `keyRanks` gives the rank
 * of each dense customer index by key. Cost: one sort.
 */
export function customerOrder(
  run: TableColumns,
  sort: LifetimeSort,
  isDescending: boolean,
  keyRanks: () => Uint32Array,
): Uint32Array {
  const n = run.histories.nCustomers
  const keys = sort === 'customer' ? [ranksOf(run, keyRanks())] : numberKeys(columnOf(run, sort), n)
  if (isDescending) reverseKeys(keys)
  return sortedPositions(keys, n)
}

function ranksOf(run: TableColumns, ranks: Uint32Array): Uint32Array {
  return Uint32Array.from(run.histories.customer, (c) => ranks[c]!)
}

function columnOf(run: TableColumns, sort: Exclude<LifetimeSort, 'customer'>): Float64Array {
  const { histories } = run
  switch (sort) {
    case 'frequency':
      return Float64Array.from(histories.frequency)
    case 'recency':
      return Float64Array.from(histories.recencyDays)
    case 'age':
      return Float64Array.from(histories.ageDays)
    case 'pActive':
      return run.pActive
    case 'expectedPurchases':
      return run.expectedPurchases
    case 'expectedSpend':
      return run.expectedSpendMinor
    case 'value':
      return run.valueMinor
  }
}

/** Positions that matched, in order, and their value. */
export interface MatchedCustomers {
  readonly positions: Uint32Array
  readonly valueMinor: number
}

/** The marked customers in a given order. Cost: one pass. */
export function matchedCustomers(run: TableColumns, mask: Uint8Array, order: Uint32Array): MatchedCustomers {
  const positions = order.filter((i) => mask[i] === 1)
  let valueMinor = 0
  for (const i of positions) valueMinor += run.valueMinor[i]!
  return { positions, valueMinor }
}

/** Rows offset .. offset + limit of what matched. `keyOf` gives a customer's key by dense index. */
export function lifetimePage(
  run: TableColumns,
  { positions, valueMinor }: MatchedCustomers,
  offset: number,
  limit: number,
  keyOf: (customer: number) => string,
): LifetimePage {
  const rows = positions.subarray(offset, offset + limit)
  const { histories } = run
  const whole = (column: Uint32Array): Uint32Array => Uint32Array.from(rows, (i) => column[i]!)
  const real = (column: Float64Array): Float64Array => Float64Array.from(rows, (i) => column[i]!)
  const customer = whole(histories.customer)
  return {
    nMatched: positions.length,
    matchedValueMinor: valueMinor,
    customerId: customer.map((c) => c + 1),
    customerKey: Array.from(customer, keyOf),
    frequency: whole(histories.frequency),
    recencyDays: whole(histories.recencyDays),
    ageDays: whole(histories.ageDays),
    pAlive: real(run.pAlive),
    pActive: real(run.pActive),
    expectedPurchases: real(run.expectedPurchases),
    expectedSpendMinor: real(run.expectedSpendMinor),
    valueMinor: real(run.valueMinor),
  }
}
