import type { RejectCode, RowCounts, TreatmentCode } from './batch.ts'
import type { DateOrder, FieldSource, FileKind, Mapping, ReadAs } from './mapping.ts'

/**
 * A reason in the machine's own terms; the renderer turns `code` and `values` into a sentence. Codes are listed in
 * EVIDENCE_CODES so that both languages are complete.
 */
export interface Evidence {
  readonly code: EvidenceCode
  readonly values: Readonly<Record<string, string | number>>
}

/**
 * Everything that the detectors can say about why they decided as they did. Values by code (column names and samples
 * are the file's own):
 * bom {encoding}; valid-utf8 {characters}; ascii-only {}; gbk-words {characters, sharePercent, sample};
 * encoding-guess {encoding, characters, sample}; encoding-chosen, delimiter-chosen, header-chosen, dates-chosen {value};
 * delimiter-consistent {delimiter, fields, rows, sharePercent}; header-names-known {known, of}; header-above-types {columns};
 * header-none {sample}; header-guess {}; preamble-lines {lines};
 * dates-day-above-12, dates-month-above-12 {rows, scanned, sample, against}: the first (second) of the three numbers
 * exceeds 12 in so many rows; dates-iso, dates-named-month, dates-unix, dates-serial {rows, sample};
 * dates-ambiguous {column, rows, sample}; name-known, name-similar {column}; values-parse {column, sharePercent, sample};
 * values-repeat {column, distinct, filled}; values-unique {column, distinct}; values-words {column, words};
 * values-empty {column, sharePercent}; values-do-not-parse {column, sharePercent, sample}; product-of-columns {first, second};
 * clock-joined {date, clock}; same-as-column {column, other}; saved-mapping {name}; user-chosen {}; kind-fields {fields}; kind-uncertain {kind};
 * missing-field {field}; looks-like-bill, looks-like-dictionary, no-rows {}; customer-masked, customer-weak, time-weak {column};
 * name-clash {field, first, second}; column-missing {field, column}; decimal-comma {column, sample};
 * currency-in-file {currency}; currencies-mixed {currencies}; amount-repeats-in-order, order-cells-once {columns, orders};
 * cancelled-prefix {column, prefix, rows}; status-words {column, words}; events-known {known, of};
 * events-numeric, events-unknown {column, words}; sheet-hidden {sheet};
 * price-is-line-total {column, rows}.
 */
export const EVIDENCE_CODES = [
  'bom',
  'valid-utf8',
  'ascii-only',
  'gbk-words',
  'encoding-guess',
  'encoding-chosen',
  'delimiter-consistent',
  'delimiter-chosen',
  'header-names-known',
  'header-above-types',
  'header-none',
  'header-chosen',
  'preamble-lines',
  'dates-day-above-12',
  'dates-month-above-12',
  'dates-iso',
  'dates-ambiguous',
  'dates-named-month',
  'dates-unix',
  'dates-serial',
  'dates-chosen',
  'name-known',
  'name-similar',
  'values-parse',
  'values-repeat',
  'values-unique',
  'values-words',
  'product-of-columns',
  'saved-mapping',
  'user-chosen',
  'kind-fields',
  'missing-field',
  'looks-like-bill',
  'looks-like-dictionary',
  'customer-masked',
  'name-clash',
  'header-guess',
  'no-rows',
  'decimal-comma',
  'currency-in-file',
  'currencies-mixed',
  'amount-repeats-in-order',
  'order-cells-once',
  'cancelled-prefix',
  'status-words',
  'events-known',
  'events-numeric',
  'events-unknown',
  'customer-weak',
  'time-weak',
  'values-empty',
  'values-do-not-parse',
  'clock-joined',
  'same-as-column',
  'column-missing',
  'kind-uncertain',
  'sheet-hidden',
  'price-is-line-total',
] as const
/** One of the codes of `Evidence`. */
export type EvidenceCode = (typeof EVIDENCE_CODES)[number]

/** Types that a column's values were seen to have. */
export type ColumnType =
  'empty' | 'integer' | 'number' | 'money' | 'date' | 'boolean' | 'id' | 'word' | 'text'

