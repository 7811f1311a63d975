import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RowFault, TextRow } from '../../../src-main/ingest/cells/cellBatch.ts'
import { openWorkbook, type OpenOptions, type RowsOptions } from '../../../src-main/ingest/xlsx/workbook.ts'
import { workbookParts, type WorkbookSpec } from '../../support/workbookParts.ts'
import { zipBytes } from '../../support/zipWriter.ts'

export interface ReadSheet {
  readonly rows: readonly TextRow[]
  readonly faults: readonly RowFault[]
  readonly treatments: Readonly<Record<string, number>>
}

/** Runs `use` on a file of these bytes in a folder of its own. */
export async function withFile<T>(
  name: string,
  bytes: Uint8Array,
  use: (path: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'huiliu-xlsx-'))
  try {
    const path = join(folder, name)
    await writeFile(path, bytes)
    return await use(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** One sheet of the workbook in `bytes`, read whole. */
export async function readBytes(
  bytes: Uint8Array,
  options: OpenOptions & RowsOptions & { sheet?: number; name?: string } = {},
): Promise<ReadSheet> {
  return withFile(options.name ?? 'book.xlsx', bytes, async (path) => {
    const workbook = await openWorkbook(path, options)
    try {
      const rows: TextRow[] = []
      const faults: RowFault[] = []
      const treatments: Record<string, number> = {}
      const sheet = workbook.sheets[options.sheet ?? 0]
      for await (const batch of sheet?.rows(options) ?? []) {
        rows.push(...batch.rows)
        faults.push(...batch.faults)
        for (const [code, count] of Object.entries(batch.treatments)) {
          treatments[code] = (treatments[code] ?? 0) + count
        }
      }
      return { rows, faults, treatments }
    } finally {
      await workbook.close()
    }
  })
}

/** The cells of a workbook whose first sheet has this sheetData. */
export async function cellsOf(xml: string, spec: Partial<WorkbookSpec> = {}): Promise<(readonly string[])[]> {
  const { rows } = await readBytes(zipBytes(workbookParts({ sheets: [{ xml }], ...spec })))
  return rows.map((row) => row.cells)
}
