import type { Evidence } from '../../../shared/contract/import.ts'
import { amountSource } from './amountSource.ts'
import { cancellation } from './cancellation.ts'
import { candidatesFor, type Candidate } from './candidates.ts'
import { orderLines, type OrderLines } from './orderLines.ts'
import { carriedDown, columnsOf, FieldPicker, PROPOSED, type Proposal } from './proposal.ts'
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
  picker.take('time', PROPOSED)
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
  const carried = carryDown(settled, lines, picker, found.columns)
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

function carryDown(
  table: Table,
  lines: OrderLines,
  picker: FieldPicker,
  ruleColumns: readonly string[],
): { columns: string[]; evidence: Evidence[] } {
  const wanted = picker.fields
    .filter(({ field }) => ['customer', 'order', 'time', 'status', 'channel', 'coupon'].includes(field))
    .flatMap(({ source }) => [...columnsOf(source)])
  const seen = carriedDown(table, lines, [...wanted, ...ruleColumns])
  if (seen.length > 0)
    return {
      columns: seen,
      evidence: [
        { code: 'order-cells-once', values: { columns: seen.join(', '), orders: lines.nMultiLine } },
      ],
    }
  return { columns: lines.nMultiLine < 3 ? namedForCarrying(table, picker, ruleColumns) : [], evidence: [] }
}

/** Too few rows to see it: a layout whose columns speak of line items writes the order's own cells once. */
function namedForCarrying(table: Table, picker: FieldPicker, ruleColumns: readonly string[]): string[] {
  const amount = picker.fields.find(({ field }) => field === 'amount')
  const isLine = (name: string): boolean => /^line ?item/i.test(name)
  if (amount === undefined || !columnsOf(amount.source).some(isLine)) return []
  const wanted = picker.fields
    .filter(({ field }) => ['customer', 'time', 'status', 'channel', 'coupon'].includes(field))
    .flatMap(({ source }) => [...columnsOf(source)])
  const names = new Set([...wanted, ...ruleColumns])
  return table.columns.filter(({ name }) => names.has(name) && !isLine(name)).map(({ name }) => name)
}

function withEvidence(picker: FieldPicker, field: string, evidence: readonly Evidence[]): Proposal['fields'] {
  if (evidence.length === 0) return picker.fields
  const at = picker.fields.some((one) => one.field === field) ? field : 'time'
  return picker.fields.map((one) =>
    one.field === at ? { ...one, evidence: [...one.evidence, ...evidence] } : one,
  )
}
