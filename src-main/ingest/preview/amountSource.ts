import type { Evidence } from '../../../shared/contract/import.ts'
import type { FieldSource } from '../../../shared/contract/mapping.ts'
import { rowsWithLineTotal } from './linePrice.ts'
import { sameWithinOrders, type OrderLines } from './orderLines.ts'
import type { Candidate, Candidates } from './candidates.ts'
import type { Column, Table } from './table.ts'

/** Where a row's amount comes from. */
export interface AmountSource {
  readonly source: FieldSource
  readonly confidence: number
  readonly evidence: readonly Evidence[]
  readonly columns: readonly Column[]
  /** it is the whole order's, and counts on its first line only */
  readonly isOfOrder: boolean
  /** what must be asked before it is used */
  readonly open: readonly Evidence[]
}

const GOOD = 0.6
const LONE_PRICE = 0.75

/**
 * One column, or quantity x unit price. An order's total may stand on its first line only, or be repeated on all of
 * its lines: it then belongs to the order and counts once. A repeated one gives way to an amount of the line's own.
 */
export function amountSource(
  table: Table,
  candidates: Candidates,
  lines: OrderLines,
  order: Column | null,
): AmountSource | null {
  const quantity = candidates.get('quantity')?.[0]
  const price = candidates.get('unitPrice')?.find((candidate) => candidate.column !== quantity?.column)
  const isProduct =
    quantity !== undefined && price !== undefined && Math.min(quantity.score, price.score) >= GOOD
  const lineTotal = isProduct ? lineTotalPrice(table, candidates, quantity, price) : null
  const product = isProduct ? (lineTotal ?? multiplied(quantity, price)) : null
  const amounts = (candidates.get('amount') ?? []).filter((candidate) => candidate.score >= 0.3)
  const repeated: AmountSource[] = []
  for (const amount of amounts) {
    if (amount.score < GOOD && product) break
    const level = levelOf(table, amount, lines, order, price)
    const own = single(amount, product !== null)
    if (level === null) return own
    if (level.code === 'order-cells-once') return { ...own, isOfOrder: true }
    const open = lines.isGrouped ? [] : [level]
    repeated.push({ ...own, evidence: [...own.evidence, level], isOfOrder: true, open })
  }
  return product ?? repeated[0] ?? null
}

/** A "price" that grows with the quantity is the line's total already. */
function lineTotalPrice(
  table: Table,
  candidates: Candidates,
  quantity: Candidate,
  price: Candidate,
): AmountSource | null {
  const product = candidates.get('product')?.[0]
  const rows = product ? rowsWithLineTotal(table, product.column, quantity.column, price.column) : 0
  if (rows === 0 || price.column.words.concepts.has('unit')) return null
  return {
    source: price.column.name,
    confidence: Math.max(LONE_PRICE, price.score * 0.9),
    evidence: [
      ...price.evidence,
      { code: 'price-is-line-total', values: { column: price.column.name, rows } },
    ],
    columns: [price.column],
    isOfOrder: false,
    open: [],
  }
}

function single(amount: Candidate, hasProduct: boolean): AmountSource {
  const isLonePrice = !hasProduct && amount.column.words.concepts.has('price') && amount.score >= 0.5
  return {
    source: amount.column.name,
    confidence: isLonePrice ? Math.max(LONE_PRICE, amount.score) : amount.score,
    evidence: amount.evidence,
    columns: [amount.column],
    isOfOrder: false,
    open: [],
  }
}

function multiplied(quantity: Candidate, price: Candidate): AmountSource {
  const [first, second] = [quantity.column.name, price.column.name]
  return {
    source: { multiply: [first, second] },
    confidence: Math.min(quantity.score, price.score),
    evidence: [
      { code: 'product-of-columns', values: { first, second } },
      ...quantity.evidence.filter(isAboutValues),
      ...price.evidence.filter(isAboutValues),
    ],
    columns: [quantity.column, price.column],
    isOfOrder: false,
    open: [],
  }
}

function isAboutValues(evidence: Evidence): boolean {
  return evidence.code.startsWith('values-')
}

/** What shows that a column is an order's total rather than a line's amount, or null. */
function levelOf(
  table: Table,
  amount: Candidate,
  lines: OrderLines,
  order: Column | null,
  price: Candidate | undefined,
): Evidence | null {
  const values = { columns: amount.column.name, orders: lines.nMultiLine }
  if (lines.once.has(amount.column.index)) return { code: 'order-cells-once', values }
  const isLine = (column: Column): boolean =>
    column.words.concepts.has('line') || column.words.concepts.has('item')
  const namesLines = price !== undefined && price.column.words.concepts.has('line')
  if (lines.nMultiLine < 3 && namesLines && !isLine(amount.column))
    return { code: 'order-cells-once', values }
  if (order === null || lines.nMultiLine < 5) return null
  const within = sameWithinOrders(table, order, amount.column)
  if (within.share < 0.95) return null
  const others = table.columns.filter(
    (column) =>
      column.index !== amount.column.index &&
      (column.type === 'number' || column.type === 'money' || column.type === 'integer'),
  )
  const varies = others.some((column) => sameWithinOrders(table, order, column).share < 0.6)
  return varies || price === undefined
    ? { code: 'amount-repeats-in-order', values: { ...values, orders: within.orders } }
    : null
}
