import { ROW_FLAG } from '../../../shared/contract/batch.ts'
import { sourceColumns } from '../../../shared/contract/mapping.ts'
import { CELL, MARK } from '../coerce/marks.ts'
import { AmountField } from './amountField.ts'
import { BatchBuilder } from './batchBuilder.ts'
import type { BlockCells } from './blockCells.ts'
import { ACCEPTED, type BlockRows } from './blockRows.ts'
import { CellRule } from './cellRule.ts'
import { CouponField } from './couponField.ts'
import { customerField, otherIdField } from './customerField.ts'
import { columnsOf } from './fieldSource.ts'
import type { IdField } from './idField.ts'
import { noteTime, type KindReader, type KindSetup, type KindTotals } from './kindReader.ts'
import { NumberField } from './numberField.ts'
import { RefundField } from './refundField.ts'
import { TextFields } from './textFields.ts'
import { TimeField } from './timeField.ts'

const TEXTS = ['product', 'category', 'channel']

/** Orders and order lines. A refund is an event of its own: a row with a negative amount, or the second one of a row. */
export class PurchaseReader implements KindReader {
  readonly builder: BatchBuilder
  readonly mapped: readonly number[]
  readonly customerColumn: number
  readonly orderColumn: number
  readonly notCarried: readonly number[]
  readonly #customer: IdField
  readonly #order: IdField | null
  readonly #lineId: IdField | null
  readonly #time: TimeField
  readonly #amount: AmountField
  readonly #quantity: NumberField | null
  readonly #texts: TextFields
  readonly #coupon: CouponField | null
  readonly #refund: RefundField | null
  readonly #refundTime: TimeField | null
  readonly #cancelled: CellRule | null
  readonly #notOrders: CellRule | null
  readonly #notOrdersColumn: number
  readonly #refunded: CellRule | null
  /** the amount stands once an order, on its first line or repeated on every line */
  readonly #amountIsOfOrder: boolean
  readonly #refundIsOfOrder: boolean
  readonly #flags: Uint8Array
  #orderAmount = Number.NaN

