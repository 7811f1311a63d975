import type { Scenario } from '../../../contract/winback.ts'

/**
 * Customers as columns: one entry is a customer (count 1), a group or a cell of alike customers. `rateClass` chooses the
 * row of the ladder's rates; `organicReturn` o, share who return within the window with no contact; money of a return in
 * currency units; `reachable[c]` share reachable by channel c of the ladder (0 or 1 for one customer).
 */
export interface Audience {
  readonly n: number
  readonly count: Float64Array
  readonly rateClass: Uint16Array
  readonly organicReturn: Float64Array
  readonly revenuePerReturn: Float64Array
  readonly oneOrderRevenue: Float64Array
  readonly reachable: readonly Float64Array[]
}

/** The groups of a scenario as entries; every group is a rate class. Cost: groups x channels. */
export function audienceOf({ groups }: Scenario, channels: readonly string[]): Audience {
  return {
    n: groups.length,
    count: Float64Array.from(groups, ({ customers }) => customers),
    rateClass: Uint16Array.from(groups, (_, i) => i),
    organicReturn: Float64Array.from(groups, ({ organicReturn }) => organicReturn),
    revenuePerReturn: Float64Array.from(groups, ({ revenuePerReturn }) => revenuePerReturn),
    oneOrderRevenue: Float64Array.from(groups, ({ oneOrderRevenue }) => oneOrderRevenue),
    reachable: channels.map((channel) =>
      Float64Array.from(groups, ({ reachable }) =>
        Object.hasOwn(reachable, channel) ? (reachable[channel] ?? 1) : 1,
      ),
    ),
  }
}
