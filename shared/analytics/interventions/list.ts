import type { InterventionFilter, InterventionPage, InterventionSort } from '../../contract/interventions.ts'
import type { Queue } from './queue.ts'

/** Positions of the queue that match, in an order; equal values by rank. `found`: marks of the search, null = all. Cost: one pass and a sort. */
export function queuePositions(
  queue: Queue,
  filter: Omit<InterventionFilter, 'search'>,
  found: Uint8Array | null,
  sort: InterventionSort,
  descending: boolean,
  keyRanks: () => Uint32Array,
): Uint32Array {
  const { downgrades, entry, expectedMinor, usual, summary } = queue
  const { entries } = summary.playbook
  const matched: number[] = []
  for (let k = 0; k < entry.length; k++) {
    const one = entries[entry[k]!]
    if (one === undefined && filter.all !== true) continue
    if (found !== null && found[downgrades.customer[k]!] !== 1) continue
    if (filter.kind !== undefined && one?.kind !== filter.kind) continue
    if (filter.channel !== undefined && one?.channel !== filter.channel) continue
    if (filter.from !== undefined && downgrades.from[k] !== filter.from) continue
    if (filter.to !== undefined && downgrades.to[k] !== filter.to) continue
    matched.push(k)
  }
  const valueOf: Readonly<Record<InterventionSort, () => (k: number) => number>> = {
    expected: () => (k) => expectedMinor[k]!,
    savable: () => (k) => downgrades.savableMinor[k]!,
    yearly: () => (k) => downgrades.yearlyMinor[k]!,
    recency: () => (k) => downgrades.recencyDays[k]!,
    due: () => (k) => usual[k]?.dueDay ?? 1e9,
    customer: () => {
      const ranks = keyRanks()
      return (k) => ranks[downgrades.customer[k]!]!
    },
  }
  const of = valueOf[sort]
  const value = of()
  const sign = descending ? -1 : 1
  const order = (a: number, b: number): number => sign * (value(a) - value(b)) || a - b
  return Uint32Array.from(matched.sort(order))
}

/** One page of those customers as columns. */
export function queuePage(
  queue: Queue,
  positions: Uint32Array,
  offset: number,
  limit: number,
  keyOf: (customer: number) => string,
  productOf: (product: number) => string,
): InterventionPage {
  const { downgrades, entry, expectedMinor, usual, points } = queue
  const shown = positions.subarray(offset, offset + limit)
  const money = (column: Float64Array): Float64Array => Float64Array.from(shown, (k) => column[k]!)
  const day = (of: (k: number) => number | undefined): Int32Array =>
    Int32Array.from(shown, (k) => of(k) ?? -1)
  return {
    nMatched: positions.length,
    matchedSavableMinor: positions.reduce((sum, k) => sum + downgrades.savableMinor[k]!, 0),
    customerId: shown.map((k) => downgrades.customer[k]! + 1),
    customerKey: Array.from(shown, (k) => keyOf(downgrades.customer[k]!)),
    from: Int8Array.from(shown, (k) => downgrades.from[k]!),
    to: Int8Array.from(shown, (k) => downgrades.to[k]!),
    yearlyMinor: money(downgrades.yearlyMinor),
    savableMinor: money(downgrades.savableMinor),
    expectedMinor: money(expectedMinor),
    recencyDays: day((k) => downgrades.recencyDays[k]),
    overdue: Float32Array.from(shown, (k) => downgrades.overdue[k]!),
    entry: Int16Array.from(shown, (k) => entry[k]!),
    product: Array.from(shown, (k) => {
      const item = usual[k]
      return item ? productOf(item.product) : ''
    }),
    dueDay: day((k) => usual[k]?.dueDay),
    dueFromDay: day((k) => usual[k]?.dueFromDay),
    dueToDay: day((k) => usual[k]?.dueToDay),
    points: money(Float64Array.from(downgrades.customer, (c) => points.points[c]!)),
    pointsExpiryDay: day((k) => points.expiryDay[downgrades.customer[k]!]),
  }
}
