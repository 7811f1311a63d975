import { closeSync, openSync, writeSync } from 'node:fs'
import { putVarint, varintSize, type RecordWriter } from './recordWriter.ts'

const PAGES_A_WRITE = 64
const LEAF = 0x0d
const INTERIOR = 0x05
const LEAF_HEADER = 8
const INTERIOR_HEADER = 12
/** the page that holds this byte is never used by SQLite */
const LOCK_BYTE = 0x4000_0000

/**
 * Writes a file that SQLite reads as a database of one table, rows in ascending order of their row id, page by page and
 * without SQLite. Attached, `INSERT INTO purchases SELECT * FROM staged.purchases` copies its cells whole (SQLite's
 * transfer optimisation): a fifth of what binding the same values costs. Layout: "Database File Format", sections 1.3
 * (header), 1.6 (b-tree pages), 1.7 (overflow), 2.6 (schema table).
 */
export class TableFile {
  nRows = 0
  readonly path: string
  readonly #pageSize: number
  readonly #fd: number
  /** the leaf being filled; it gets its number when it is full */
  readonly #leaf: Uint8Array
  #nCells = 0
  #contentStart: number
  #lastRowId = -Infinity
  readonly #buffer: Uint8Array
  #nBuffered = 0
  /** page 1 is written last */
  #nextPage = 2
  #leafPages: number[] = []
  #leafKeys: number[] = []

  constructor(path: string, pageSize: number) {
    this.path = path
    this.#pageSize = pageSize
    this.#fd = openSync(path, 'w')
    this.#leaf = new Uint8Array(pageSize)
    this.#contentStart = pageSize
    this.#buffer = new Uint8Array(pageSize * PAGES_A_WRITE)
  }

