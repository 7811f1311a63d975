import { AppError } from '../../../shared/contract/errors.ts'
import { BatchBuilder } from '../cells/batchBuilder.ts'
import { textRows, type CellBatch } from '../cells/cellBatch.ts'
import { SheetHandler } from './sheetHandler.ts'
import { inFile } from '../cells/inFile.ts'
import type { RowsOptions, Sheet, SheetRows, WorkbookContext } from './sheet.ts'
import { XmlScanner } from './xmlScanner.ts'
import type { ZipEntry } from './zipDirectory.ts'

const BATCH_ROWS = 1000

export interface SheetPart {
  readonly name: string
  readonly visibility: Sheet['visibility']
  readonly part: ZipEntry | null
  readonly partName: string
}

export function worksheet(context: WorkbookContext, sheet: SheetPart): Sheet {
  return {
    name: sheet.name,
    visibility: sheet.visibility,
    sizeBytes: sheet.part?.compressedBytes ?? 0,
    batches: (options = {}) => readBatches(context, sheet, options),
    rows: (options = {}) => readRows(context, sheet, options),
  }
}

async function* readRows(
  context: WorkbookContext,
  sheet: SheetPart,
  options: RowsOptions,
): AsyncGenerator<SheetRows> {
  for await (const batch of readBatches(context, sheet, options)) {
    const { faults, treatments, bytesDone } = batch
    yield { rows: textRows(batch), faults, treatments, bytesDone }
  }
}

async function* readBatches(
  context: WorkbookContext,
  sheet: SheetPart,
  options: RowsOptions,
): AsyncGenerator<CellBatch> {
  const builder = new BatchBuilder()
  const handler = new SheetHandler(builder, {
    styles: context.styles,
    date1904: context.date1904,
    columnsMax: context.limits.columns,
    cellBytesMax: context.limits.cellBytes,
  })
  try {
    yield* scanSheet(context, sheet, options, builder, handler)
  } catch (error) {
    throw inFile(error, context.package.source.name, { sheet: sheet.name, row: handler.line })
  }
}

async function* scanSheet(
  context: WorkbookContext,
  sheet: SheetPart,
  options: RowsOptions,
  builder: BatchBuilder,
  handler: SheetHandler,
): AsyncGenerator<CellBatch> {
  if (sheet.part === null) throw new AppError('file-damaged', { place: sheet.partName, reason: 'missing' })
  const { strings } = context
  const isCancelled = (): boolean => context.isCancelled() || (options.isCancelled?.() ?? false)
  const stream = context.package.stream(sheet.part)
  const scanner = new XmlScanner(handler, sheet.part.name, context.limits.depth)
  const batchRows = Math.max(1, options.batchRows ?? BATCH_ROWS)
  let rowsLeft = options.maxRows ?? Infinity
  if (rowsLeft <= 0) return
  handler.rowsPerBatch = Math.min(batchRows, rowsLeft)
  const take = async (): Promise<CellBatch> => {
    if (builder.stringMax >= 0) await strings.ensure(builder.stringMax, isCancelled)
    return builder.take(strings.table, stream.bytesRead())
  }
  for await (const chunk of stream.chunks) {
    if (isCancelled()) throw new AppError('cancelled')
    scanner.feed(chunk)
    while (!scanner.run()) {
      const batch = await take()
      rowsLeft -= batch.nRows + batch.faults.length
      yield batch
      if (rowsLeft <= 0) return
      if (isCancelled()) throw new AppError('cancelled')
      handler.rowsPerBatch = Math.min(batchRows, rowsLeft)
    }
  }
  scanner.finish()
  if (!builder.isEmpty) yield await take()
}
