import { ByteArena } from '../cells/byteArena.ts'
import type { BatchBuilder } from '../cells/batchBuilder.ts'
import { appendDecimal, decimalValue } from '../cells/decimalText.ts'
import { PLAIN, type NumberStyle } from './numberFormats.ts'
import { appendSerial } from './serialDate.ts'
import { TextCapture } from './textCapture.ts'

const EMPTY = -1
const LITERAL = -2
const OVERLONG = -3
const GAPS_MAX = 20_000_000
const GAPS_SHARE_MAX = 0.98

export interface SheetContext {
  readonly styles: readonly NumberStyle[]
  readonly date1904: boolean
  readonly columnsMax: number
  readonly cellBytesMax: number
}

/** A cell's `t`: its first letters tell them apart. */
type CellType = 'number' | 'shared' | 'text' | 'boolean' | 'error'

/** Reads the cells of one row at a time (in whatever order the file has them) and hands the row over in column order. */
export class CellReader {
  readonly #builder: BatchBuilder
  readonly #context: SheetContext
  readonly #value: TextCapture
  readonly #inline: TextCapture
  readonly #row = new ByteArena(16 * 1024)
  readonly #refs: Int32Array
  readonly #starts: Uint32Array
  readonly #ends: Uint32Array
  #nColumns = 0
  #nCells = 0
  #nGaps = 0
  #column = 0
  #type: CellType = 'number'
  #style: NumberStyle = PLAIN
  #hasFormula = false
  #hasValue = false
  #hasInline = false

  constructor(builder: BatchBuilder, context: SheetContext) {
    this.#builder = builder
    this.#context = context
    this.#value = new TextCapture(context.cellBytesMax)
    this.#inline = new TextCapture(context.cellBytesMax)
    this.#refs = new Int32Array(context.columnsMax).fill(EMPTY)
    this.#starts = new Uint32Array(context.columnsMax)
    this.#ends = new Uint32Array(context.columnsMax)
  }

  begin(column: number, style: number, bytes: Buffer, typeStart: number, typeEnd: number): void {
    this.#column = column
    this.#style = this.#context.styles[style] ?? PLAIN
    this.#type = typeEnd > typeStart ? cellType(bytes, typeStart, typeEnd) : 'number'
    this.#hasFormula = false
    this.#hasValue = false
    this.#hasInline = false
    this.#value.clear()
  }

  beginValue(): void {
    this.#hasValue = true
    this.#value.clear()
    this.#value.beginPiece()
  }

  endValue(): void {
    this.#value.endPiece(this.#type === 'text')
  }

  inline(): void {
    this.#hasInline = true
    this.#inline.clear()
  }

  beginInline(): void {
    this.#inline.beginPiece()
  }

  endInline(preserve: boolean): void {
    this.#inline.endPiece(preserve)
  }

  formula(): void {
    this.#hasFormula = true
  }