  /** Appends a row; `rowId` is above all earlier ones. */
  append(rowId: number, record: RecordWriter): void {
    if (rowId <= this.#lastRowId) throw new Error(`row ids must ascend: ${rowId} after ${this.#lastRowId}`)
    const { header, nHeader, body, nBody } = record
    const payload = nHeader + nBody
    const local = this.#localSize(payload)
    const cellSize = varintSize(payload) + varintSize(rowId) + local + (local < payload ? 4 : 0)
    if (this.#contentStart - cellSize < LEAF_HEADER + 2 * (this.#nCells + 1)) this.#endLeaf()
    this.#lastRowId = rowId
    this.nRows++
    const leaf = this.#leaf
    this.#contentStart -= cellSize
    const pointer = LEAF_HEADER + 2 * this.#nCells++
    leaf[pointer] = this.#contentStart >> 8
    leaf[pointer + 1] = this.#contentStart
    let at = putVarint(leaf, this.#contentStart, payload)
    at = putVarint(leaf, at, rowId)
    for (let i = 0; i < nHeader; i++) leaf[at++] = header[i] ?? 0
    const nLocal = local - nHeader
    for (let i = 0; i < nLocal; i++) leaf[at++] = body[i] ?? 0
    if (local < payload) putUint32(leaf, at, this.#writeOverflow(body.subarray(nLocal, nBody)))
  }

  /** Completes the file. `createSql` is the CREATE TABLE statement of the table `name`. */
  finish(name: string, createSql: string): void {
    this.#endLeaf()
    const root = this.#writeInterior()
    this.#flush()
    writeFully(this.#fd, headerPage(this.#pageSize, this.#nextPage - 1, name, createSql, root), 0)
    closeSync(this.#fd)
  }

  /** Closes an unfinished file. */
  abandon(): void {
    closeSync(this.#fd)
  }

  #localSize(payload: number): number {
    const usable = this.#pageSize
    if (payload <= usable - 35) return payload
    const least = Math.floor(((usable - 12) * 32) / 255) - 23
    const wanted = least + ((payload - least) % (usable - 4))
    return wanted <= usable - 35 ? wanted : least
  }

  /** Writes a chain of overflow pages, the last one first, and answers the number of the chain's head. */
  #writeOverflow(rest: Uint8Array): number {
    const room = this.#pageSize - 4
    let next = 0
    for (let from = Math.floor((rest.length - 1) / room) * room; from >= 0; from -= room) {
      const page = new Uint8Array(this.#pageSize)
      putUint32(page, 0, next)
      page.set(rest.subarray(from, from + room), 4)
      next = this.#emit(page)
    }
    return next
  }

  /** Gives a page its number and puts it into the file. */
  #emit(page: Uint8Array): number {
    if ((this.#nextPage - 1) * this.#pageSize === LOCK_BYTE) this.#put(new Uint8Array(this.#pageSize))
    return this.#put(page)
  }

  #put(page: Uint8Array): number {
    if (this.#nBuffered === PAGES_A_WRITE) this.#flush()
    this.#buffer.set(page, this.#nBuffered++ * this.#pageSize)
    return this.#nextPage++
  }

  #flush(): void {
    const firstPage = this.#nextPage - this.#nBuffered
    const bytes = this.#buffer.subarray(0, this.#nBuffered * this.#pageSize)
    writeFully(this.#fd, bytes, (firstPage - 1) * this.#pageSize)
    this.#nBuffered = 0
  }

  #endLeaf(): void {
    putHeader(this.#leaf, 0, LEAF, this.#nCells, this.#contentStart)
    this.#leafPages.push(this.#emit(this.#leaf))
    this.#leafKeys.push(this.#lastRowId)
    this.#leaf.fill(0)
    this.#nCells = 0
    this.#contentStart = this.#pageSize
  }

  /** Builds the levels above the leaves and answers the root's number. */
  #writeInterior(): number {
    let pages = this.#leafPages
    let keys = this.#leafKeys
    const most = Math.floor((this.#pageSize - INTERIOR_HEADER) / (4 + 9 + 2))
    while (pages.length > 1) {
      const nParents = Math.ceil(pages.length / most)
      const parentPages: number[] = []
      const parentKeys: number[] = []
      for (let p = 0; p < nParents; p++) {
        const from = Math.floor((p * pages.length) / nParents)
        const to = Math.floor(((p + 1) * pages.length) / nParents)
        parentPages.push(
          this.#emit(interiorPage(this.#pageSize, pages.slice(from, to), keys.slice(from, to))),
        )
        parentKeys.push(keys[to - 1] ?? 0)
      }
      pages = parentPages
      keys = parentKeys
    }
    return pages[0] ?? 2
  }
}

/** Children in order with the highest row id of each; the last child needs no key. */
function interiorPage(pageSize: number, children: readonly number[], keys: readonly number[]): Uint8Array {
  const page = new Uint8Array(pageSize)
  const last = children.length - 1
  let content = pageSize
  for (let i = 0; i < last; i++) {
    const key = keys[i] ?? 0
    content -= 4 + varintSize(key)
    putUint32(page, content, children[i] ?? 0)
    putVarint(page, content + 4, key)
    page[INTERIOR_HEADER + 2 * i] = content >> 8
    page[INTERIOR_HEADER + 2 * i + 1] = content
  }
  putHeader(page, 0, INTERIOR, last, content)
  putUint32(page, 8, children[last] ?? 0)
  return page
}

function putHeader(buffer: Uint8Array, base: number, kind: number, nCells: number, content: number): void {
  buffer[base] = kind
  buffer[base + 3] = nCells >> 8
  buffer[base + 4] = nCells
  buffer[base + 5] = content >> 8
  buffer[base + 6] = content
}

function putUint32(buffer: Uint8Array, at: number, value: number): void {
  buffer[at] = value >>> 24
  buffer[at + 1] = value >>> 16
  buffer[at + 2] = value >>> 8
  buffer[at + 3] = value
}

function writeFully(fd: number, bytes: Uint8Array, position: number): void {
  let done = 0
  while (done < bytes.length) done += writeSync(fd, bytes, done, bytes.length - done, position + done)
}

/** Page 1: the database header and the schema table with its one row. */
function headerPage(
  pageSize: number,
  nPages: number,
  name: string,
  createSql: string,
  root: number,
): Uint8Array {
  const page = new Uint8Array(pageSize)
  const text = new TextEncoder()
  page.set(text.encode('SQLite format 3\0'))
  const size = pageSize === 65_536 ? 1 : pageSize
  page[16] = size >> 8
  page[17] = size
  page.set([1, 1, 0, 64, 32, 32], 18)
  putUint32(page, 24, 1)
  putUint32(page, 28, nPages)
  putUint32(page, 40, 1)
  putUint32(page, 44, 4)
  putUint32(page, 56, 1)
  putUint32(page, 92, 1)
  putUint32(page, 96, 3_045_000)
  const parts = ['table', name, name].map((part) => text.encode(part))
  const sql = text.encode(createSql)
  const header: number[] = []
  const putType = (type: number) => {
    const bytes = new Uint8Array(9)
    header.push(...bytes.subarray(0, putVarint(bytes, 0, type)))
  }
  for (const part of parts) putType(13 + 2 * part.length)
  putType(4)
  putType(13 + 2 * sql.length)
  const body = new Uint8Array(4)
  putUint32(body, 0, root)
  const record = [header.length + 1, ...header, ...parts.flatMap((part) => [...part]), ...body, ...sql]
  const prefix = new Uint8Array(18)
  let at = putVarint(prefix, 0, record.length)
  at = putVarint(prefix, at, 1)
  const cell = [...prefix.subarray(0, at), ...record]
  const content = pageSize - cell.length
  page.set(cell, content)
  putHeader(page, 100, LEAF, 1, content)
  page[108] = content >> 8
  page[109] = content
  return page
}
