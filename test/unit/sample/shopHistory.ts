import { ROW_FLAG } from '../../../shared/contract/batch.ts'
import { simulate } from '../../../shared/sample/simulate.ts'
import type { World } from '../../../shared/sample/world.ts'

/** Orders as columns, by order number. Days count from the first day of history; money in fen. */
export interface Orders {
  readonly n: number
  readonly customer: Int32Array
  readonly day: Int32Array
  readonly second: Float64Array
  readonly paidMinor: Float64Array
  readonly refundedMinor: Float64Array
  readonly coupon: Uint8Array
  readonly origin: Uint8Array
}

export function ordersOf(world: World): Orders {
  const { columns, nOrders, nRows } = world.purchases
  const orders: Orders = {
    n: nOrders,
    customer: new Int32Array(nOrders).fill(-1),
    day: new Int32Array(nOrders),
    second: new Float64Array(nOrders),
    paidMinor: new Float64Array(nOrders),
    refundedMinor: new Float64Array(nOrders),
    coupon: new Uint8Array(nOrders),
    origin: new Uint8Array(nOrders),
  }
  for (let row = 0; row < nRows; row++) {
    const order = columns.order[row]!
    const amount = columns.amountMinor[row]!
    if ((columns.flags[row]! & ROW_FLAG.refund) !== 0) {
      orders.refundedMinor[order]! -= amount
      continue
    }
    orders.customer[order] = columns.customer[row]!
    orders.second[order] = columns.second[row]!
    orders.day[order] = Math.floor(columns.second[row]! / 86_400)
    orders.paidMinor[order]! += amount
    orders.coupon[order] = (columns.flags[row]! & ROW_FLAG.coupon) === 0 ? 0 : 1
    orders.origin[order] = columns.origin[row]!
  }
  return orders
}

const kept = new Map<string, ReturnType<typeof simulate>>()

/** A simulated shop, made once a process. */
export function shopOf(nCustomers: number, seed: number): ReturnType<typeof simulate> {
  const key = `${nCustomers}/${seed}`
  let made = kept.get(key)
  if (made === undefined) kept.set(key, (made = simulate(nCustomers, seed)))
  return made
}
