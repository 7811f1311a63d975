import type { ReadAs } from '../../../shared/contract/mapping.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import type { TextRow } from '../cells/cellBatch.ts'
import { columnNames, trimmedName, usedColumns } from '../detect/columnNames.ts'
import { columnProfile } from '../detect/columnProfile.ts'
import { numericDateColumns } from '../detect/dateOrder.ts'
import type { DateScan } from '../detect/dateScan.ts'
import { dateShape } from '../detect/dateShape.ts'
import { detectHeader } from '../detect/headerLine.ts'
import { openWorkbook, type Sheet } from '../xlsx/workbook.ts'
import type { SampledTable } from './table.ts'

const SAMPLED_ROWS = 4000
const SCANNED_ROWS = 200_000
const SHOWN_ROWS = 20

/** Every sheet of a workbook that has a row, or the one that was asked for. */
export async function sheetSamples(
  path: string,
  fileName: string,
  sizeBytes: number,
  chosen: ReadAs,
): Promise<SampledTable[]> {
  const workbook = await openWorkbook(path, { fileName })
  try {
    const sheets =
      chosen.sheet === undefined
        ? workbook.sheets
        : workbook.sheets.filter(({ name }) => name === chosen.sheet)
    if (sheets.length === 0)
      throw new AppError('sheet-not-found', { file: fileName, sheet: chosen.sheet ?? '' })
    const tables: SampledTable[] = []
    for (const sheet of sheets) {
      const table = await sheetTable(sheet, fileName, sizeBytes, chosen)
      if (table) tables.push(table)
    }
    if (tables.length === 0) throw new AppError('file-empty', { file: fileName })
    return tables.map((table) => ({ ...table, otherNames: namesOfOthers(tables, table) }))
  } finally {
    await workbook.close()
  }
}

function namesOfOthers(tables: readonly SampledTable[], own: SampledTable): Set<string> {
  return new Set(tables.filter((table) => table !== own).flatMap((table) => table.headers.map(trimmedName)))
}

async function sheetTable(
  sheet: Sheet,
  fileName: string,
  sizeBytes: number,
  chosen: ReadAs,
): Promise<SampledTable | null> {
  const { rows, bytesDone, ended } = await firstRows(sheet)
  const filled = rows.filter((row) => row.cells.some((cell) => cell.trim() !== ''))
  if (filled.length === 0) return null
  const found = detectHeader(filled, chosen.headerLine)
  const body = filled.slice(found.index + 1).map((row) => row.cells)
  const headers = found.index >= 0 ? (filled[found.index]?.cells ?? []) : []
  const names = columnNames(headers, usedColumns(headers, body))
  const read = rows.filter((row) => row.line > found.headerLine).length
  const estimate = ended || bytesDone === 0 ? read : Math.round((read * sheet.sizeBytes) / bytesDone)
  return {
    fileName,
    sheet: sheet.name,
    sizeBytes,
    format: 'xlsx',
    compressed: false,
    encoding: 'utf-8',
    encodingEvidence: [],
    delimiter: '',
    delimiterEvidence: [],
    headerLine: found.headerLine,
    headerEvidence: found.evidence,
    rows: body.slice(0, SHOWN_ROWS),
    rowsEstimate: Math.max(read, estimate),
    rowsExact: ended,
    readAs: { format: 'xlsx', sheet: sheet.name, headerLine: found.headerLine },
    doubts: [
      ...(found.certain ? [] : ([{ code: 'header-guess', values: {} }] as const)),
      ...(sheet.visibility === 'visible'
        ? []
        : ([{ code: 'sheet-hidden', values: { sheet: sheet.name } }] as const)),
    ],
    names,
    headers,
    body,
    dateScan: ended ? null : await scanDates(sheet, names, body),
  }
}

async function firstRows(sheet: Sheet): Promise<{ rows: TextRow[]; bytesDone: number; ended: boolean }> {
  const rows: TextRow[] = []
  let bytesDone = 0
  for await (const batch of sheet.rows({ maxRows: SAMPLED_ROWS + 1 })) {
    rows.push(...batch.rows)
    bytesDone = batch.bytesDone
  }
  return { rows: rows.slice(0, SAMPLED_ROWS), bytesDone, ended: rows.length <= SAMPLED_ROWS }
}

/** Text that looks like a date of unsettled order is counted over many more rows than are sampled. */
async function scanDates(
  sheet: Sheet,
  names: readonly string[],
  body: readonly (readonly string[])[],
): Promise<DateScan | null> {
  const profiles = names.map((name, i) => columnProfile(body, i, name, name))
  const columns = numericDateColumns(profiles).map(({ index }) => index)
  if (columns.length === 0) return null
  const found = { rows: 0, firstAbove12: 0, secondAbove12: 0, bothFit: 0, sampleFirst: '', sampleSecond: '' }
  for await (const batch of sheet.rows({ maxRows: SCANNED_ROWS }))
    for (const row of batch.rows) {
      for (const column of columns) {
        const text = (row.cells[column] ?? '').trim()
        const date = dateShape(text)
        if (date?.form !== 'numeric') continue
        found.rows++
        if (date.first > 12) {
          found.firstAbove12++
          found.sampleFirst ||= text
        } else if (date.second > 12) {
          found.secondAbove12++
          found.sampleSecond ||= text
        } else if (date.first !== date.second) found.bothFit++
      }
    }
  return found
}