  constructor(setup: KindSetup) {
    const { plan, finder, cells, maxRows } = setup
    const { mapping } = plan
    const decimal = mapping.decimal ?? '.'
    const time = finder.required('time', finder.text('time'))
    const amount = finder.required('amount', finder.number('amount'))
    const quantity = finder.text('quantity')
    const coupon = finder.text('coupon')
    const refund = finder.text('refund')
    const refundTime = finder.text('refundTime')
    this.#customer = customerField(setup)
    this.#order = otherIdField(setup, 'order')
    this.#lineId = otherIdField(setup, 'lineId')
    this.#time = new TimeField(cells, time, maxRows, plan, true)
    this.#amount = new AmountField(cells, amount, maxRows, decimal)
    this.#quantity =
      quantity === null
        ? null
        : new NumberField(cells, quantity, maxRows, { decimal, isMoney: false, bad: 'bad-quantity' })
    this.#texts = new TextFields(cells, finder, TEXTS, maxRows)
    this.#coupon = coupon === null ? null : new CouponField(cells, coupon, maxRows, decimal)
    this.#refund = refund === null ? null : new RefundField(cells, refund, maxRows, decimal)
    this.#refundTime = refundTime === null ? null : new TimeField(cells, refundTime, maxRows, plan, false)
    const { cancelled, notOrders, refunded } = mapping
    this.#cancelled =
      cancelled === undefined
        ? null
        : new CellRule(cells, finder.place(cancelled.column, 'cancelled'), cancelled)
    this.#notOrdersColumn = notOrders === undefined ? -1 : finder.place(notOrders.column, 'notOrders')
    this.#notOrders = notOrders === undefined ? null : new CellRule(cells, this.#notOrdersColumn, notOrders)
    this.#refunded =
      refunded === undefined ? null : new CellRule(cells, finder.place(refunded.column, 'refunded'), refunded)
    const carried = (mapping.carryDown ?? []).map((name) => name.trim())
    const isOfOrder = (field: 'amount' | 'refund'): boolean => {
      const names = mapping.columns[field] === undefined ? [] : sourceColumns(mapping.columns[field])
      return names.length > 0 && names.every((name) => carried.includes(name.trim()))
    }
    this.#amountIsOfOrder = isOfOrder('amount')
    this.#refundIsOfOrder = isOfOrder('refund')
    this.#flags = new Uint8Array(maxRows)
    this.customerColumn = this.#customer.column
    this.orderColumn = this.#order?.column ?? -1
    this.notCarried = [...columnsOf(amount), ...columnsOf(refund), ...columnsOf(quantity)]
    this.mapped = [
      ...[this.customerColumn, this.orderColumn, this.#lineId?.column ?? -1].filter((place) => place >= 0),
      ...[time, quantity, coupon, refund, refundTime].flatMap(columnsOf),
      ...columnsOf(amount),
      ...this.#texts.columns,
    ]
    this.builder = new BatchBuilder(
      'purchases',
      maxRows,
      ['timeSeconds', 'amountMinor', 'quantity'],
      ['customer', 'order', ...TEXTS, ...(this.#lineId === null ? [] : ['lineId'])],
    )
  }

  read(cells: BlockCells, rows: BlockRows): void {
    this.#amount.read(cells, rows)
    if (this.#notOrders !== null) {
      const { bytes } = cells.store
      for (let r = 0; r < rows.nRows; r++) {
        if (rows.verdict[r] === ACCEPTED && this.#notOrders.holds(bytes, r)) {
          rows.reject(r, 'not-an-order', this.#notOrdersColumn)
        }
      }
    }
    this.#customer.read(cells, rows)
    this.#order?.read(cells, rows)
    this.#lineId?.read(cells, rows)
    this.#time.read(cells, rows)
    this.#rejectAmounts(rows)
    this.#quantity?.read(cells, rows)
    this.#coupon?.read(cells, rows)
    this.#refund?.read(cells, rows, this.#amount.minor)
    this.#refundTime?.read(cells, rows)
    this.#sign(cells, rows)
  }

  #rejectAmounts(rows: BlockRows): void {
    const { status, minor, blamed } = this.#amount
    for (let r = 0; r < rows.nRows; r++) {
      if (rows.verdict[r] !== ACCEPTED) continue
      const follows = rows.carried[r] === 1
      if (status[r] === CELL.empty && follows) minor[r] = 0
      else if (status[r] === CELL.empty) rows.reject(r, 'no-amount', blamed[r]!)
      else if (status[r] !== CELL.ok) rows.reject(r, 'bad-amount', blamed[r]!)
      else if (this.#amountIsOfOrder && follows && minor[r] === this.#orderAmount) {
        minor[r] = 0
        rows.marks[r]! |= MARK['carried-down']
      } else if (minor[r] === 0) rows.marks[r]! |= MARK['zero-amount']
      if (!follows) this.#orderAmount = minor[r]!
    }
  }

  /** Cancellations, returns and other negative rows: amount and quantity both become negative, the row a refund. */
  #sign(cells: BlockCells, rows: BlockRows): void {
    const { bytes } = cells.store
    const amounts = this.#amount.minor
    const quantities = this.#quantity?.values ?? null
    for (let r = 0; r < rows.nRows; r++) {
      if (rows.verdict[r] !== ACCEPTED) continue
      let flags = this.#coupon !== null && this.#coupon.used[r] === 1 ? ROW_FLAG.coupon : 0
      if (this.#time.dateOnly[r] === 1) flags |= ROW_FLAG.dateOnly
      const amount = amounts[r]!
      const quantity = quantities === null ? Number.NaN : quantities[r]!
      const isCancelled = this.#cancelled !== null && this.#cancelled.holds(bytes, r)
      if (isCancelled || quantity < 0 || amount < 0) {
        flags |= ROW_FLAG.refund
        if (isCancelled) rows.marks[r]! |= MARK.cancellation
        else rows.marks[r]! |= quantity < 0 ? MARK['negative-quantity'] : MARK['negative-amount']
        if (amount > 0) amounts[r] = -amount
        if (quantity > 0 && quantities !== null) quantities[r] = -quantity
      }
      this.#flags[r] = flags
    }
  }

  emit(cells: BlockCells, rows: BlockRows, totals: KindTotals): void {
    const { builder } = this
    const { line } = rows.block
    const { timeSeconds, amountMinor, quantity } = builder.numbers
    const amounts = this.#amount.minor
    const seconds = this.#time.seconds
    const quantities = this.#quantity?.values ?? null
    const { bytes } = cells.store
    const mayRefund = this.#refund !== null || this.#amount.hasRefunds || this.#refunded !== null
    for (let r = 0; r < rows.nRows; r++) {
      if (rows.verdict[r] !== ACCEPTED) continue
      const flags = this.#flags[r]!
      const row = builder.add(r, line[r]!, 0, flags)
      timeSeconds![row] = seconds[r]!
      amountMinor![row] = amounts[r]!
      quantity![row] = quantities === null ? Number.NaN : quantities[r]!
      totals.amountMinor += amounts[r]!
      noteTime(totals, seconds[r]!)
      if (mayRefund && (flags & ROW_FLAG.refund) === 0) this.#emitRefund(bytes, rows, r, totals)
    }
    builder.texts('customer', bytes, this.#customer.ids)
    if (this.#order !== null) builder.texts('order', bytes, this.#order.ids)
    else builder.noTexts('order')
    if (this.#lineId !== null) builder.texts('lineId', bytes, this.#lineId.ids)
    this.#texts.emit(cells, builder)
  }

  #emitRefund(bytes: Uint8Array, rows: BlockRows, r: number, totals: KindTotals): void {
    const isRepeated = this.#refundIsOfOrder && rows.carried[r] === 1
    const ofColumn = this.#refund === null || isRepeated ? Number.NaN : this.#refund.minor[r]!
    const inCell = this.#amount.refundMinor[r]!
    const whole = this.#refunded?.holds(bytes, r) === true ? this.#amount.minor[r]! : 0
    const refund = ofColumn > 0 ? ofColumn : inCell > 0 ? inCell : whole
    if (!(refund > 0)) return
    const { builder } = this
    const ownTime = this.#refundTime === null ? Number.NaN : this.#refundTime.seconds[r]!
    const isDated = !Number.isNaN(ownTime)
    const dateOnly = isDated ? this.#refundTime!.dateOnly[r]! : this.#time.dateOnly[r]!
    let flags: number = ROW_FLAG.refund
    if (!isDated) flags |= ROW_FLAG.undatedRefund
    if (dateOnly === 1) flags |= ROW_FLAG.dateOnly
    const row = builder.add(r, rows.block.line[r]!, 1, flags)
    const seconds = isDated ? ownTime : this.#time.seconds[r]!
    builder.numbers.timeSeconds![row] = seconds
    builder.numbers.amountMinor![row] = -refund
    builder.numbers.quantity![row] = Number.NaN
    if (ofColumn > 0) rows.marks[r]! |= MARK['refund-column']
    if (!isDated) rows.marks[r]! |= MARK['undated-refund']
    totals.amountMinor -= refund
    noteTime(totals, seconds)
  }
}
