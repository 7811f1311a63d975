import type { FileKind } from './mapping.ts'

/** A column of texts: UTF-8 bytes end to end; text i is bytes[ends[i-1] .. ends[i]). An empty text means "absent". */
export interface TextColumn {
  readonly bytes: Uint8Array
  readonly ends: Uint32Array
}

/** Bits of `RowBatch.flags`. */
export const ROW_FLAG = {
  /** a refund or a cancellation: an event of its own, its amount (and quantity) negative */
  refund: 1,
  /** the order was paid with a coupon */
  coupon: 2,
  /** a refund whose own day is unknown: it stands on the day of its order */
  undatedRefund: 4,
  /** identical to an earlier row of the same file (kept, and told) */
  identical: 8,
  /** the file gave a date without a clock: `timeSeconds` is midnight, its minute is unknown */
  dateOnly: 16,
} as const

/**
 * Rows on their way from a reader thread into the project file, as columns. Everything is already coerced: the writer
 * does not parse. All arrays have `nRows` entries and may be transferred.
 *
 * numbers by field: `timeSeconds` (wall-clock seconds, NaN = none), `amountMinor` (integer minor units, negative for
 * refunds), `quantity` (NaN = unknown), contacts: `costMinor`, `couponFaceMinor`, and `delivered`, `opened`,
 * `clicked`, `redeemed`, `control` as 0/1 (NaN = unknown).
 * texts by field: purchases `customer order product category channel`, and `lineId` where it is mapped; behaviours `customer event product category
 * channel` (`event` is a canonical BehaviourName); customers `customer` and one text column per attribute, canonical
 * or the file's own name; contacts `customer campaign channel variant`.
 */
export interface RowBatch {
  readonly kind: FileKind
  readonly nRows: number
  /** physical line (text) or sheet row (XLSX) on which the row starts, 1-based */
  readonly line: Uint32Array
  /** 0 = the row itself, 1 = the refund found on the same row, 2.. further events of the row */
  readonly event: Uint8Array
  readonly flags: Uint8Array
  readonly numbers: Readonly<Record<string, Float64Array>>
  readonly texts: Readonly<Record<string, TextColumn>>
}

/** Why a row was not taken. `column` is the file's own header (or c1, c2 ...), `sample` at most 80 characters. */
export interface RejectedRow {
  readonly line: number
  readonly code: RejectCode
  readonly column: string
  readonly sample: string
  /** the raw line, at most 2,000 characters, so that nothing is lost */
  readonly raw: string
  /** minor units of the row where they could be read, else 0 */
  readonly amountMinor: number
}

/** Reasons for which a row is not taken. */
export const REJECT_CODES = [
  'no-customer',
  'no-time',
  'bad-time',
  'time-out-of-range',
  'no-amount',
  'bad-amount',
  'bad-quantity',
  'no-event',
  'unknown-event',
  'no-campaign',
  'bad-number',
  'too-many-fields',
  'too-few-fields',
  'cut-off',
  'unclosed-quote',
  'bad-encoding',
  'bad-json',
  'repeated-header',
  'summary-line',
  'not-an-order',
  'field-too-long',
] as const
/** One of the reasons for which a row is not taken. */
export type RejectCode = (typeof REJECT_CODES)[number]

/** What was done to rows (or to the file) that were taken. Counts of these stand in the quality report. */
export const TREATMENT_CODES = [
  'preamble-skipped',
  'header-trimmed',
  'header-renamed',
  'empty-columns-ignored',
  'id-unwrapped',
  'id-decimal-trimmed',
  'id-prefix-stripped',
  'dash-is-empty',
  'currency-stripped',
  'grouping-removed',
  'decimal-comma',
  'refund-in-cell',
  'refund-column',
  'undated-refund',
  'cancellation',
  'negative-quantity',
  'zero-amount',
  'carried-down',
  'time-from-serial',
  'time-from-unix',
  'time-from-offset',
  'time-without-clock',
  'two-digit-year',
  'masked-customer',
  'identical-kept',
  'identical-dropped',
  'invalid-bytes-replaced',
  'sheet-skipped',
  'formula-result-used',
  'formula-without-result',
  'error-is-empty',
  'unlisted-key-ignored',
  'negative-amount',
  'full-width-narrowed',
  'short-row',
] as const
/** One of the treatments. */
export type TreatmentCode = (typeof TREATMENT_CODES)[number]

/** The books of one read. Always: read = accepted + rejected + duplicate + blank. */
export interface RowCounts {
  readonly rowsRead: number
  readonly rowsAccepted: number
  readonly rowsRejected: number
  readonly rowsDuplicate: number
  readonly rowsBlank: number
}
