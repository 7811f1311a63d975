import { sourceColumns } from '../../../shared/contract/mapping.ts'
import type { Evidence } from '../../../shared/contract/import.ts'
import { amountSource } from './amountSource.ts'
import { cancellation } from './cancellation.ts'
import { candidatesFor, type Candidate } from './candidates.ts'
import { orderLines, type OrderLines } from './orderLines.ts'
import { FieldPicker, PROPOSED, type Proposal } from './proposal.ts'
import type { Column, Table } from './table.ts'

const OPTIONAL_FIELDS = [
  'lineId',
  'product',
  'category',
  'channel',
  'coupon',
  'refund',
  'refundTime',
] as const

/** A table as orders or order lines. */
export function proposePurchases(table: Table): Proposal {
  const order =
    candidatesFor('purchases', table)
      .get('order')
      ?.find((candidate) => candidate.score >= 0.55)?.column ?? null
  const lines = orderLines(table, order)
  const settled: Table = { ...table, columns: table.columns.map((column) => overOrders(column, lines)) }
  const candidates = candidatesFor('purchases', settled)
  const picker = new FieldPicker(settled, candidates)
  picker.take('customer', PROPOSED)
  picker.takeTime()
  picker.take('order')
  const amount = amountSource(settled, candidates, lines, order)
  if (amount) {
    picker.add('amount', amount.source, amount.confidence, amount.evidence, amount.columns)
    picker.open.push(...amount.open)
    for (const column of amount.columns) if (typeof amount.source !== 'string') picker.release(column)
  }
  const quantity = picker.take('quantity')
  const status = picker.take('status')
  for (const field of OPTIONAL_FIELDS) picker.take(field)
  const found = cancellation(settled, {
    order,
    status: statusColumns(status, candidates.get('status') ?? []),
    signed: signedColumns(settled, amount?.columns ?? [], quantity),
    hasRefunds: picker.fields.some(({ field }) => field === 'refund'),
  })
  const carried = carryDown(settled, lines, picker, found.columns, amount?.isOfOrder ?? false)
  return {
    kind: 'purchases',
    fields: withEvidence(picker, 'order', [...found.evidence, ...carried.evidence]),
    extras: { ...found.rules, ...(carried.columns.length > 0 ? { carryDown: carried.columns } : {}) },
    open: picker.open,
  }
}

/** Cells that stand once an order are judged against the number of orders. */
function overOrders(column: Column, lines: OrderLines): Column {
  return lines.once.has(column.index)
    ? { ...column, nRows: Math.max(column.filled, column.nRows - lines.nContinuations) }
    : column
}

function statusColumns(taken: Candidate | null, all: readonly Candidate[]): Column[] {
  const columns = all.filter((candidate) => candidate.score >= 0.5).map((candidate) => candidate.column)
  return taken ? [taken.column, ...columns.filter((column) => column !== taken.column)] : columns
}

/** Columns whose sign tells a cancellation. */
function signedColumns(table: Table, amounts: readonly Column[], quantity: Candidate | null): Column[] {
  const signed = [...amounts, ...(quantity ? [quantity.column] : [])]
  return table.columns.filter(
    (column) => signed.some((one) => one.index === column.index) && column.negatives > 0,
  )
}

const CARRIED_FIELDS: ReadonlySet<string> = new Set([
  'customer',
  'order',
  'time',
  'status',
  'channel',
  'coupon',
  'amount',
  'refund',
  'refundTime',
])

/** Columns of the order that its further lines leave blank or repeat. */
function carryDown(
  table: Table,
  lines: OrderLines,
  picker: FieldPicker,
  ruleColumns: readonly string[],
  amountIsOfOrder: boolean,
): { columns: string[]; evidence: Evidence[] } {
  const names = (fields: ReadonlySet<string>): Set<string> =>
    new Set(
      picker.fields
        .filter(({ field }) => fields.has(field))
        .flatMap(({ source }) => [...sourceColumns(source)]),
    )
  const wanted = names(CARRIED_FIELDS)
  for (const column of ruleColumns) wanted.add(column)
  const ofOrder = amountIsOfOrder ? names(new Set(['amount', 'refund'])) : new Set<string>()
  const seen = table.columns.filter((column) => lines.once.has(column.index) && wanted.has(column.name))
  const isBySight = seen.length > 0 || lines.nMultiLine >= ENOUGH_ORDERS
  const carried = isBySight
    ? seen
    : table.columns.filter((column) => amountIsOfOrder && wanted.has(column.name) && !isOfLine(column))
  const columns = table.columns
    .filter((column) => carried.includes(column) || ofOrder.has(column.name))
    .map(({ name }) => name)
  const values = { columns: carried.map(({ name }) => name).join(', '), orders: lines.nMultiLine }
  const evidence: Evidence[] = carried.length > 0 ? [{ code: 'order-cells-once', values }] : []
  return { columns, evidence }
}

const ENOUGH_ORDERS = 3

/** Number of the order or a line's own column: never carried by name alone. */
function isOfLine(column: Column): boolean {
  return column.words.words.includes('lineitem') || column.words.concepts.has('line') || isOrderNumber(column)
}

function isOrderNumber(column: Column): boolean {
  return (
    column.words.concepts.has('order#id') ||
    (column.words.words.length === 1 && column.words.concepts.has('name'))
  )
}

function withEvidence(picker: FieldPicker, field: string, evidence: readonly Evidence[]): Proposal['fields'] {
  if (evidence.length === 0) return picker.fields
  const at = picker.fields.some((one) => one.field === field) ? field : 'time'
  return picker.fields.map((one) =>
    one.field === at ? { ...one, evidence: [...one.evidence, ...evidence] } : one,
  )
}
