import type { CellBatch } from '../cells/cellBatch.ts'
import { ByteStore, RECORD_PROBLEM, RecordBlock } from '../parse/recordBlock.ts'

/** Batches of cells (sheets, JSON) as blocks of records, so that one compiled plan serves every format. */
export class CellBlocks {
  readonly #maxRows: number
  #lastLine = 0

  constructor(maxRows: number) {
    this.#maxRows = maxRows
  }

  /** Rows at and above `afterLine` are left out. */
  *blocks(batch: CellBatch, afterLine: number): Generator<RecordBlock, void, undefined> {
    const { bytes, rowEnds, cellEnds, line, nRows } = batch
    let from = 0
    while (from < nRows && line[from]! <= afterLine) from++
    for (; from < nRows; from += this.#maxRows) {
      const to = Math.min(nRows, from + this.#maxRows)
      const firstCell = from === 0 ? 0 : rowEnds[from - 1]!
      const lastCell = rowEnds[to - 1]!
      const start = firstCell === 0 ? 0 : cellEnds[firstCell - 1]!
      const end = lastCell === 0 ? 0 : cellEnds[lastCell - 1]!
      const block = new RecordBlock(new ByteStore(end - start + 1024), to - from)
      block.hasRawLines = false
      block.store.bytes.set(bytes.subarray(start, end))
      block.store.end = end - start
      block.store.scratchEnd = end - start + 1
      this.#fill(block, batch, from, to, firstCell, start)
      yield block
    }
  }

  #fill(
    block: RecordBlock,
    batch: CellBatch,
    from: number,
    to: number,
    firstCell: number,
    offset: number,
  ): void {
    const { rowEnds, cellEnds, line } = batch
    let f = 0
    let at = 0
    for (let row = from; row < to; row++) {
      const r = row - from
      // Several records of a JSON array may share a line; rows are told apart by theirs.
      this.#lastLine = Math.max(line[row]!, this.#lastLine + 1)
      block.line[r] = this.#lastLine
      block.firstField[r] = f
      block.recordStart[r] = at
      for (const last = rowEnds[row]! - firstCell; f < last; f++) {
        if (f >= block.fieldStart.length) block.growFields()
        block.fieldStart[f] = at
        at = cellEnds[firstCell + f]! - offset
        block.fieldEnd[f] = at
        block.fieldFlags[f] = 0
      }
      block.recordEnd[r] = at
      block.problem[r] = RECORD_PROBLEM.none
    }
    block.nRecords = to - from
    block.firstField[block.nRecords] = f
    block.nFields = f
  }
}
