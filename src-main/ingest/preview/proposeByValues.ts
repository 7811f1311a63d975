import type { Evidence } from '../../../shared/contract/import.ts'
import { eventMeaning } from '../vocabulary/eventWords.ts'
import { numberOf } from '../detect/cellShape.ts'
import { determines, sayTheSame } from './orderLines.ts'
import { FieldPicker, type Proposal } from './proposal.ts'
import { readEvents } from './proposeOthers.ts'
import { parse, repeats, words } from './columnFacts.ts'
import { isUnix } from './timeFit.ts'
import type { Column, Table } from './table.ts'

const SURE = 0.85
const UNSURE = 0.5

/**
 * A table without names: the only column of dates is the time, the only one with fractions the amount, small whole
 * numbers are quantities, ids that come again are customers. Whatever is not the only one of its kind is a question.
 */
export function proposeByValues(table: Table): Proposal {
  const picker = new FieldPicker(table, new Map())
  const { columns } = table
  const dates = columns.filter((column) => column.type === 'date' || isUnixColumn(column))
  const time = dates[0]
  if (time) {
    picker.add('time', time.name, dates.length === 1 ? SURE : UNSURE, [parse(time, 1)], [time])
    picker.joinClock(time)
  }
  const events = columns.find((column) => isEventColumn(column))
  const amount = amountColumn(table)
  const rest = columns.filter((column) => column !== time && column !== amount?.column && column !== events)
  const quantity = rest.find((column) => isQuantity(column))
  const keys = rest.filter((column) => column !== quantity && isKey(column))
  pickCustomer(table, picker, keys)
  if (amount)
    picker.add(
      'amount',
      amount.column.name,
      amount.isOnly ? SURE : UNSURE,
      [parse(amount.column, 1)],
      [amount.column],
    )
  if (events && (!amount || !amount.isOnly)) {
    const { events: names, evidence } = readEvents(events)
    picker.add('event', events.name, UNSURE, [words(events), ...evidence], [events])
    return {
      kind: 'behaviours',
      fields: picker.fields.filter(({ field }) => field !== 'amount' && field !== 'order'),
      extras: { events: names },
      open: picker.open,
    }
  }
  if (quantity) picker.add('quantity', quantity.name, UNSURE + 0.2, [parse(quantity, 1)], [quantity])
  const kind = time || amount ? 'purchases' : 'customers'
  return { kind, fields: picker.fields, extras: {}, open: picker.open }
}

function isUnixColumn(column: Column): boolean {
  return column.type === 'integer' && [...column.values.keys()].every(isUnix)
}

function pickCustomer(table: Table, picker: FieldPicker, keys: readonly Column[]): void {
  const emails = keys.find((column) => column.shapes.email > column.filled * 0.8)
  const first = emails ?? keys[0]
  if (first === undefined) return
  const others = keys.filter((column) => column !== first)
  if (emails || others.every((other) => sayTheSame(table, first, other))) {
    const same: Evidence[] = others
      .slice(0, 1)
      .map((other) => ({ code: 'same-as-column', values: { column: first.name, other: other.name } }))
    picker.add(
      'customer',
      first.name,
      first.distinct < first.filled ? 0.8 : UNSURE,
      [repeats(first), ...same],
      [first],
    )
    return
  }
  const nested = nestedKeys(table, keys)
  const customer = nested?.customer ?? [...keys].sort((a, b) => a.distinct - b.distinct)[0] ?? first
  picker.add(
    'customer',
    customer.name,
    nested ? UNSURE + 0.15 : UNSURE - 0.1,
    [repeats(customer)],
    [customer],
  )
  if (nested) picker.add('order', nested.order.name, UNSURE + 0.15, [repeats(nested.order)], [nested.order])
}

/** An order belongs to one customer, a customer has several orders. */
function nestedKeys(table: Table, keys: readonly Column[]): { order: Column; customer: Column } | null {
  for (const order of keys)
    for (const customer of keys)
      if (
        order !== customer &&
        order.distinct > customer.distinct * 1.2 &&
        determines(table, order, customer)
      )
        return { order, customer }
  return null
}

function amountColumn(table: Table): { column: Column; isOnly: boolean } | null {
  const money = table.columns.filter(
    (column) => column.type === 'money' || (column.type === 'number' && column.fractions > 0),
  )
  const only = money[0]
  if (only === undefined) return null
  if (money.length === 1) return { column: only, isOnly: true }
  const product = money.find((total) =>
    money.some(
      (price) =>
        price !== total &&
        table.columns.some((q) => q.type === 'integer' && isProduct(table, q, price, total)),
    ),
  )
  return { column: product ?? only, isOnly: product !== undefined }
}

function isProduct(table: Table, quantity: Column, price: Column, total: Column): boolean {
  let checked = 0
  let right = 0
  for (const row of table.body.slice(0, 500)) {
    const value = (column: Column): number => numberOf(row[column.index] ?? '', '.')
    const expected = value(quantity) * value(price)
    if (Number.isNaN(expected) || value(quantity) === 1) continue
    checked++
    if (Math.abs(expected - value(total)) < 0.02) right++
  }
  return checked >= 5 && right >= checked * 0.9
}

function isQuantity(column: Column): boolean {
  return (
    column.type === 'integer' &&
    column.smallest > -1e5 &&
    column.largest <= 1e5 &&
    column.distinct < Math.max(8, column.filled * 0.1) &&
    typical(column) <= 100
  )
}

/** The most frequent value. */
function typical(column: Column): number {
  let best = 0
  let most = ''
  for (const [value, times] of column.values)
    if (times > best) {
      best = times
      most = value
    }
  return Number(most)
}

function isKey(column: Column): boolean {
  return (column.type === 'id' || column.type === 'integer' || column.type === 'text') && column.distinct > 1
}

function isEventColumn(column: Column): boolean {
  if (column.type !== 'word' && column.type !== 'text') return false
  const known = [...column.values.keys()].filter((value) => eventMeaning(value) !== null).length
  return column.distinct <= 60 && known >= column.distinct * 0.5 && known > 0
}
