import { AppError } from '../../../shared/contract/errors.ts'
import type { CellBatch } from '../cells/cellBatch.ts'

export interface JsonOptions {
  /** records that decide the columns, 1,000 if absent */
  readonly sampleRows?: number
  /** columns known beforehand (an import's mapping); absent: the union of the sample's keys, first seen first */
  readonly columns?: readonly string[]
  readonly batchRows?: number
  readonly maxRows?: number
  readonly isCancelled?: () => boolean
}

/** Records of a JSON-lines stream, or of one JSON array of objects, flattened (`user.id`). `line` is the line of the text. */
export interface JsonTable {
  readonly layout: 'lines' | 'array'
  readonly columns: readonly string[]
  /** may be run once */
  batches(): AsyncIterable<CellBatch>
}

/** `chunks`: the decompressed bytes (UTF-8, UTF-16 with BOM). Fails with `file-empty`, `format-unknown`, `too-many-columns`. */
export async function openJsonTable(
  _chunks: AsyncIterable<Uint8Array>,
  _options: JsonOptions = {},
): Promise<JsonTable> {
  return Promise.reject(new AppError('format-unknown', { format: 'jsonl' }))
}
