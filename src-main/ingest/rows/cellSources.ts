import { AppError } from '../../../shared/contract/errors.ts'
import { decodedChunks } from '../decode/decodedChunks.ts'
import { openJsonTable } from '../jsonl/jsonTable.ts'
import { openBytes } from '../read/openBytes.ts'
import { openWorkbook } from '../xlsx/workbook.ts'
import type { TablePlan } from './plan.ts'
import type { RecordSource } from './recordSource.ts'

/** Opens the sheet or the JSON lines of a plan. Fails like their readers, and with `sheet-not-found`. */
export async function openRecords(plan: TablePlan, isCancelled: () => boolean): Promise<RecordSource> {
  return plan.readAs.format === 'xlsx' ? openSheet(plan, isCancelled) : openJson(plan, isCancelled)
}

async function openSheet(plan: TablePlan, isCancelled: () => boolean): Promise<RecordSource> {
  const workbook = await openWorkbook(plan.path, { fileName: plan.fileName, isCancelled })
  const wanted = plan.readAs.sheet
  const sheet =
    wanted === undefined
      ? (workbook.sheets.find((candidate) => candidate.visibility === 'visible') ?? workbook.sheets[0])
      : workbook.sheets.find((candidate) => candidate.name === wanted)
  if (sheet === undefined) {
    await workbook.close()
    throw new AppError('sheet-not-found', { file: plan.fileName, sheet: wanted ?? '' })
  }
  const headerLine = plan.readAs.headerLine ?? (plan.mapping.header === false ? 0 : 1)
  return {
    bytesTotal: sheet.sizeBytes,
    headerLine,
    batches: () => sheet.batches({ isCancelled }),
    close: () => workbook.close(),
  }
}

async function openJson(plan: TablePlan, isCancelled: () => boolean): Promise<RecordSource> {
  const source = await openBytes(plan.path, inflateOptions(plan))
  try {
    const chunks = decodedChunks(source.chunks(), plan.readAs.encoding ?? 'utf-8')
    const table = await openJsonTable(chunks, {
      columns: plan.columns,
      isCancelled,
      fileName: plan.fileName,
      bytesDone: () => source.bytesDone,
    })
    return {
      bytesTotal: source.sizeBytes,
      headerLine: 0,
      batches: () => table.batches(),
      close: () => source.close(),
    }
  } catch (error) {
    await source.close()
    throw error
  }
}

/** How the plan's file is opened. */
export function inflateOptions(plan: TablePlan): { fileName: string; maxInflatedBytes?: number } {
  return {
    fileName: plan.fileName,
    ...(plan.maxInflatedBytes === undefined ? {} : { maxInflatedBytes: plan.maxInflatedBytes }),
  }
}
