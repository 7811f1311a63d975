import { numberOf } from '../detect/cellShape.ts'
import type { Column, Table } from './table.ts'

const ENOUGH = 8
const CLOSE = 0.011

/**
 * In how many comparisons of the same product in different quantities the price grows with the quantity (a line's
 * total), against those in which it stays (a price each). 0 when the second is as frequent or too little is seen.
 */
export function rowsWithLineTotal(table: Table, product: Column, quantity: Column, price: Column): number {
  const first = new Map<string, { quantity: number; price: number }>()
  let grows = 0
  let stays = 0
  for (const row of table.body) {
    const key = row[product.index] ?? ''
    const seen = {
      quantity: numberOf(row[quantity.index] ?? '', '.'),
      price: numberOf(row[price.index] ?? '', price.commas > price.points ? ',' : '.'),
    }
    if (key === '' || !(seen.quantity > 0) || !(seen.price > 0)) continue
    const known = first.get(key)
    if (known === undefined) first.set(key, seen)
    else if (known.quantity !== seen.quantity) {
      const ratio = seen.price / known.price
      if (Math.abs(ratio - 1) <= CLOSE) stays++
      else if (Math.abs(ratio / (seen.quantity / known.quantity) - 1) <= CLOSE) grows++
    }
  }
  return grows >= ENOUGH && grows > stays * 4 ? grows : 0
}
