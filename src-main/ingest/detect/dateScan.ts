import type { ReadAs } from '../../../shared/contract/mapping.ts'
import { utf8Stream, type Utf8Stream } from '../decode/utf8Stream.ts'
import { DelimitedParser } from '../parse/delimited.ts'
import { delimitedOptions, delimiterOf, SUBSTITUTE_DELIMITER } from '../parse/rowsOf.ts'
import { RecordBlock } from '../parse/recordBlock.ts'

/** Evidence on the order of day and month, over every row that was passed through. */
export interface DateScan {
  readonly rows: number
  readonly firstAbove12: number
  readonly secondAbove12: number
  readonly bothFit: number
  readonly sampleFirst: string
  readonly sampleSecond: string
}

/** Reads only the given columns of a stream, and of them only the first two numbers. */
export class DateScanner {
  readonly #readAs: ReadAs
  readonly #columns: readonly number[]
  readonly #stream: Utf8Stream
  readonly #parser: DelimitedParser
  readonly #block: RecordBlock
  #found = { rows: 0, firstAbove12: 0, secondAbove12: 0, bothFit: 0, sampleFirst: '', sampleSecond: '' }

  constructor(readAs: ReadAs, columns: readonly number[]) {
    this.#readAs = readAs
    this.#columns = columns
    this.#stream = this.#newStream()
    this.#parser = new DelimitedParser(delimitedOptions({ ...readAs, headerLine: 0 }))
    this.#block = new RecordBlock(this.#parser.store, 4096)
  }

  /** The next piece of the file, in sequence. */
  push(bytes: Uint8Array): void {
    this.#parser.push(this.#stream.push(bytes))
    this.#read(this.#parser, this.#block)
  }

  /** A piece of complete lines from somewhere else. */
  window(bytes: Uint8Array): void {
    const stream = this.#newStream()
    const parser = new DelimitedParser(delimitedOptions({ ...this.#readAs, headerLine: 0 }), bytes.length + 1)
    parser.push(stream.push(bytes))
    parser.push(stream.finish())
    parser.end()
    this.#read(parser, new RecordBlock(parser.store, 1024))
  }

  result(): DateScan {
    this.#parser.push(this.#stream.finish())
    this.#parser.end()
    this.#read(this.#parser, this.#block)
    return this.#found
  }

  #newStream(): Utf8Stream {
    const { rewrite } = delimiterOf(this.#readAs.delimiter ?? ',')
    return utf8Stream(this.#readAs.encoding ?? 'utf-8', rewrite, SUBSTITUTE_DELIMITER)
  }

  #read(parser: DelimitedParser, block: RecordBlock): void {
    while (parser.next(block)) {
      const { bytes } = block.store
      for (let r = 0; r < block.nRecords; r++) {
        const from = block.firstField[r] ?? 0
        const to = block.firstField[r + 1] ?? 0
        for (const column of this.#columns)
          if (from + column < to)
            this.#count(bytes, block.fieldStart[from + column] ?? 0, block.fieldEnd[from + column] ?? 0)
      }
    }
  }

  #count(bytes: Uint8Array, start: number, end: number): void {
    let at = start
    while (at < end && !isDigit(bytes[at])) at++
    const begin = at
    let first = 0
    while (at < end && isDigit(bytes[at])) first = first * 10 + (bytes[at++] ?? 0) - ZERO
    const separator = bytes[at]
    const firstLength = at - begin
    if (firstLength < 1 || firstLength > 2 || !isSeparator(separator)) return
    let second = 0
    const secondStart = ++at
    while (at < end && isDigit(bytes[at])) second = second * 10 + (bytes[at++] ?? 0) - ZERO
    if (at === secondStart || at - secondStart > 2 || bytes[at] !== separator) return
    const found = this.#found
    found.rows++
    if (first > 12) {
      if (found.firstAbove12++ === 0) found.sampleFirst = text(bytes, begin, end)
    } else if (second > 12) {
      if (found.secondAbove12++ === 0) found.sampleSecond = text(bytes, begin, end)
    } else if (first !== second) found.bothFit++
  }
}

const ZERO = 48

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= 57
}

/** `/`, `-` or `.` */
function isSeparator(byte: number | undefined): boolean {
  return byte === 47 || byte === 45 || byte === 46
}

function text(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.subarray(start, Math.min(end, start + 40)))
    .toString('latin1')
    .trim()
}
