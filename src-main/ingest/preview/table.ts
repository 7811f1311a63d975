import type { Evidence, TablePreview } from '../../../shared/contract/import.ts'
import type { FileKind, Mapping, ReadAs } from '../../../shared/contract/mapping.ts'
import type { ColumnProfile } from '../detect/columnProfile.ts'
import type { DateScan } from '../detect/dateScan.ts'
import { nameWords, type NameWords } from '../vocabulary/nameWords.ts'

/** A mapping that was saved under a name, with the headers of the file that it was made for. */
export interface SavedMapping {
  readonly name: string
  readonly kind: FileKind
  readonly headers: readonly string[]
  readonly mapping: Mapping
}

/** What a preview may be told beforehand. */
export interface PreviewOptions {
  readonly kind?: FileKind
  readonly readAs?: ReadAs
  readonly mapping?: Mapping
  readonly timeZone: string
  readonly currency: string
  readonly savedMappings?: readonly SavedMapping[]
}

/** A sampled table before anybody has asked what it means. */
export interface SampledTable extends Pick<
  TablePreview,
  | 'fileName'
  | 'sheet'
  | 'sizeBytes'
  | 'format'
  | 'compressed'
  | 'encoding'
  | 'encodingEvidence'
  | 'delimiter'
  | 'delimiterEvidence'
  | 'headerLine'
  | 'headerEvidence'
  | 'rows'
  | 'rowsEstimate'
  | 'rowsExact'
  | 'readAs'
> {
  /** doubts about the reading itself */
  readonly doubts: readonly Evidence[]
  readonly names: readonly string[]
  readonly headers: readonly string[]
  readonly body: readonly (readonly string[])[]
  readonly dateScan: DateScan | null
  /** names of columns of the workbook's other sheets */
  readonly otherNames?: ReadonlySet<string>
}

/** A column with its name taken apart. */
export interface Column extends ColumnProfile {
  readonly words: NameWords
}

/** A profiled table: what the mapping is decided on. */
export interface Table {
  readonly columns: readonly Column[]
  readonly body: readonly (readonly string[])[]
  readonly hasHeader: boolean
}

/** Attaches the words of the names. */
export function withWords(profiles: readonly ColumnProfile[], hasHeader: boolean): Column[] {
  const nameless = nameWords('')
  return profiles.map((profile) => ({ ...profile, words: hasHeader ? nameWords(profile.name) : nameless }))
}

/** Columns in an order that does not depend on where they stand in the file. */
export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name.length - b.name.length || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
}
