import type { ReadAs } from '../../../shared/contract/mapping.ts'
import { textRows } from '../cells/cellBatch.ts'
import { decodedChunks } from '../decode/decodedChunks.ts'
import { knownEncoding } from '../decode/labels.ts'
import { detectEncoding } from '../detect/encoding.ts'
import { openJsonTable } from '../jsonl/jsonTable.ts'
import { openBytes } from '../read/openBytes.ts'
import type { SampledTable } from './table.ts'

const SAMPLED_ROWS = 4000
const SHOWN_ROWS = 20
const CHUNK_BYTES = 256 << 10

/** A file of JSON records, sampled from its beginning. `head`: its first inflated bytes. */
export async function jsonSample(
  path: string,
  fileName: string,
  head: Buffer,
  chosen: ReadAs,
): Promise<SampledTable> {
  const detected = detectEncoding(head, Buffer.alloc(0))
  const encoding = chosen.encoding === undefined ? detected.encoding : knownEncoding(chosen.encoding).name
  const source = await openBytes(path, { fileName, chunkBytes: CHUNK_BYTES })
  try {
    const table = await openJsonTable(decodedChunks(source.chunks(), encoding), {
      fileName,
      sampleRows: SAMPLED_ROWS,
      maxRows: SAMPLED_ROWS + 1,
      bytesDone: () => source.bytesDone,
    })
    const cells: (readonly string[])[] = []
    let read = 0
    for await (const batch of table.batches()) {
      read += batch.nRows + batch.faults.length
      cells.push(...textRows(batch).map((row) => row.cells))
      if (read > SAMPLED_ROWS) break
    }
    const isWhole = read <= SAMPLED_ROWS
    const estimate =
      isWhole || source.bytesDone === 0 ? read : Math.round((read * source.sizeBytes) / source.bytesDone)
    const body = cells.slice(0, SAMPLED_ROWS).filter((row) => row.some((cell) => cell !== ''))
    return {
      fileName,
      sheet: null,
      sizeBytes: source.sizeBytes,
      format: 'jsonl',
      compressed: source.compressed,
      encoding,
      encodingEvidence:
        chosen.encoding === undefined
          ? detected.evidence
          : [{ code: 'encoding-chosen', values: { value: encoding } }],
      delimiter: '',
      delimiterEvidence: [],
      headerLine: 0,
      headerEvidence: [],
      rows: body.slice(0, SHOWN_ROWS),
      rowsEstimate: Math.max(read, estimate),
      rowsExact: isWhole,
      readAs: { format: 'jsonl', encoding },
      doubts: [],
      names: table.columns,
      headers: table.columns,
      body,
      dateScan: null,
    }
  } finally {
    await source.close()
  }
}
