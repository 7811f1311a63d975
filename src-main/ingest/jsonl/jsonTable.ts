import { AppError } from '../../../shared/contract/errors.ts'
import type { RejectCode } from '../../../shared/contract/batch.ts'
import { BatchBuilder } from '../cells/batchBuilder.ts'
import type { CellBatch } from '../cells/cellBatch.ts'
import { inFile } from '../cells/inFile.ts'
import { StringTable } from '../cells/stringTable.ts'
import type { Cut, Cutter } from './cutter.ts'
import { KeyTree } from './keyTree.ts'
import { findLayout, type JsonLayout } from './layout.ts'
import { RecordParser } from './recordParser.ts'
import { RecordRow } from './recordRow.ts'

export interface JsonOptions {
  /** records that decide the columns, 1,000 if absent */
  readonly sampleRows?: number
  /** columns known beforehand (an import's plan), in this order; absent: the union of the sample's keys, first seen first */
  readonly columns?: readonly string[]
  readonly batchRows?: number
  readonly maxRows?: number
  readonly isCancelled?: () => boolean
  /** as people know it, for errors */
  readonly fileName?: string
  /** where the source is, for `CellBatch.bytesDone`; absent: bytes of the chunks taken */
  readonly bytesDone?: () => number
}

/**
 * Records flattened to columns named by their path (`user.id`). Several values at one path (arrays, arrays of objects)
 * are joined with `; `; null, NaN, `{}` and `[]` are empty. `line` is the line of the text on which a record starts;
 * records that share a line count on from it, so that it ascends.
 */
export interface JsonTable {
  readonly layout: JsonLayout
  readonly columns: readonly string[]
  /** may be run once */
  batches(): AsyncIterable<CellBatch>
}

interface Record {
  readonly cut: Cut
  readonly bytes: Uint8Array
}

const HEAD_BYTES = 256 << 10
const SAMPLE_ROWS = 1000
const SAMPLE_BYTES_MAX = 16 << 20
const BATCH_ROWS = 1000
const CELLS_PER_BATCH = 262_144
const COLUMNS_MAX = 4096
const CELL_BYTES_MAX = 32_767 * 4
const SAMPLE_CHARACTERS = 80
const RAW_CHARACTERS = 2000

/**
 * Reads the beginning of `chunks` (UTF-8, decompressed) and decides layout and columns. Fails with `file-empty`,
 * `format-unknown` (no object in the sample), `too-many-columns`, `file-damaged`, `cancelled`.
 */
export async function openJsonTable(
  chunks: AsyncIterable<Uint8Array>,
  options: JsonOptions = {},
): Promise<JsonTable> {
  try {
    return await openTable(chunks, options)
  } catch (error) {
    throw located(error, options)
  }
}

async function openTable(chunks: AsyncIterable<Uint8Array>, options: JsonOptions): Promise<JsonTable> {
  const source = new ChunkSource(chunks, options)
  const head = withoutMark(await source.head(HEAD_BYTES))
  if (head.length === 0) throw new AppError('file-empty')
  const { layout, cutter, skip } = findLayout(head, source.ended)
  cutter.feed(head.subarray(skip))
  const tree = new KeyTree(COLUMNS_MAX)
  const row = new RecordRow()
  const parser = new RecordParser(tree, row)
  const sample = await readSample(source, cutter, parser, options.sampleRows ?? SAMPLE_ROWS)
  const columns = options.columns ?? tree.paths()
  tree.assign(columns)
  row.setColumns(columns.length)
  return { layout, columns, batches: () => readBatches(source, cutter, { parser, row, sample, options }) }
}

/** Chunks of the source one by one, with cancel and position. */
class ChunkSource {
  ended = false
  readonly #chunks: AsyncIterator<Uint8Array>
  readonly #options: JsonOptions
  #bytesTaken = 0

  constructor(chunks: AsyncIterable<Uint8Array>, options: JsonOptions) {
    this.#chunks = chunks[Symbol.asyncIterator]()
    this.#options = options
  }

  get bytesDone(): number {
    return this.#options.bytesDone?.() ?? this.#bytesTaken
  }