  text(bytes: Buffer, start: number, end: number, raw: boolean): void {
    const capture = this.#hasInline ? this.#inline : this.#value
    capture.append(bytes, start, end, raw, this.#type === 'text' || this.#hasInline)
  }

  textTooLong(): void {
    const capture = this.#hasInline ? this.#inline : this.#value
    capture.tooLong = true
  }

  /** Puts the cell into its row; '' or what is wrong with it. */
  end(): string {
    const column = this.#column
    const start = this.#row.length
    const { length } = this.#value
    if (this.#hasFormula) {
      const isResult = length > 0 || (this.#hasValue && this.#type === 'text')
      this.#builder.treat(isResult ? 'formula-result-used' : 'formula-without-result')
    }
    if (this.#type === 'shared' && !this.#hasInline) {
      const index = length === 0 ? EMPTY : stringIndex(this.#value)
      if (index === null) return 'string-number'
      this.#put(column, index, start)
      return ''
    }
    const capture = this.#hasInline ? this.#inline : this.#value
    if (capture.tooLong) {
      this.#row.append(capture.bytes, 0, Math.min(capture.length, 2000))
      this.#put(column, OVERLONG, start)
      return ''
    }
    if (this.#hasInline || this.#type === 'text') this.#row.append(capture.bytes, 0, capture.length)
    else if (length > 0) this.#appendTyped(length)
    this.#put(column, this.#row.length > start ? LITERAL : EMPTY, start)
    return ''
  }

  /**
   * Hands the row's cells to the builder (which is told the end of the row by the caller). False when the sheet is all
   * gaps: a few cells at the far end of very many rows.
   */
  endRow(): boolean {
    for (let column = 0; column < this.#nColumns; column++) {
      const ref = this.#refs[column] ?? EMPTY
      if (ref >= 0) this.#builder.addString(ref)
      else if (ref === EMPTY) {
        this.#builder.addEmpty()
        this.#nGaps++
      } else {
        const start = this.#starts[column] ?? 0
        this.#builder.addLiteral(this.#row.bytes, start, this.#ends[column] ?? start, ref === OVERLONG)
      }
      this.#refs[column] = EMPTY
    }
    this.#nCells += this.#nColumns
    this.#nColumns = 0
    this.#row.length = 0
    return this.#nGaps < GAPS_MAX || this.#nGaps < this.#nCells * GAPS_SHARE_MAX
  }

  #put(column: number, ref: number, start: number): void {
    this.#refs[column] = ref
    if (ref === EMPTY) return
    this.#starts[column] = start
    this.#ends[column] = this.#row.length
    if (column >= this.#nColumns) this.#nColumns = column + 1
  }

  #appendTyped(length: number): void {
    const { bytes } = this.#value
    if (this.#type === 'error') {
      this.#builder.treat('error-is-empty')
    } else if (this.#type === 'boolean') {
      const first = (bytes[0] ?? 0) | 0x20
      if (first === 0x31 || first === 0x74) this.#row.appendAscii('TRUE')
      else if (first === 0x30 || first === 0x66) this.#row.appendAscii('FALSE')
      else this.#row.append(bytes, 0, length)
    } else if (this.#style.kind === 'plain') {
      appendDecimal(this.#row, bytes, 0, length)
    } else {
      this.#appendStyled(length)
    }
  }

  #appendStyled(length: number): void {
    const { bytes } = this.#value
    const style = this.#style
    if (style.kind === 'date') {
      const serial = decimalValue(bytes, 0, length)
      if (appendSerial(this.#row, serial, style, this.#context.date1904)) return
    }
    const start = this.#row.length
    appendDecimal(this.#row, bytes, 0, length)
    const shown = this.#row.length - start
    if (style.kind !== 'padded' || shown >= style.minDigits || !isDigits(this.#row, start)) return
    this.#row.length = start
    this.#row.appendAscii('0'.repeat(style.minDigits - shown))
    appendDecimal(this.#row, bytes, 0, length)
  }
}

function cellType(bytes: Buffer, start: number, end: number): CellType {
  const first = bytes[start]
  if (first === 0x73) return end - start === 1 ? 'shared' : 'text'
  if (first === 0x6e) return 'number'
  if (first === 0x62) return 'boolean'
  if (first === 0x65) return 'error'
  return 'text'
}

function stringIndex(value: TextCapture): number | null {
  const { bytes, length } = value
  if (value.tooLong || length > 9) return null
  let index = 0
  for (let i = 0; i < length; i++) {
    const digit = (bytes[i] ?? 0) - 0x30
    if (digit < 0 || digit > 9) return null
    index = index * 10 + digit
  }
  return index
}

function isDigits(arena: ByteArena, start: number): boolean {
  for (let i = start; i < arena.length; i++) {
    const byte = arena.bytes[i] ?? 0
    if (byte < 0x30 || byte > 0x39) return false
  }
  return true
}
