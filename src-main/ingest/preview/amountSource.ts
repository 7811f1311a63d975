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
  /** what must be asked before it is used */
  readonly open: readonly Evidence[]
}

const GOOD = 0.6
const LONE_PRICE = 0.75

/**
 * One column, or quantity x unit price. An order's total that stands on its first line only, or that is repeated on
 * all of its lines, would count wrongly line by line: then the line's own amount is preferred.
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
  const whole: { amount: Candidate; open: Evidence }[] = []
  for (const amount of amounts) {
    if (amount.score < GOOD && product) break
    const trouble = orderTotal(table, amount, lines, order, price)
    if (trouble === null) return single(amount, product !== null)
    whole.push({ amount, open: trouble })
  }
  if (product)
    return { ...product, evidence: [...product.evidence, ...whole.slice(0, 1).map(({ open }) => open)] }
  const first = whole[0]
  return first ? { ...single(first.amount, false), open: [first.open] } : null
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
    open: [],
  }
}

function isAboutValues(evidence: Evidence): boolean {
  return evidence.code.startsWith('values-')
}

/** Why a column is an order's total rather than a line's amount, or null. */
function orderTotal(
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
