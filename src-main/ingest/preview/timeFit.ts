import type { Evidence } from '../../../shared/contract/import.ts'
import { filledShare, fit, NO, parse, type Fit } from './columnFacts.ts'
import type { Column } from './table.ts'

/** How well values read as times: dates, seconds since 1970, days of a spreadsheet. */
export function judgeTime(column: Column): Fit {
  const { filled, shapes } = column
  const share = (shapes.date + unixCount(column)) / filled
  const evidence = parse(column, share)
  if (share >= 0.5)
    return fit((share >= 0.95 ? 1 : share) * fillFactor(column), evidence, ...unixEvidence(column))
  if (isSerial(column))
    return fit(0.9 * fillFactor(column), {
      code: 'dates-serial',
      values: { rows: filled, sample: column.samples[0] ?? '' },
    })
  return NO
}

function fillFactor(column: Column): number {
  const share = filledShare(column)
  return share >= 0.6 ? 1 : share >= 0.02 ? 0.6 + share * 0.6 : 0.3
}

/** Seconds (9-10 digits), milliseconds (12-13) or microseconds (16) since 1970, between 1990 and 2100. */
function unixCount(column: Column): number {
  let count = 0
  for (const [value, times] of column.values) if (isUnix(value)) count += times
  return count
}

/** Whether digits can be seconds, milliseconds or microseconds since 1970. */
export function isUnix(value: string): boolean {
  if (!/^\d{9,16}(\.\d+)?$/.test(value)) return false
  const digits = value.split('.')[0]?.length ?? 0
  const seconds =
    Number(value) / (digits === 16 ? 1e6 : digits >= 12 && digits <= 13 ? 1e3 : digits <= 10 ? 1 : Number.NaN)
  return seconds >= 631_152_000 && seconds < 4_102_444_800
}

function unixEvidence(column: Column): Evidence[] {
  const rows = unixCount(column)
  return rows > column.filled * 0.5
    ? [{ code: 'dates-unix', values: { rows, sample: column.samples[0] ?? '' } }]
    : []
}

/** Days as spreadsheets count them, 1954 to 2119. */
export function isSerial(column: Column): boolean {
  const isNumber = column.type === 'integer' || column.type === 'number'
  return isNumber && column.smallest >= 20_000 && column.largest < 80_000
}
