import { DecimalReader } from '../coerce/decimal.ts'
import { CELL, MARK } from '../coerce/marks.ts'
import { productToMinor, toMinor } from '../coerce/money.ts'
import { refundInText } from '../coerce/refundText.ts'
import { newRanges, type BlockCells, type Ranges } from './blockCells.ts'
import { BLANK, type BlockRows } from './blockRows.ts'
import { columnsOf, type NumberSource, type TextSource } from './fieldSource.ts'

/** Sums are formed in millionths, so that no part is rounded before it. */
const SUM_SCALE = 6

/**
 * The amounts of purchases in minor units: one column, quantity x price (multiplied before it is rounded) or a sum.
 * A refund told inside the cell (`131.77(已退款89.84)`) is taken apart.
 */
export class AmountField {
  readonly minor: Float64Array
  /** refund told inside the cell, positive minor units; NaN = none */
  readonly refundMinor: Float64Array
  /** a refund was told inside a cell of the block in hand */
  hasRefunds = false
  /** CELL of each row */
  readonly status: Uint8Array
  readonly column: number
  /** the column whose cell the status is about */
  readonly blamed: Int32Array
  readonly #source: NumberSource
  readonly #first: DecimalReader
  readonly #second: DecimalReader
  readonly #scratch: Ranges

  constructor(cells: BlockCells, source: NumberSource, maxRows: number, decimal: '.' | ',') {
    this.#source = source
    this.#first = new DecimalReader(decimal, source.kind === 'product')
    this.#second = new DecimalReader(decimal, source.kind === 'product')
    this.minor = new Float64Array(maxRows)
    this.refundMinor = new Float64Array(maxRows)
    this.status = new Uint8Array(maxRows)
    this.blamed = new Int32Array(maxRows)
    this.#scratch = newRanges(maxRows)
    this.column = columnsOf(source)[0] ?? -1
    cells.prepare(columnsOf(source), 'value')
  }

  read(cells: BlockCells, rows: BlockRows): void {
    this.hasRefunds = false
    this.refundMinor.fill(Number.NaN, 0, rows.nRows)
    this.blamed.fill(this.column, 0, rows.nRows)
    if (this.#source.kind === 'text') this.#readTexts(cells, rows, this.#source.text)
    else if (this.#source.kind === 'product') this.#readProducts(cells, rows, this.#source.columns)
    else this.#readSums(cells, rows, this.#source.columns)
    for (let r = 0; r < rows.nRows; r++) {
      const isOk = this.status[r] === CELL.ok && Number.isFinite(this.minor[r])
      if (!isOk && this.status[r] === CELL.ok) this.status[r] = CELL.bad
      rows.amountMinor[r] = isOk ? this.minor[r]! : 0
    }
  }

  #readTexts(cells: BlockCells, rows: BlockRows, text: TextSource): void {
    const { starts, ends } = cells.resolve(text, 'value', this.#scratch)
    const { bytes } = cells.store
    const reader = this.#first
    for (let r = 0; r < rows.nRows; r++) {
      if (rows.verdict[r] === BLANK) continue
      let status = reader.read(bytes, starts[r]!, ends[r]!)
      if (status === CELL.bad) status = this.#readRefundInside(bytes, starts[r]!, ends[r]!, r, rows)
      else if (status === CELL.ok) {
        if (reader.isPercent) status = CELL.bad
        else this.minor[r] = toMinor(reader.mantissa, reader.scale)
        if (reader.marks !== 0) rows.marks[r]! |= reader.marks
      }
      this.status[r] = status
    }
  }

  #readRefundInside(bytes: Uint8Array, start: number, end: number, r: number, rows: BlockRows): number {
    if (end - start > 200) return CELL.bad
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8')
    const refund = refundInText(text)
    if (refund === null || refund.rest === '') return CELL.bad
    const amount = this.#minorOf(refund.rest)
    const refunded = refund.amount === null ? amount : this.#minorOf(refund.amount)
    if (Number.isNaN(amount) || Number.isNaN(refunded)) return CELL.bad
    this.minor[r] = amount
    this.refundMinor[r] = Math.abs(refunded)
    this.hasRefunds = true
    rows.marks[r]! |= MARK['refund-in-cell']
    return CELL.ok
  }

  #minorOf(text: string): number {
    const bytes = new TextEncoder().encode(text.trim())
    const status = this.#second.read(bytes, 0, bytes.length)
    return status === CELL.ok ? toMinor(this.#second.mantissa, this.#second.scale) : Number.NaN
  }

  #readProducts(cells: BlockCells, rows: BlockRows, columns: readonly [number, number]): void {
    const quantities = cells.request(columns[0], 'value')
    const prices = cells.request(columns[1], 'value')
    const { bytes } = cells.store
    const [first, second] = [this.#first, this.#second]
    for (let r = 0; r < rows.nRows; r++) {
      if (rows.verdict[r] === BLANK) continue
      const one = first.read(bytes, quantities.starts[r]!, quantities.ends[r]!)
      const other = second.read(bytes, prices.starts[r]!, prices.ends[r]!)
      const status = Math.max(one, other)
      this.status[r] = status
      if (status !== CELL.ok) {
        if (one === CELL.ok || (other === CELL.bad && one === CELL.empty)) this.blamed[r] = columns[1]
        continue
      }
      // Two signs for one return would turn it into a sale.
      const price = first.mantissa < 0 ? Math.abs(second.mantissa) : second.mantissa
      this.minor[r] = productToMinor(first.mantissa, first.scale, price, second.scale)
      if ((first.marks | second.marks) !== 0) rows.marks[r]! |= first.marks | second.marks
    }
  }

  #readSums(cells: BlockCells, rows: BlockRows, columns: readonly number[]): void {
    const parts = columns.map((column) => cells.request(column, 'value'))
    const { bytes } = cells.store
    const reader = this.#first
    for (let r = 0; r < rows.nRows; r++) {
      if (rows.verdict[r] === BLANK) continue
      let sum = 0
      let filled = 0
      this.status[r] = CELL.ok
      for (let i = 0; i < parts.length; i++) {
        const status = reader.read(bytes, parts[i]!.starts[r]!, parts[i]!.ends[r]!)
        if (status === CELL.empty) continue
        filled++
        rows.marks[r]! |= reader.marks
        const part = status === CELL.ok ? toMinor(reader.mantissa, reader.scale, SUM_SCALE) : Number.NaN
        if (Number.isNaN(part)) {
          this.status[r] = CELL.bad
          this.blamed[r] = columns[i]!
        }
        sum += part
      }
      if (filled === 0) this.status[r] = CELL.empty
      this.minor[r] = Math.abs(sum) <= Number.MAX_SAFE_INTEGER ? toMinor(sum, SUM_SCALE) : Number.NaN
    }
  }
}