  async next(): Promise<Uint8Array | null> {
    if (this.#options.isCancelled?.() === true) throw new AppError('cancelled')
    const result = await this.#chunks.next()
    if (result.done === true) {
      this.ended = true
      return null
    }
    this.#bytesTaken += result.value.length
    return result.value
  }

  /** At least `size` bytes in memory of their own, or all there are. */
  async head(size: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = []
    let length = 0
    while (length < size) {
      const chunk = await this.next()
      if (chunk === null) break
      parts.push(new Uint8Array(chunk))
      length += chunk.length
    }
    return parts.length === 1 ? (parts[0] ?? new Uint8Array(0)) : new Uint8Array(Buffer.concat(parts, length))
  }

  async close(): Promise<void> {
    await this.#chunks.return?.()
  }
}

async function nextCut(source: ChunkSource, cutter: Cutter): Promise<Cut | null> {
  for (;;) {
    const cut = cutter.next(source.ended)
    if (cut !== null || source.ended) return cut
    cutter.settle()
    const chunk = await source.next()
    if (chunk !== null) cutter.feed(chunk)
  }
}

async function readSample(
  source: ChunkSource,
  cutter: Cutter,
  parser: RecordParser,
  sampleRows: number,
): Promise<Record[]> {
  const sample: Record[] = []
  let bytes = 0
  let anyRecord = false
  while (sample.length < sampleRows && bytes < SAMPLE_BYTES_MAX) {
    const cut = await nextCut(source, cutter)
    if (cut === null) break
    const copy = cutter.bytes.slice(cut.start, cut.end)
    bytes += copy.length
    if (cut.kind === 'record' && parser.parse(copy, 0, copy.length)) anyRecord = true
    sample.push({ cut: { ...cut, start: 0, end: copy.length }, bytes: copy })
  }
  if (!anyRecord) {
    await source.close()
    throw new AppError('format-unknown', { found: 'no-json-object' })
  }
  return sample
}

interface Reading {
  readonly parser: RecordParser
  readonly row: RecordRow
  readonly sample: readonly Record[]
  readonly options: JsonOptions
}

async function* readBatches(
  source: ChunkSource,
  cutter: Cutter,
  reading: Reading,
): AsyncGenerator<CellBatch> {
  const { sample, options } = reading
  const builder = new BatchBuilder()
  const noStrings = new StringTable()
  const batchRows = Math.max(1, options.batchRows ?? BATCH_ROWS)
  let rowsLeft = options.maxRows ?? Infinity
  let nextOfSample = 0
  let line = 0
  try {
    while (rowsLeft > 0) {
      const record = sample[nextOfSample++]
      const cut = record?.cut ?? (await nextCut(source, cutter))
      if (cut === null) break
      line = Math.max(line + 1, cut.line)
      addRecord(builder, reading, { ...cut, line }, record?.bytes ?? cutter.bytes)
      rowsLeft--
      if (builder.nRows + builder.nFaults >= batchRows || builder.nCells >= CELLS_PER_BATCH) {
        yield builder.take(noStrings, source.bytesDone)
        if (options.isCancelled?.() === true) throw new AppError('cancelled')
      }
    }
    if (!builder.isEmpty) yield builder.take(noStrings, source.bytesDone)
  } catch (error) {
    throw located(error, options)
  } finally {
    await source.close()
  }
}

function addRecord(builder: BatchBuilder, reading: Reading, cut: Cut, bytes: Uint8Array): void {
  const { parser, row } = reading
  if (cut.kind === 'blank') {
    builder.endRow(cut.line)
  } else if (cut.kind === 'record' && parser.parse(bytes, cut.start, cut.end)) {
    row.emit(builder, cut.line, CELL_BYTES_MAX)
    if (parser.unlisted > 0) builder.treat('unlisted-key-ignored', parser.unlisted)
  } else {
    const isCutOff = cut.kind === 'cut-off' || cut.unended === true
    const code: RejectCode = cut.kind === 'too-long' ? 'field-too-long' : isCutOff ? 'cut-off' : 'bad-json'
    const raw = textOf(bytes, cut.start, cut.end)
    builder.addFault({ line: cut.line, code, column: '', sample: raw.slice(0, SAMPLE_CHARACTERS), raw })
  }
}

function textOf(bytes: Uint8Array, start: number, end: number): string {
  const last = Math.min(end, start + RAW_CHARACTERS * 4)
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, last - start)
    .toString('utf8')
    .trim()
    .slice(0, RAW_CHARACTERS)
}

function located(error: unknown, { fileName }: JsonOptions): unknown {
  return fileName === undefined ? error : inFile(error, fileName)
}

function withoutMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes
}
