import { AppError } from '../../../shared/contract/errors.ts'
import { utf8Stream } from '../decode/utf8Stream.ts'
import { DelimitedParser } from '../parse/delimited.ts'
import { RecordBlock } from '../parse/recordBlock.ts'
import { delimitedOptions, delimiterOf, SUBSTITUTE_DELIMITER } from '../parse/rowsOf.ts'
import { openBytes } from '../read/openBytes.ts'
import { CellBlocks } from './cellBlocks.ts'
import { inflateOptions, openRecords } from './cellSources.ts'
import type { ReadSummary, RowSink, TablePlan } from './plan.ts'
import type { RecordSource } from './recordSource.ts'
import { TableRows } from './tableRows.ts'

/** Records per block: what is in hand at once, and how often a cancel is looked for. */
const BLOCK_ROWS = 8192

/**
 * Reads one table into the sink and answers its books. Memory does not depend on the file's size. Fails with
 * `mapping-invalid`, `encoding-unknown`, `cancelled` and with what opening and inflating fail with; of a damaged
 * archive everything that could be read has gone to the sink before `file-damaged` says how far it came.
 */
export async function readTable(plan: TablePlan, sink: RowSink): Promise<ReadSummary> {
  const format = plan.readAs.format ?? 'delimited'
  return format === 'delimited' ? readDelimited(plan, sink) : readRecords(plan, sink)
}

async function readDelimited(plan: TablePlan, sink: RowSink): Promise<ReadSummary> {
  const headerLine = plan.readAs.headerLine ?? (plan.mapping.header === false ? 0 : 1)
  const readAs = { ...plan.readAs, headerLine }
  const { rewrite } = delimiterOf(readAs.delimiter ?? ',')
  const text = utf8Stream(readAs.encoding ?? 'utf-8', rewrite, SUBSTITUTE_DELIMITER)
  const parser = new DelimitedParser(delimitedOptions(readAs, plan.columns.length), 4 << 20)
  const table = new TableRows(plan, BLOCK_ROWS)
  const block = new RecordBlock(parser.store, BLOCK_ROWS)
  const header = new RecordBlock(parser.store, 1)
  let awaitsHeader = headerLine > 0
  const drain = async (): Promise<void> => {
    if (awaitsHeader && parser.next(header)) awaitsHeader = false
    while (!awaitsHeader && parser.next(block)) {
      await handOver(table, block, text.replacedAt, sink)
    }
  }

  const source = await openBytes(plan.path, inflateOptions(plan))
  try {
    let damage: AppError | null = null
    try {
      for await (const chunk of source.chunks()) {
        if (sink.isCancelled()) throw new AppError('cancelled')
        parser.push(text.push(chunk))
        await drain()
        sink.progress(source.bytesDone, source.sizeBytes, table.books.rowsRead)
      }
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'file-damaged') throw error
      damage = error
    }
    parser.push(text.finish())
    parser.end()
    await drain()
    await flush(table, sink)
    if (damage !== null) throw brokenOff(damage, table)
    return table.books.summary({
      sha256: await source.sha256(),
      sizeBytes: source.sizeBytes,
      compressed: source.compressed,
      preambleLines: Math.max(0, headerLine - 1),
    })
  } finally {
    await source.close()
  }
}

async function readRecords(plan: TablePlan, sink: RowSink): Promise<ReadSummary> {
  const table = new TableRows(plan, BLOCK_ROWS)
  const file = await openBytes(plan.path, inflateOptions(plan))
  try {
    const records = await openRecords(plan, () => sink.isCancelled())
    try {
      try {
        await drainRecords(records, table, sink)
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'file-damaged') throw error
        await flush(table, sink)
        throw brokenOff(error, table)
      }
      await flush(table, sink)
      return table.books.summary({
        sha256: await file.sha256(),
        sizeBytes: file.sizeBytes,
        compressed: file.compressed,
        preambleLines: Math.max(0, records.headerLine - 1),
      })
    } finally {
      await records.close()
    }
  } finally {
    await file.close()
  }
}

async function drainRecords(records: RecordSource, table: TableRows, sink: RowSink): Promise<void> {
  const blocks = new CellBlocks(BLOCK_ROWS)
  for await (const batch of records.batches()) {
    for (const block of blocks.blocks(batch, records.headerLine)) await handOver(table, block, [], sink)
    const faults = batch.faults.filter((fault) => fault.line > records.headerLine)
    if (faults.length > 0) {
      const rejected = faults.map((fault) => ({ ...fault, amountMinor: 0 }))
      table.books.addFaults(rejected)
      sink.rejects(rejected)
    }
    table.books.addTreatments(batch.treatments)
    sink.progress(batch.bytesDone, records.bytesTotal, table.books.rowsRead)
  }
}

async function handOver(
  table: TableRows,
  block: RecordBlock,
  replacedAt: number[],
  sink: RowSink,
): Promise<void> {
  if (sink.isCancelled()) throw new AppError('cancelled')
  const rejected = table.process(block, replacedAt)
  if (rejected.length > 0) sink.rejects(rejected)
  const batch = table.takeBatch(false)
  if (batch !== null) await sink.batch(batch)
}

async function flush(table: TableRows, sink: RowSink): Promise<void> {
  const batch = table.takeBatch(true)
  if (batch !== null) await sink.batch(batch)
}

function brokenOff(damage: AppError, table: TableRows): AppError {
  return new AppError('file-damaged', { ...damage.detail, rowsRead: table.books.rowsRead }, damage)
}
