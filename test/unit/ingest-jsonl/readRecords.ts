import { textRows, type RowFault, type TextRow } from '../../../src-main/ingest/cells/cellBatch.ts'
import { openJsonTable, type JsonOptions } from '../../../src-main/ingest/jsonl/jsonTable.ts'

export interface ReadRecords {
  readonly layout: string
  readonly columns: readonly string[]
  readonly rows: readonly TextRow[]
  readonly faults: readonly RowFault[]
  readonly treatments: Readonly<Record<string, number>>
}

/** A source that uses the memory of a chunk again for the next one, as real ones do. */
export async function* chunked(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const memory = new Uint8Array(size)
  for (let at = 0; at < bytes.length; at += size) {
    const chunk = bytes.subarray(at, at + size)
    memory.set(chunk)
    yield memory.subarray(0, chunk.length)
    memory.fill(0x7a)
  }
}

/** The whole table of a text, given in chunks of `chunkBytes`. */
export async function readRecords(
  content: string | Uint8Array,
  options: JsonOptions & { chunkBytes?: number } = {},
): Promise<ReadRecords> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  const table = await openJsonTable(chunked(bytes, options.chunkBytes ?? 1 << 20), options)
  const rows: TextRow[] = []
  const faults: RowFault[] = []
  const treatments: Record<string, number> = {}
  for await (const batch of table.batches()) {
    rows.push(...textRows(batch))
    faults.push(...batch.faults)
    for (const [code, count] of Object.entries(batch.treatments)) {
      treatments[code] = (treatments[code] ?? 0) + count
    }
  }
  return { layout: table.layout, columns: table.columns, rows, faults, treatments }
}
