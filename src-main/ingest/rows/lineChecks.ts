import { sameText } from '../coerce/byteDictionary.ts'
import { MARK } from '../coerce/marks.ts'
import type { RecordBlock } from '../parse/recordBlock.ts'
import { ACCEPTED, BLANK, rejectCode, type BlockRows } from './blockRows.ts'
import type { BlockCells, Ranges } from './blockCells.ts'
import { isBlank, trimmedEnd, trimmedStart } from './trimCell.ts'

const SUMMARY =
  /^[【[(]?(合\s*计|总\s*计|小\s*计|汇\s*总|总和|(grand |sub)?-?totals?|sum)[】\])]?\s*([:：(（\d¥￥$].*)?$/i
const IS_SUMMARY_FIRST = new Uint8Array(256)
for (const text of ['合', '总', '小', '汇', '【', '[', '(', 'G', 'g', 'S', 's', 'T', 't']) {
  IS_SUMMARY_FIRST[new TextEncoder().encode(text)[0]!] = 1
}
/** Reasons that a missing cell explains. */
const MISSING = new Set(['no-customer', 'no-time', 'no-amount', 'no-event', 'no-campaign'])

/** What can be said about a line as a whole: blank, cut off, too long, too short, a header again, a sum. */
export class LineChecks {
  readonly #nColumns: number
  readonly #names: readonly Uint8Array[]
  readonly #lastMapped: number
  readonly #probe: Ranges | null
  readonly #customer: number
  #fewestFields: number

  /** `mapped`: columns that the mapping uses, already asked for; `customer`: the customer's column or -1. */
  constructor(columns: readonly string[], cells: BlockCells, mapped: readonly number[], customer: number) {
    const encoder = new TextEncoder()
    this.#nColumns = columns.length
    // A second column of the same name is called `Name (2)`; in the file it is `Name`.
    this.#names = columns.map((name) => encoder.encode(name.trim().replace(/ \(\d+\)$/, '')))
    this.#lastMapped = Math.max(-1, ...mapped)
    this.#customer = customer
    this.#fewestFields = columns.length
    const probed = mapped[0]
    this.#probe = probed === undefined ? null : (cells.requestsOf(probed)[0] ?? null)
  }

  /** Before the fields are read: blank lines and lines with cells too many. */
  before(rows: BlockRows): void {
    const { block, nRows } = rows
    for (let r = 0; r < nRows; r++) {
      const nFields = rows.nFields(r)
      const isProbeEmpty = this.#probe === null || this.#probe.starts[r]! >= this.#probe.ends[r]!
      if (isProbeEmpty && rows.verdict[r] === ACCEPTED && this.#isBlankRow(block, r)) rows.verdict[r] = BLANK
      if (nFields > this.#nColumns && rows.verdict[r] === ACCEPTED) {
        const extra = block.firstField[r]! + this.#nColumns
        if (!areBlank(block, extra, block.firstField[r + 1]!)) rows.reject(r, 'too-many-fields', -1)
      } else if (nFields <= this.#lastMapped && block.hasRawLines) rows.marks[r]! |= MARK['short-row']
      if (this.#customer >= 0 && rows.verdict[r] === ACCEPTED) this.#checkCustomer(rows, r)
    }
  }

  /** After the fields were read: better reasons for rows that were rejected, and the line on which the file ends. */
  after(rows: BlockRows): void {
    const { block, nRows } = rows
    for (let r = 0; r < nRows; r++) {
      const verdict = rows.verdict[r]!
      const nFields = rows.nFields(r)
      const isLast = block.lastIsOpen && r === nRows - 1
      if (isLast && verdict !== BLANK && this.#isCutOff(rows, r)) {
        rows.restate(r, 'cut-off', -1)
      } else if (verdict === ACCEPTED) {
        if (nFields < this.#fewestFields) this.#fewestFields = nFields
      } else if (verdict !== BLANK) this.#restate(rows, r)
    }
  }

  /** Whether the file ends inside this line: fields are missing, or the last one is the one that cannot be read. */
  #isCutOff(rows: BlockRows, r: number): boolean {
    const nFields = rows.nFields(r)
    if (nFields < this.#fewestFields) return true
    const verdict = rows.verdict[r]!
    return verdict !== ACCEPTED && rows.blamed[r]! >= 0 && rows.blamed[r] === nFields - 1
  }

  #restate(rows: BlockRows, r: number): void {
    const code = rejectCode(rows.verdict[r]!)
    if (code === 'unclosed-quote' || code === 'field-too-long') return
    const { block } = rows
    if (this.#isHeader(block, r)) rows.restate(r, 'repeated-header', -1)
    else if (isSummaryCell(block, firstFilled(block, r))) rows.restate(r, 'summary-line', -1)
    else if (block.hasRawLines && MISSING.has(code) && rows.blamed[r]! >= rows.nFields(r))
      rows.restate(r, 'too-few-fields', rows.blamed[r]!)
  }

  /** Kinds without a value that must parse would take a repeated header or a sum for a customer. */
  #checkCustomer(rows: BlockRows, r: number): void {
    const { block } = rows
    const f = block.firstField[r]! + this.#customer
    if (f >= block.firstField[r + 1]!) return
    const { bytes } = block.store
    const first = bytes[block.fieldStart[f]!]!
    const name = this.#names[this.#customer]!
    if ((first | 32) === (name[0]! | 32) && cellIs(block, f, name) && this.#isHeader(block, r)) {
      rows.reject(r, 'repeated-header', -1)
    } else if (IS_SUMMARY_FIRST[first] === 1 && isSummaryCell(block, f)) rows.reject(r, 'summary-line', -1)
  }

  /** All cells that are filled say their column's name, and more than one does (or there is but one column). */
  #isHeader(block: RecordBlock, r: number): boolean {
    let same = 0
    let filled = 0
    for (let c = 0, f = block.firstField[r]!; f < block.firstField[r + 1]!; c++, f++) {
      if (areBlank(block, f, f + 1)) continue
      filled++
      if (c < this.#names.length && cellIs(block, f, this.#names[c]!)) same++
    }
    return filled > 0 && same * 4 >= filled * 3 && (same > 1 || this.#nColumns === 1)
  }

  #isBlankRow(block: RecordBlock, r: number): boolean {
    return areBlank(block, block.firstField[r]!, block.firstField[r + 1]!)
  }
}

function areBlank(block: RecordBlock, from: number, to: number): boolean {
  for (let f = from; f < to; f++) {
    if (!isBlank(block.store.bytes, block.fieldStart[f]!, block.fieldEnd[f]!)) return false
  }
  return true
}

function cellIs(block: RecordBlock, f: number, name: Uint8Array): boolean {
  const { bytes } = block.store
  const start = trimmedStart(bytes, block.fieldStart[f]!, block.fieldEnd[f]!)
  const end = trimmedEnd(bytes, start, block.fieldEnd[f]!)
  return sameText(name, bytes, start, end)
}

function firstFilled(block: RecordBlock, r: number): number {
  let f = block.firstField[r]!
  while (f + 1 < block.firstField[r + 1]! && areBlank(block, f, f + 1)) f++
  return f
}

function isSummaryCell(block: RecordBlock, f: number): boolean {
  const { bytes } = block.store
  const start = trimmedStart(bytes, block.fieldStart[f]!, block.fieldEnd[f]!)
  const end = trimmedEnd(bytes, start, block.fieldEnd[f]!)
  if (end <= start || end - start > 60 || IS_SUMMARY_FIRST[bytes[start]!] === 0) return false
  return SUMMARY.test(Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8'))
}
