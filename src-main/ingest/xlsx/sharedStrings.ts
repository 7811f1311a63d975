import { AppError } from '../../../shared/contract/errors.ts'
import { TextCapture } from './textCapture.ts'
import { StringTable } from '../cells/stringTable.ts'
import { nameCode, XmlScanner, type XmlHandler } from './xmlScanner.ts'

const SI = nameCode('si')
const T = nameCode('t')
const RPH = nameCode('rPh')

/** The workbook's table of strings, read no further than some cell has asked for. */
export class SharedStrings {
  readonly table = new StringTable()
  readonly #chunks: AsyncIterator<Buffer> | null
  readonly #scanner: XmlScanner
  #ended: boolean
  #loading: Promise<void> = Promise.resolve()

  constructor(
    chunks: AsyncIterable<Buffer> | null,
    place: string,
    limits: { depth: number; cellBytes: number },
  ) {
    this.#chunks = chunks === null ? null : chunks[Symbol.asyncIterator]()
    this.#ended = chunks === null
    this.#scanner = new XmlScanner(new StringHandler(this.table, limits.cellBytes), place, limits.depth)
  }

  /** Reads on until string `index` is there; a cell that points beyond the table is damage. */
  async ensure(index: number, isCancelled: () => boolean): Promise<void> {
    if (index < this.table.count) return
    const loaded = this.#loading.then(() => this.#load(index, isCancelled))
    this.#loading = loaded.catch(() => undefined)
    await loaded
  }

  async close(): Promise<void> {
    this.#ended = true
    await this.#chunks?.return?.()
  }

  async #load(index: number, isCancelled: () => boolean): Promise<void> {
    while (index >= this.table.count && !this.#ended) {
      if (isCancelled()) throw new AppError('cancelled')
      const next = await this.#chunks?.next()
      if (next === undefined || next.done === true) {
        this.#ended = true
        this.#scanner.finish()
      } else {
        this.#scanner.feed(next.value)
        this.#scanner.run()
      }
    }
    if (index >= this.table.count) throw this.#scanner.damaged(`no-string-${index}`)
  }
}

class StringHandler implements XmlHandler {
  wantsText = false
  readonly #table: StringTable
  readonly #text: TextCapture
  #phoneticDepth = 0

  constructor(table: StringTable, cellBytesMax: number) {
    this.#table = table
    this.#text = new TextCapture(cellBytesMax)
  }

  open(scanner: XmlScanner): void {
    if (scanner.is(1, T)) {
      this.wantsText = this.#phoneticDepth === 0
      this.#text.beginPiece()
    } else if (scanner.is(3, RPH)) {
      this.#phoneticDepth ||= scanner.depth
    } else if (scanner.is(2, SI)) {
      this.#text.clear()
    }
  }

  close(scanner: XmlScanner): void {
    if (scanner.is(1, T)) {
      if (this.wantsText) this.#text.endPiece(scanner.preserveDepth > 0)
      this.wantsText = false
    } else if (scanner.is(3, RPH)) {
      if (scanner.depth === this.#phoneticDepth) this.#phoneticDepth = 0
    } else if (scanner.is(2, SI)) {
      this.#table.add(this.#text.bytes, this.#text.length, this.#text.tooLong)
    }
  }

  text(bytes: Buffer, start: number, end: number, raw: boolean): void {
    this.#text.append(bytes, start, end, raw, true)
  }

  textTooLong(): void {
    this.#text.tooLong = true
  }
}
