import { AppError } from '../../shared/contract/errors.ts'
import type { Input } from '../../shared/contract/api.ts'
import type { TablePreview } from '../../shared/contract/import.ts'
import type { FileKind, Mapping } from '../../shared/contract/mapping.ts'
import { evidenceText } from './evidence.ts'

type Item = Input<'import.run'>['items'][number]

/** What the person said about the files beforehand. */
export interface ImportWish {
  readonly kind: FileKind | undefined
  readonly mapping: Mapping | undefined
}

/**
 * The tables of one file that can be imported as they are proposed. A workbook's sheets that are no data (a data
 * dictionary) are passed over as long as another sheet is data. Fails with `not-this-kind` or `mapping-uncertain` and
 * the evidence: nobody is there to be asked.
 */
export function importItems(
  fileToken: string,
  tables: readonly TablePreview[],
  wish: ImportWish,
): readonly Item[] {
  const uncertain = tables.find(({ verdict }) => verdict === 'ask')
  if (uncertain !== undefined) throw unclear('mapping-uncertain', uncertain)
  const ready = tables.filter(({ verdict }) => verdict === 'ready')
  const [first] = tables
  if (ready.length === 0 && first !== undefined) throw unclear('not-this-kind', first)
  return ready.map((table) => ({
    fileToken,
    sheet: table.sheet,
    readAs: table.readAs,
    mapping: wish.mapping ?? mappingOf(table),
  }))
}

function mappingOf(table: TablePreview): Mapping {
  if (table.mapping === null) throw unclear('mapping-uncertain', table)
  return table.mapping
}

function unclear(code: 'mapping-uncertain' | 'not-this-kind', table: TablePreview): AppError {
  return new AppError(code, {
    file: table.fileName,
    ...(table.sheet === null ? {} : { sheet: table.sheet }),
    ...(table.kind === null ? {} : { kind: table.kind }),
    reasons: evidenceText(table.open),
  })
}
