import type { RejectCode, TreatmentCode } from '../../../shared/contract/batch.ts'

/** A row that could not become cells. It is not among the batch's rows: rows read = nRows + faults. */
export interface RowFault {
  readonly line: number
  readonly code: RejectCode
  readonly column: string
  readonly sample: string
  readonly raw: string
}

/**
 * Consecutive rows as UTF-8 bytes, in memory that no other batch shares. Cells of row r are the numbers
 * rowEnds[r-1] .. rowEnds[r]; cell k is bytes[cellEnds[k-1] .. cellEnds[k]). A row has as many cells as its last
 * non-empty one needs, so a blank row has none.
 */
export interface CellBatch {
  readonly nRows: number
  readonly line: Uint32Array
  readonly rowEnds: Uint32Array
  readonly cellEnds: Uint32Array
  readonly bytes: Uint8Array
  readonly faults: readonly RowFault[]
  /** of this batch's cells only */
  readonly treatments: Readonly<Partial<Record<TreatmentCode, number>>>
  /** bytes of the source (compressed, where it is) consumed so far */
  readonly bytesDone: number
}

/** One row with its cells as strings: for previews and tests. */
export interface TextRow {
  readonly line: number
  readonly cells: readonly string[]
}

/** The rows of a batch as strings. */
export function textRows(batch: CellBatch): TextRow[] {
  const { bytes, cellEnds, rowEnds, line } = batch
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const rows: TextRow[] = []
  let cell = 0
  let start = 0
  for (let row = 0; row < batch.nRows; row++) {
    const cells: string[] = []
    for (const last = rowEnds[row] ?? cell; cell < last; cell++) {
      const end = cellEnds[cell] ?? start
      cells.push(all.toString('utf8', start, end))
      start = end
    }
    rows.push({ line: line[row] ?? 0, cells })
  }
  return rows
}
