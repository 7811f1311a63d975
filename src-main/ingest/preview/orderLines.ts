import { bareText, seeCell } from '../detect/cellShape.ts'
import type { Column, Table } from './table.ts'

/** How the lines of an order stand together. */
export interface OrderLines {
  readonly nOrders: number
  /** orders with more than one line */
  readonly nMultiLine: number
  /** lines that continue the order above */
  readonly nContinuations: number
  /** the lines of every order stand together */
  readonly isGrouped: boolean
  /** positions of columns that are filled on an order's first line only */
  readonly once: ReadonlySet<number>
}

const NONE: OrderLines = { nOrders: 0, nMultiLine: 0, nContinuations: 0, isGrouped: true, once: new Set() }
const ENOUGH = 3

/** Finds the columns whose cells stand on an order's first line only; the order's own number may be one of them. */
export function orderLines(table: Table, order: Column | null): OrderLines {
  if (order === null || table.body.length === 0) return NONE
  const { starts, continued } = splitByOrder(table.body, order.index)
  const isGrouped = starts.length <= order.distinct * 1.02 + 1
  if (continued.length < ENOUGH)
    return { ...NONE, nOrders: starts.length, nContinuations: continued.length, isGrouped }
  const once = new Set<number>()
  for (const column of table.columns) {
    if (column.filled === 0) continue
    const filledBelow = continued.filter((row) => isFilled(table.body[row], column.index)).length
    const filledFirst = starts.filter((row) => isFilled(table.body[row], column.index)).length
    if (filledBelow <= continued.length * 0.05 && filledFirst > starts.length * 0.05 + 1)
      once.add(column.index)
  }
  const orderIsOnce = once.has(order.index)
  if (orderIsOnce && once.size < 2) once.clear()
  const multi = new Set(continued.map((row) => startOf(starts, row)))
  return { nOrders: starts.length, nMultiLine: multi.size, nContinuations: continued.length, isGrouped, once }
}

/** Share of the orders with several lines in which a column has the same value on every line. */
export function sameWithinOrders(
  table: Table,
  order: Column,
  column: Column,
): { orders: number; share: number } {
  const groups = new Map<string, string[]>()
  for (const row of table.body) {
    const key = bareText(row[order.index] ?? '')
    if (key === '') continue
    const values = groups.get(key)
    if (values) values.push(bareText(row[column.index] ?? ''))
    else groups.set(key, [bareText(row[column.index] ?? '')])
  }
  let orders = 0
  let same = 0
  for (const values of groups.values()) {
    if (values.length < 2) continue
    orders++
    if (values.every((value) => value === values[0])) same++
  }
  return { orders, share: orders === 0 ? 0 : same / orders }
}

/** Whether two columns say the same: every value of one goes with one value of the other, both ways. */
export function sayTheSame(table: Table, a: Column, b: Column): boolean {
  return determines(table, a, b) && determines(table, b, a)
}

/** Whether every value of `a` goes with a single value of `b`. Rows in which either is empty do not count. */
export function determines(table: Table, a: Column, b: Column): boolean {
  const partner = new Map<string, string>()
  for (const row of table.body) {
    const key = bareText(row[a.index] ?? '')
    const value = bareText(row[b.index] ?? '')
    if (key === '' || value === '') continue
    const known = partner.get(key)
    if (known === undefined) partner.set(key, value)
    else if (known !== value) return false
  }
  return true
}

function splitByOrder(body: Table['body'], index: number): { starts: number[]; continued: number[] } {
  const starts: number[] = []
  const continued: number[] = []
  let last = ''
  body.forEach((row, i) => {
    const key = bareText(row[index] ?? '')
    if (key === '' ? last !== '' && row.some((cell) => cell.trim() !== '') : key === last) continued.push(i)
    else starts.push(i)
    if (key !== '') last = key
  })
  return { starts, continued }
}

function startOf(starts: readonly number[], row: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= row) low = middle
    else high = middle - 1
  }
  return starts[low] ?? 0
}

function isFilled(row: readonly string[] | undefined, index: number): boolean {
  return seeCell(row?.[index] ?? '').shape !== 'empty'
}
