import { basename } from 'node:path'
import type { TablePreview } from '../../../shared/contract/import.ts'
import type { ReadAs } from '../../../shared/contract/mapping.ts'
import { detectFormat } from '../detect/format.ts'
import { delimitedSample } from './delimitedSample.ts'
import { describeTable } from './describeTable.ts'
import { jsonSample } from './jsonSample.ts'
import { sampleFile } from './sampleFile.ts'
import { sheetSamples } from './sheetSamples.ts'
import type { PreviewOptions, SampledTable } from './table.ts'

export type { PreviewOptions, SavedMapping } from './table.ts'

/**
 * Looks at a file and says what it is, with evidence; changes nothing and gives the same answer every time. One
 * preview a table: a file of text or JSON is one, a workbook has one for every sheet with rows. Bounded: about 1 MiB
 * from the beginning and windows of the rest; files up to 64 MiB (inflated) are passed through once, for their
 * encoding and the order of their dates. Fails with `file-not-found`, `file-unreadable`, `file-empty`, `file-damaged`,
 * `format-unknown`, `format-xls`, `file-encrypted`, `encoding-unknown`, `sheet-not-found`, `archive-too-large`.
 */
export async function previewFile(
  path: string,
  fileName: string | null,
  options: PreviewOptions,
): Promise<TablePreview[]> {
  const tables = await sampledTables(path, fileName ?? basename(path), readAsOf(options))
  return tables.map((table) => describeTable(table, options))
}

async function sampledTables(path: string, fileName: string, readAs: ReadAs): Promise<SampledTable[]> {
  const sample = await sampleFile(path, fileName)
  try {
    const format = readAs.format ?? detectFormat(sample.head, fileName)
    if (format === 'delimited') return [await delimitedSample(sample, fileName, readAs)]
    if (format === 'jsonl') return [await jsonSample(path, fileName, sample.head, readAs)]
    return await sheetSamples(path, fileName, sample.sizeBytes, readAs)
  } finally {
    await sample.close()
  }
}

/** A mapping for a table without a header says so about the reading too. */
function readAsOf({ readAs, mapping }: PreviewOptions): ReadAs {
  return mapping?.header === false && readAs?.headerLine === undefined
    ? { ...readAs, headerLine: 0 }
    : (readAs ?? {})
}
