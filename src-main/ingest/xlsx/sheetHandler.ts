import { AppError } from '../../../shared/contract/errors.ts'
import type { BatchBuilder } from '../cells/batchBuilder.ts'
import { CellReader, type SheetContext } from './cellReader.ts'
import { nameCode, type XmlHandler, type XmlScanner } from './xmlScanner.ts'

const SHEET_DATA = nameCode('sheetData')
const ROW = nameCode('row')
const C = nameCode('c')
const V = nameCode('v')
const F = nameCode('f')
const IS = nameCode('is')
const T = nameCode('t')
const R = nameCode('r')
const S = nameCode('s')
const RPH = nameCode('rPh')
const LINE_MAX = 2 ** 30

/** Turns a worksheet's elements into rows of the builder; pauses the scanner when the builder has enough. */
export class SheetHandler implements XmlHandler {
  wantsText = false
  rowsPerBatch = 1000
  cellsPerBatch = 262_144
  line = 0
  readonly #builder: BatchBuilder
  readonly #columnsMax: number
  readonly #cells: CellReader
  #inData = false
  #dataEnded = false
  #inRow = false
  #rowHasNumber = false
  #inCell = false
  #phoneticDepth = 0
  #column = -1
  #lastLine = 0

  constructor(builder: BatchBuilder, context: SheetContext) {
    this.#builder = builder
    this.#columnsMax = context.columnsMax
    this.#cells = new CellReader(builder, context)
  }

  open(scanner: XmlScanner): void {
    if (this.#inCell) this.#openInCell(scanner)
    else if (this.#inRow) {
      if (scanner.is(1, C)) this.#openCell(scanner)
    } else if (this.#inData) {
      if (scanner.is(3, ROW)) this.#openRow(scanner)
    } else if (scanner.is(9, SHEET_DATA) && !this.#dataEnded) this.#inData = true
  }

  close(scanner: XmlScanner): void {
    if (this.#inCell) this.#closeInCell(scanner)
    else if (this.#inRow) {
      if (scanner.is(3, ROW)) this.#closeRow(scanner)
    } else if (this.#inData && scanner.is(9, SHEET_DATA)) {
      this.#inData = false
      this.#dataEnded = true
    }
  }

  text(bytes: Buffer, start: number, end: number, raw: boolean): void {
    this.#cells.text(bytes, start, end, raw)
  }

  textTooLong(): void {
    this.#cells.textTooLong()
  }

  #openRow(scanner: XmlScanner): void {
    this.#inRow = true
    this.#column = -1
    const number = attributeNumber(scanner, R)
    this.#rowHasNumber = number > 0
    this.#setLine(number)
  }

  /** Rows are known by their line further on, so it ascends even where a file numbers them otherwise. */
  #setLine(number: number): void {
    this.line = number > this.#lastLine && number <= LINE_MAX ? number : this.#lastLine + 1
  }

  #closeRow(scanner: XmlScanner): void {
    this.#inRow = false
    if (!this.#cells.endRow()) throw this.#tooManyColumns()
    this.#builder.endRow(this.line)
    this.#lastLine = this.line
    if (this.#builder.nRows >= this.rowsPerBatch || this.#builder.nCells >= this.cellsPerBatch) {
      scanner.paused = true
    }
  }

  #openCell(scanner: XmlScanner): void {
    this.#inCell = true
    this.#column++
    let style = 0
    let typeStart = 0
    let typeEnd = 0
    for (let i = 0; i < scanner.attributes; i++) {
      if (scanner.attributeLength[i] !== 1) continue
      const name = scanner.attributeName[i]
      const start = scanner.valueStart[i] ?? 0
      const end = scanner.valueEnd[i] ?? 0
      if (name === R) this.#reference(scanner.bytes, start, end)
      else if (name === S) style = digits(scanner.bytes, start, end)
      else if (name === T) {
        typeStart = start
        typeEnd = end
      }
    }
    if (this.#column >= this.#columnsMax) {
      throw this.#tooManyColumns()
    }
    this.#cells.begin(this.#column, style, scanner.bytes, typeStart, typeEnd)
  }

  #tooManyColumns(): AppError {
    return new AppError('too-many-columns', { line: this.line, limit: this.#columnsMax })
  }

  #reference(bytes: Buffer, start: number, end: number): void {
    let column = 0
    let at = start
    for (; at < end; at++) {
      const letter = (bytes[at] ?? 0) & ~0x20
      if (letter < 0x41 || letter > 0x5a) break
      column = column * 26 + (letter - 0x40)
      if (column > LINE_MAX) break
    }
    if (column > 0) this.#column = column - 1
    if (this.#rowHasNumber) return
    this.#rowHasNumber = true
    this.#setLine(digits(bytes, at, end))
  }

  #openInCell(scanner: XmlScanner): void {
    if (scanner.is(1, V)) {
      this.#cells.beginValue()
      this.wantsText = true
    } else if (scanner.is(1, T)) {
      if (this.#phoneticDepth > 0) return
      this.#cells.beginInline()
      this.wantsText = true
    } else if (scanner.is(1, F)) this.#cells.formula()
    else if (scanner.is(2, IS)) this.#cells.inline()
    else if (scanner.is(3, RPH)) this.#phoneticDepth ||= scanner.depth
  }

  #closeInCell(scanner: XmlScanner): void {
    if (scanner.is(1, V)) {
      this.#cells.endValue()
      this.wantsText = false
    } else if (scanner.is(1, T)) {
      if (this.wantsText) this.#cells.endInline(scanner.preserveDepth > 0)
      this.wantsText = false
    } else if (scanner.is(3, RPH)) {
      if (scanner.depth === this.#phoneticDepth) this.#phoneticDepth = 0
    } else if (scanner.is(1, C)) {
      this.#inCell = false
      this.wantsText = false
      const problem = this.#cells.end()
      if (problem !== '') throw scanner.damaged(problem)
    }
  }
}

function attributeNumber(scanner: XmlScanner, name: number): number {
  for (let i = 0; i < scanner.attributes; i++) {
    if (scanner.attributeLength[i] === 1 && scanner.attributeName[i] === name) {
      return digits(scanner.bytes, scanner.valueStart[i] ?? 0, scanner.valueEnd[i] ?? 0)
    }
  }
  return 0
}

/** The number that digits stand for; 0 when they are none or more than fits. */
function digits(bytes: Buffer, start: number, end: number): number {
  let value = 0
  for (let at = start; at < end; at++) {
    const digit = (bytes[at] ?? 0) - 0x30
    if (digit < 0 || digit > 9) return 0
    value = value * 10 + digit
    if (value > LINE_MAX) return 0
  }
  return value
}
