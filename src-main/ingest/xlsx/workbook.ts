import { basename } from 'node:path'
import { openByteSource, type ByteSource } from './byteSource.ts'
import { requireZip } from './foreignFormat.ts'
import { XLSX_LIMITS, type XlsxLimits } from './limits.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import { inFile } from '../cells/inFile.ts'
import { Package } from './package.ts'
import type { Relationship } from './relationships.ts'
import { SharedStrings } from './sharedStrings.ts'
import type { Sheet, WorkbookContext } from './sheet.ts'
import { readStyles } from './styles.ts'
import { worksheet } from './worksheet.ts'
import type { ZipEntry } from './zipDirectory.ts'

/** Nobody has more; every one of them is looked into for a preview. */
const SHEETS_MAX = 1024

export type { RowsOptions, Sheet, SheetRows } from './sheet.ts'

export interface OpenOptions {
  /** as people know it, for errors; the path's last part if absent */
  readonly fileName?: string
  readonly limits?: Partial<XlsxLimits>
  /** polled between chunks; true ends the reading with AppError `cancelled` */
  readonly isCancelled?: () => boolean
}

export interface Workbook {
  /** worksheets in the workbook's order, hidden ones too; charts and macro sheets are left out */
  readonly sheets: readonly Sheet[]
  readonly date1904: boolean
  close(): Promise<void>
}

interface SheetEntry {
  readonly name: string
  readonly relationshipId: string
  readonly visibility: Sheet['visibility']
}

/**
 * Opens a workbook without reading its sheets. Fails with `file-not-found`, `file-unreadable`, `file-empty`,
 * `file-damaged` (detail: place, reason), `file-encrypted`, `format-xls`, `format-unknown` or `archive-too-large`.
 */
export async function openWorkbook(path: string, options: OpenOptions = {}): Promise<Workbook> {
  const source = await openByteSource(path, options.fileName ?? basename(path))
  try {
    return await readWorkbook(source, options)
  } catch (error) {
    await source.close()
    throw inFile(error, source.name)
  }
}

async function readWorkbook(source: ByteSource, options: OpenOptions): Promise<Workbook> {
  const limits = { ...XLSX_LIMITS, ...options.limits }
  await requireZip(source)
  const archive = await Package.open(source, limits)
  const part = await archive.workbookPart()
  const relationships = await archive.relationships(part.name)
  const { entries, date1904 } = await readSheetList(archive, part)
  const related = (type: string, fallback: string): ZipEntry | undefined => {
    const target = relationships.find((relationship) => relationship.type === type)?.target
    return (target === undefined ? undefined : archive.parts.get(target)) ?? archive.parts.get(fallback)
  }
  const stylesPart = related('styles', 'xl/styles.xml')
  const stringsPart = related('sharedStrings', 'xl/sharedStrings.xml')
  const context: WorkbookContext = {
    package: archive,
    strings: new SharedStrings(
      stringsPart === undefined ? null : archive.stream(stringsPart).chunks,
      stringsPart?.name ?? 'xl/sharedStrings.xml',
      limits,
    ),
    styles:
      stylesPart === undefined
        ? []
        : await readStyles(archive.stream(stylesPart).chunks, stylesPart.name, limits.depth),
    date1904,
    limits,
    isCancelled: options.isCancelled ?? (() => false),
  }
  return {
    sheets: worksheets(context, entries, relationships, part.name),
    date1904,
    async close() {
      await context.strings.close()
      await source.close()
    },
  }
}

async function readSheetList(
  archive: Package,
  part: ZipEntry,
): Promise<{ entries: SheetEntry[]; date1904: boolean }> {
  const entries: SheetEntry[] = []
  let date1904 = false
  await archive.visit(part, (element) => {
    if (element.name === 'workbookPr') {
      date1904 = /^(1|true|on)$/i.test(element.attribute('date1904') ?? '')
    } else if (element.name === 'sheet' && element.depth === 3) {
      const state = element.attribute('state')
      entries.push({
        name: element.attribute('name') ?? '',
        relationshipId: element.attribute('id') ?? '',
        visibility: state === 'hidden' || state === 'veryHidden' ? state : 'visible',
      })
    }
  })
  return { entries, date1904 }
}

function worksheets(
  context: WorkbookContext,
  entries: readonly SheetEntry[],
  relationships: readonly Relationship[],
  workbookName: string,
): Sheet[] {
  const byId = new Map(relationships.map((relationship) => [relationship.id, relationship]))
  const taken = new Set<string>()
  const names = new Set<string>()
  const sheets: Sheet[] = []
  entries.forEach((entry, index) => {
    const relationship = byId.get(entry.relationshipId)
    if (relationship !== undefined && (relationship.type !== 'worksheet' || relationship.external)) return
    const fallback = workbookName.replace(/[^/]*$/, `worksheets/sheet${index + 1}.xml`)
    const partName = relationship?.target ?? fallback
    if (taken.has(partName)) return
    taken.add(partName)
    const name = uniqueName(entry.name, names)
    const part = context.package.parts.get(partName) ?? null
    sheets.push(worksheet(context, { name, visibility: entry.visibility, part, partName }))
  })
  if (entries.length === 0) throw new AppError('file-damaged', { place: workbookName, reason: 'no-sheets' })
  if (sheets.length === 0) throw new AppError('file-empty')
  if (sheets.length > SHEETS_MAX) {
    throw new AppError('archive-too-large', { sheets: sheets.length, limitSheets: SHEETS_MAX })
  }
  return sheets
}

/** Sheets are asked for by name, which damaged or foreign files may use twice. */
function uniqueName(name: string, names: Set<string>): string {
  let unique = name
  for (let n = 2; names.has(unique); n++) unique = `${name} (${n})`
  names.add(unique)
  return unique
}
