import { POTENTIALS, type SilentFilter, type SilentPage, type SilentSort } from '../../contract/silent.ts'
import type { SilentRun } from './run.ts'

/**
 * The silent customers that match, in an order; equal values by customer. `found`: marks of the search, null = all; `keyRanks`: rank
 * of each customer's key. Cost: one pass and a sort.
 */
export function silentPositions(
  run: SilentRun,
  filter: Omit<SilentFilter, 'search'>,
  found: Uint8Array | null,
  sort: SilentSort,
  descending: boolean,
  keyRanks: () => Uint32Array,
): Uint32Array {
  const { isSilent, potential, reach, isUnreachable, hooks, worth, lastSeen } = run
  const wanted = filter.potential === undefined ? -1 : POTENTIALS.indexOf(filter.potential)
  const matched: number[] = []
  for (let c = 0; c < isSilent.length; c++) {
    if (isSilent[c] === 0 || (found !== null && found[c] !== 1)) continue
    if (wanted >= 0 && potential[c] !== wanted) continue
    const isGone = reach.isUninstalled[c] === 1
    if (filter.reach === 'uninstalled' && !isGone) continue
    if (filter.reach === 'unreachable' && isUnreachable[c] !== 1) continue
    if (filter.reach === 'reachable' && isUnreachable[c] === 1) continue
    if (filter.cheaper === true && hooks.product[c] === 0) continue
    matched.push(c)
  }
  const valueOf: Readonly<Record<SilentSort, () => (c: number) => number>> = {
    customer: () => {
      const ranks = keyRanks()
      return (c) => ranks[c]!
    },
    lastSeen: () => (c) => lastSeen[c]!,
    orders: () => (c) => worth.orders[c]!,
    basket: () => (c) => (worth.orders[c] === 0 ? -1 : worth.grossMinor[c]! / worth.orders[c]!),
    spend: () => (c) => worth.spendMinor[c]!,
    potential: () => (c) => POTENTIALS.length - potential[c]!,
  }
  const of = valueOf[sort]
  const value = of()
  const sign = descending ? -1 : 1
  const order = (a: number, b: number): number => sign * (value(a) - value(b)) || a - b
  return Uint32Array.from(matched.sort(order))
}

/** Names that a page needs beside the run. */
export interface SilentNames {
  readonly keyOf: (customer: number) => string
  readonly productOf: (product: number) => string
  readonly categoryOf: (category: number) => string
}

/** One page of those customers as columns. Cost: the rows of the page and a sum over all. */
export function silentPage(
  run: SilentRun,
  positions: Uint32Array,
  offset: number,
  limit: number,
  { keyOf, productOf, categoryOf }: SilentNames,
): SilentPage {
  const { potential, lastSeen, worth, reach, isUnreachable, hooks } = run
  const shown = positions.subarray(offset, offset + limit)
  const money = (of: (c: number) => number): Float64Array => Float64Array.from(shown, of)
  return {
    nMatched: positions.length,
    matchedSpendMinor: positions.reduce((sum, c) => sum + worth.spendMinor[c]!, 0),
    customerId: shown.map((c) => c + 1),
    customerKey: Array.from(shown, keyOf),
    potential: Array.from(shown, (c) => POTENTIALS[potential[c]!]!),
    lastSeenDay: Int32Array.from(shown, (c) => lastSeen[c]!),
    orders: shown.map((c) => worth.orders[c]!),
    basketMinor: money((c) => (worth.orders[c] === 0 ? Number.NaN : worth.grossMinor[c]! / worth.orders[c]!)),
    spendMinor: money((c) => worth.spendMinor[c]!),
    isUninstalled: Uint8Array.from(shown, (c) => reach.isUninstalled[c]!),
    isReachable: Uint8Array.from(shown, (c) => 1 - isUnreachable[c]!),
    plannedAction: Int16Array.from(shown, (c) => run.planned[c]!),
    cheaperProduct: Array.from(shown, (c) => (hooks.product[c] === 0 ? '' : productOf(hooks.product[c]!))),
    priceThenMinor: money((c) => hooks.thenMinor[c]!),
    priceNowMinor: money((c) => hooks.nowMinor[c]!),
    usualCategory: Array.from(shown, (c) => categoryOf(worth.usualCategory[c]!)),
  }
}
