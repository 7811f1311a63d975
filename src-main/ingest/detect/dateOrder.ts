import type { Evidence } from '../../../shared/contract/import.ts'
import type { DateOrder } from '../../../shared/contract/mapping.ts'
import type { ColumnProfile } from './columnProfile.ts'
import type { DateScan } from './dateScan.ts'

/** In which order days, months and years are written. */
export interface DateVerdict {
  readonly order: DateOrder | null
  readonly evidence: readonly Evidence[]
  /** both readings fit every row */
  readonly isOpen: boolean
}

const TOLERATED_AGAINST = 0.02

/** Columns whose dates consist of three numbers of which the year is not the first. */
export function numericDateColumns(columns: readonly ColumnProfile[]): ColumnProfile[] {
  return columns.filter((column) => column.type === 'date' && column.dates.numeric > column.filled * 0.5)
}

/**
 * Decides over all columns and all rows that were looked at: one day above 12 settles it; none in any row leaves it
 * open. `scan`, where there is one, covers more rows than `columns` do and stands in for them.
 */
export function detectDateOrder(columns: readonly ColumnProfile[], scan: DateScan | null): DateVerdict {
  const dated = columns.filter((column) => column.type === 'date')
  if (dated.length === 0) return { order: null, evidence: [], isOpen: false }
  const numeric = numericDateColumns(dated)
  const first = numeric[0]
  if (first === undefined) return selfEvident(dated)
  const sums = {
    rows: scan?.rows ?? sum(numeric, (c) => c.dates.numeric),
    days: scan?.firstAbove12 ?? sum(numeric, (c) => c.dates.firstAbove12),
    months: scan?.secondAbove12 ?? sum(numeric, (c) => c.dates.secondAbove12),
    bothFit: scan?.bothFit ?? sum(numeric, (c) => c.dates.bothFit),
  }
  const sampleFirst =
    scan?.sampleFirst ?? numeric.find((c) => c.dates.sampleFirst !== '')?.dates.sampleFirst ?? ''
  const sampleSecond =
    scan?.sampleSecond ?? numeric.find((c) => c.dates.sampleSecond !== '')?.dates.sampleSecond ?? ''
  if (isYearFirst(first))
    return { order: 'ymd', evidence: [iso(first.dates.numeric, first.dates.sample)], isOpen: false }
  const weaker = Math.min(sums.days, sums.months)
  if (sums.days + sums.months > 0 && weaker <= (sums.days + sums.months) * TOLERATED_AGAINST) {
    const isDayFirst = sums.days > sums.months
    const values = {
      rows: isDayFirst ? sums.days : sums.months,
      scanned: sums.rows,
      sample: isDayFirst ? sampleFirst : sampleSecond,
      against: weaker,
    }
    const code = isDayFirst ? 'dates-day-above-12' : 'dates-month-above-12'
    return { order: isDayFirst ? 'dmy' : 'mdy', evidence: [{ code, values }], isOpen: false }
  }
  if (weaker === 0 && sums.bothFit === 0)
    return { order: 'dmy', evidence: [iso(sums.rows, first.dates.sample)], isOpen: false }
  const ambiguous = ambiguousSample(first)
  return {
    order: null,
    evidence: [
      {
        code: 'dates-ambiguous',
        values: {
          column: first.name,
          rows: sums.rows,
          sample: weaker > 0 ? `${sampleFirst}, ${sampleSecond}` : ambiguous,
        },
      },
    ],
    isOpen: true,
  }
}

function selfEvident(dated: readonly ColumnProfile[]): DateVerdict {
  const named = sum(dated, (c) => c.dates.named)
  const yearFirst = sum(dated, (c) => c.dates.iso + c.dates.ymd + c.dates.compact)
  const sampleOf = (is: (c: ColumnProfile) => boolean): string => dated.find(is)?.dates.sample ?? ''
  const evidence: Evidence[] = []
  if (yearFirst > 0)
    evidence.push(
      iso(
        yearFirst,
        sampleOf((c) => c.dates.named === 0),
      ),
    )
  if (named > 0)
    evidence.push({
      code: 'dates-named-month',
      values: { rows: named, sample: sampleOf((c) => c.dates.named > 0) },
    })
  return { order: 'ymd', evidence, isOpen: false }
}

function iso(rows: number, sample: string): Evidence {
  return { code: 'dates-iso', values: { rows, sample } }
}

/** `23/04/05`: the first number is above 12 in every row and hardly varies, the last one does. */
function isYearFirst(column: ColumnProfile): boolean {
  const { dates } = column
  if (dates.shortYear === 0 || dates.firstAbove12 < dates.numeric) return false
  const firsts = new Set<string>()
  const lasts = new Set<string>()
  for (const value of column.values.keys()) {
    const match = /^(\d{1,2})\D\d{1,2}\D(\d{2})/.exec(value)
    firsts.add(match?.[1] ?? '')
    lasts.add(match?.[2] ?? '')
  }
  return (
    firsts.size <= 3 &&
    lasts.size > firsts.size * 2 &&
    [...lasts].every((last) => Number(last) >= 1 && Number(last) <= 31)
  )
}

function ambiguousSample(column: ColumnProfile): string {
  for (const value of column.values.keys()) {
    const match = /^(\d{1,2})\D(\d{1,2})\D/.exec(value)
    if (match && match[1] !== match[2]) return value
  }
  return column.dates.sample
}

function sum(columns: readonly ColumnProfile[], of: (column: ColumnProfile) => number): number {
  return columns.reduce((total, column) => total + of(column), 0)
}
