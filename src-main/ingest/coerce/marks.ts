import type { TreatmentCode } from '../../../shared/contract/batch.ts'

/** What was done to a row, one bit each; the order of MARK_CODES is the order of the bits. */
export const MARK_CODES = [
  'id-unwrapped',
  'id-decimal-trimmed',
  'id-prefix-stripped',
  'dash-is-empty',
  'currency-stripped',
  'grouping-removed',
  'decimal-comma',
  'full-width-narrowed',
  'refund-in-cell',
  'refund-column',
  'undated-refund',
  'cancellation',
  'negative-quantity',
  'negative-amount',
  'zero-amount',
  'carried-down',
  'time-from-serial',
  'time-from-unix',
  'time-from-offset',
  'time-without-clock',
  'two-digit-year',
  'masked-customer',
  'invalid-bytes-replaced',
  'short-row',
] as const satisfies readonly TreatmentCode[]

type MarkCode = (typeof MARK_CODES)[number]

export const MARK = Object.fromEntries(MARK_CODES.map((code, bit) => [code, 1 << bit])) as Readonly<
  Record<MarkCode, number>
>

/** What a cell turned out to be. */
export const CELL = { ok: 0, empty: 1, bad: 2, outOfRange: 3 } as const
