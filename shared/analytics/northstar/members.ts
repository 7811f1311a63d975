import type { CoreDefinition, NorthStarList, NorthStarSort } from '../../contract/northstar.ts'
import type { NorthStarResult } from './board.ts'
import { firstMonths } from './groups.ts'
import type { MonthlyFacts } from './monthlyFacts.ts'

/**
 * Customers of a month's list as columns, by customer ascending. `orders`, `spendMinor`: in the months before it that the definition
 * looks at; `ordersBefore`, `spendBeforeMinor`: the same for the month before; `tenureMonths`: months since that of the first purchase.
 */
export interface CoreMembers {
  readonly customer: Uint32Array
  readonly orders: Uint32Array
  readonly spendMinor: Float64Array
  readonly ordersBefore: Uint32Array
  readonly spendBeforeMinor: Float64Array
  readonly monthOrders: Uint32Array
  readonly monthSpendMinor: Float64Array
  readonly tenureMonths: Uint16Array
  /** 1 = bought in the month */
  readonly didBuy: Uint8Array
}

/** Who stands on a list of month `m` (0 = the first of the facts), and what made them so. Cost: the entries of those customers. */
export function coreMembers(
  facts: MonthlyFacts,
  { isCore }: Pick<NorthStarResult, 'isCore'>,
  { windowMonths, spendOf }: CoreDefinition,
  m: number,
  list: NorthStarList,
): CoreMembers {
  const now = isCore[m] ?? new Uint8Array(facts.nCustomers)
  const before = isCore[m - 1] ?? new Uint8Array(facts.nCustomers)
  const isListed = (c: number): boolean =>
    list === 'left' ? before[c] === 1 && now[c] === 0 : now[c] === 1 && (list === 'core' || before[c] === 0)
  const customers: number[] = []
  for (let c = 0; c < facts.nCustomers; c++) if (isListed(c)) customers.push(c)
  const n = customers.length
  const members = {
    customer: Uint32Array.from(customers),
    orders: new Uint32Array(n),
    spendMinor: new Float64Array(n),
    ordersBefore: new Uint32Array(n),
    spendBeforeMinor: new Float64Array(n),
    monthOrders: new Uint32Array(n),
    monthSpendMinor: new Float64Array(n),
    tenureMonths: new Uint16Array(n),
    didBuy: new Uint8Array(n),
  }
  const spend = spendOf === 'gross' ? facts.grossMinor : facts.netMinor
  const first = firstMonths(facts)
  for (let k = 0; k < n; k++) {
    const c = customers[k]!
    members.tenureMonths[k] = m - first[c]!
    for (let i = facts.offsets[c]!; i < facts.offsets[c + 1]!; i++) {
      const at = facts.month[i]!
      if (at === m) {
        members.monthOrders[k] = facts.orders[i]!
        members.monthSpendMinor[k] = spend[i]!
        members.didBuy[k] = facts.isBuyer[i]!
      }
      if (at < m && at >= m - windowMonths) {
        members.orders[k] = members.orders[k]! + facts.orders[i]!
        members.spendMinor[k] = members.spendMinor[k]! + spend[i]!
      }
      if (at < m - 1 && at >= m - 1 - windowMonths) {
        members.ordersBefore[k] = members.ordersBefore[k]! + facts.orders[i]!
        members.spendBeforeMinor[k] = members.spendBeforeMinor[k]! + spend[i]!
      }
    }
  }
  return members
}

/** Positions of the members in an order; equal values by customer, ascending. `keyRanks`: rank of each customer's key. */
export function memberPositions(
  members: CoreMembers,
  sort: NorthStarSort,
  descending: boolean,
  keyRanks: () => Uint32Array,
): Uint32Array {
  const column: Readonly<Record<NorthStarSort, () => ArrayLike<number>>> = {
    customer: () => {
      const ranks = keyRanks()
      return members.customer.map((c) => ranks[c]!)
    },
    orders: () => members.orders,
    spend: () => members.spendMinor,
    ordersBefore: () => members.ordersBefore,
    spendBefore: () => members.spendBeforeMinor,
    monthOrders: () => members.monthOrders,
    tenure: () => members.tenureMonths,
  }
  const columnOf = column[sort]
  const values = columnOf()
  const sign = descending ? -1 : 1
  const order = (a: number, b: number): number => sign * (values[a]! - values[b]!) || a - b
  return Uint32Array.from(members.customer.keys()).sort(order)
}
