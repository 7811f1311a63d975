import { isUtf8 } from 'node:buffer'
import type { TreatmentCode } from '../../../shared/contract/batch.ts'
import { ByteArena } from './byteArena.ts'
import type { CellBatch, RowFault } from './cellBatch.ts'
import type { StringTable } from './stringTable.ts'
import { withReplacements } from './withReplacements.ts'

const LITERAL = -1
const EMPTY = -2
const SAMPLE_CHARACTERS = 80
const RAW_CHARACTERS = 2000

/** Collects rows whose cells are bytes of their own or numbers of shared strings, and makes `CellBatch`es of them. */
export class BatchBuilder {
  nRows = 0
  nCells = 0
  /** highest shared string that a cell of the batch needs, -1 = none */
  stringMax = -1
  #faults: RowFault[] = []
  #treatments = new Map<TreatmentCode, number>()
  readonly #literals = new ByteArena(64 * 1024)
  readonly #overlong = new Set<number>()
  #cells = new Int32Array(8192)
  #literalEnds = new Uint32Array(8192)
  #nLiterals = 0
  #rowEnds = new Uint32Array(1024)
  #lines = new Uint32Array(1024)

  get isEmpty(): boolean {
    return this.nRows === 0 && this.#faults.length === 0
  }

  get nFaults(): number {
    return this.#faults.length
  }

  treat(code: TreatmentCode, cells = 1): void {
    this.#treatments.set(code, (this.#treatments.get(code) ?? 0) + cells)
  }

  addFault(fault: RowFault): void {
    this.#faults.push(fault)
  }

  addString(index: number): void {
    if (index > this.stringMax) this.stringMax = index
    this.#addCell(index)
  }

  addEmpty(): void {
    this.#addCell(EMPTY)
  }

  /** `overlong`: the cell was longer than allowed, this is its beginning; its row becomes a fault */
  addLiteral(bytes: Uint8Array, start: number, end: number, overlong = false): void {
    if (overlong) this.#overlong.add(this.nCells)
    if (this.#nLiterals === this.#literalEnds.length) this.#literalEnds = grown(this.#literalEnds)
    this.#literals.append(bytes, start, end)
    this.#literalEnds[this.#nLiterals++] = this.#literals.length
    this.#addCell(LITERAL)
  }

  endRow(line: number): void {
    if (this.nRows === this.#rowEnds.length) {
      this.#rowEnds = grown(this.#rowEnds)
      this.#lines = grown(this.#lines)
    }
    this.#rowEnds[this.nRows] = this.nCells
    this.#lines[this.nRows++] = line
  }

  /** The rows so far, strings looked up in `table` (which holds `stringMax`); the builder is empty afterwards. */
  take(table: StringTable, bytesDone: number): CellBatch {
    const bytes = new ByteArena(this.#literals.length + this.nCells * 8)
    const cellEnds = new Uint32Array(this.nCells)
    const rowEnds = new Uint32Array(this.nRows)
    const line = new Uint32Array(this.nRows)
    let nRows = 0
    let nCells = 0
    let literal = 0
    let literalStart = 0
    let cell = 0
    for (let row = 0; row < this.nRows; row++) {
      const firstCell = nCells
      const firstByte = bytes.length
      let lastFilled = nCells
      let overlong = -1
      for (const end = this.#rowEnds[row] ?? 0; cell < end; cell++) {
        const before = bytes.length
        const ref = this.#cells[cell] ?? EMPTY
        if (ref >= 0) {
          appendShared(bytes, table, ref)
          if (table.isOverlong(ref)) overlong = nCells
        } else if (ref === LITERAL) {
          const literalEnd = this.#literalEnds[literal++] ?? literalStart
          bytes.append(this.#literals.bytes, literalStart, literalEnd)
          literalStart = literalEnd
          if (this.#overlong.size > 0 && this.#overlong.has(cell)) overlong = nCells
        }
        cellEnds[nCells++] = bytes.length
        if (bytes.length > before) lastFilled = nCells
      }
      if (overlong >= 0) {
        this.#faults.push(
          overlongFault(this.#lines[row] ?? 0, bytes, cellEnds, { firstByte, firstCell, nCells, overlong }),
        )
        bytes.length = firstByte
        nCells = firstCell
        continue
      }
      nCells = lastFilled
      rowEnds[nRows] = nCells
      line[nRows++] = this.#lines[row] ?? 0
    }
    const batch = this.#batch(bytes, cellEnds, rowEnds, line, nRows, nCells, bytesDone)
    this.#clear()
    return batch
  }

  #batch(
    bytes: ByteArena,
    cellEnds: Uint32Array<ArrayBuffer>,
    rowEnds: Uint32Array,
    line: Uint32Array,
    nRows: number,
    nCells: number,
    bytesDone: number,
  ): CellBatch {
    let content = bytes.bytes.subarray(0, bytes.length)
    let ends = cellEnds.subarray(0, nCells)
    if (!isUtf8(content)) {
      const replaced = withReplacements(content, ends)
      content = replaced.bytes
      ends = replaced.ends
      this.treat('invalid-bytes-replaced', replaced.nCells)
    }
    return {
      nRows,
      line: line.subarray(0, nRows),
      rowEnds: rowEnds.subarray(0, nRows),
      cellEnds: ends,
      bytes: content,
      faults: this.#faults,
      treatments: Object.fromEntries(this.#treatments),
      bytesDone,
    }
  }

  #clear(): void {
    this.nRows = 0
    this.nCells = 0
    this.stringMax = -1
    this.#nLiterals = 0
    this.#literals.length = 0
    this.#faults = []
    this.#treatments = new Map()
    this.#overlong.clear()
  }

  #addCell(ref: number): void {
    if (this.nCells === this.#cells.length) {
      const larger = new Int32Array(this.#cells.length * 2)
      larger.set(this.#cells)
      this.#cells = larger
    }
    this.#cells[this.nCells++] = ref
  }
}

function appendShared(bytes: ByteArena, table: StringTable, index: number): void {
  const start = table.startOf(index)
  const offset = table.offsetOf(start)
  bytes.append(table.blockOf(start), offset, offset + table.lengthOf(index))
}

function overlongFault(
  line: number,
  arena: ByteArena,
  cellEnds: Uint32Array,
  row: { firstByte: number; firstCell: number; nCells: number; overlong: number },
): RowFault {
  const cells: string[] = []
  let start = row.firstByte
  for (let cell = row.firstCell; cell < row.nCells; cell++) {
    const end = cellEnds[cell] ?? start
    cells.push(Buffer.from(arena.bytes.buffer, start, end - start).toString('utf8'))
    start = end
  }
  const column = row.overlong - row.firstCell
  return {
    line,
    code: 'field-too-long',
    column: `c${column + 1}`,
    sample: (cells[column] ?? '').slice(0, SAMPLE_CHARACTERS),
    raw: cells.join('\t').slice(0, RAW_CHARACTERS),
  }
}

function grown(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2)
  larger.set(array)
  return larger
}