/** One column as found. `filled` and `distinct` are over the sampled rows. */
export interface PreviewColumn {
  /** unique name, trimmed (or c1, c2 ...) */
  readonly name: string
  /** the header's own text, untrimmed */
  readonly header: string
  readonly type: ColumnType
  readonly filled: number
  readonly distinct: number
  readonly samples: readonly string[]
}

/** A proposed field with the evidence for it. `confidence` 0..1. */
export interface ProposedField {
  readonly field: string
  readonly source: FieldSource
  readonly confidence: number
  readonly evidence: readonly Evidence[]
}

/** Verdict on a file: may it be imported as it is proposed? */
export type PreviewVerdict = 'ready' | 'ask' | 'refused'

/** What one table (a file, or one sheet of a workbook) looks like. Idempotent: previewing changes nothing. */
export interface TablePreview {
  readonly fileName: string
  readonly sheet: string | null
  readonly sizeBytes: number
  readonly format: 'delimited' | 'xlsx' | 'jsonl'
  readonly compressed: boolean
  readonly encoding: string
  readonly encodingEvidence: readonly Evidence[]
  /** '' for xlsx and jsonl; 'spaces' for runs of blanks */
  readonly delimiter: string
  readonly delimiterEvidence: readonly Evidence[]
  /** 1-based; 0 = no header */
  readonly headerLine: number
  readonly headerEvidence: readonly Evidence[]
  readonly columns: readonly PreviewColumn[]
  /** raw cells of the first rows, at most 20 */
  readonly rows: readonly (readonly string[])[]
  readonly sampledRows: number
  /** rows in all, exact if the whole file was sampled, else an estimate */
  readonly rowsEstimate: number
  readonly rowsExact: boolean
  readonly kind: FileKind | null
  /** 0..1 */
  readonly kindConfidence: number
  readonly kindEvidence: readonly Evidence[]
  readonly dateOrder: DateOrder | null
  readonly dateEvidence: readonly Evidence[]
  readonly fields: readonly ProposedField[]
  readonly mapping: Mapping | null
  readonly verdict: PreviewVerdict
  /** what must be settled (ask) or why not (refused) */
  readonly open: readonly Evidence[]
  /** how to read it again with the same result */
  readonly readAs: ReadAs
}

/** Sample rejects kept with an import's record. */
export interface RejectSummary {
  readonly code: RejectCode
  readonly rows: number
  readonly amountMinor: number
  /** up to 5 line numbers */
  readonly lines: readonly number[]
  readonly sample: string
  readonly column: string
}

/** What came of importing one table; also the record kept in the project. */
export interface ImportReport extends RowCounts {
  readonly importId: number
  readonly fileName: string
  readonly sheet: string | null
  readonly kind: FileKind
  readonly rejects: readonly RejectSummary[]
  readonly treatments: Readonly<Partial<Record<TreatmentCode, number>>>
  /** lines skipped above the header */
  readonly preambleLines: number
  readonly identicalRows: number
  /** distinct customers, orders in the accepted rows */
  readonly customers: number
  readonly customersNew: number
  readonly orders: number
  /** net of the accepted rows, minor units */
  readonly amountMinor: number
  readonly firstDay: number | null
  readonly lastDay: number | null
  readonly encoding: string
  readonly delimiter: string
  readonly headerLine: number
  readonly mapping: Mapping
  readonly elapsedMs: number
  readonly peakRssBytes: number
  readonly importedAtMs: number
  readonly sha256: string
  /** importedAtMs of the earlier import when the very same file was imported before (nothing was read again) */
  readonly sameAsImportedAtMs: number | null
  readonly undone: boolean
}

/** Where a running import is. */
export interface ImportProgress {
  readonly fileName: string
  readonly fileIndex: number
  readonly nFiles: number
  readonly phase: 'reading' | 'matching' | 'ledger' | 'saving'
  readonly rowsRead: number
  readonly bytesDone: number
  readonly bytesTotal: number
  readonly rowsPerSecond: number
  /** null until it can be told */
  readonly secondsLeft: number | null
}
