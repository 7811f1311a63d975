import { dayFromCivil } from '../../../shared/contract/calendar.ts'
import type { RejectCode, TreatmentCode } from '../../../shared/contract/batch.ts'
import type { ImportReport, RejectSummary } from '../../../shared/contract/import.ts'

/** The books over all imports that still stand. */
export interface Books {
  readonly read: number
  readonly accepted: number
  readonly rejected: number
  readonly duplicate: number
  readonly blank: number
  readonly firstDay: number | null
  readonly lastDay: number | null
}

export const standing = (reports: readonly ImportReport[]): readonly ImportReport[] =>
  reports.filter((report) => !report.undone)

export function booksOf(reports: readonly ImportReport[]): Books {
  const list = standing(reports)
  const sum = (pick: (report: ImportReport) => number) =>
    list.reduce((total, report) => total + pick(report), 0)
  const days = list.flatMap((report) => [report.firstDay, report.lastDay]).filter((day) => day !== null)
  return {
    read: sum((one) => one.rowsRead),
    accepted: sum((one) => one.rowsAccepted),
    rejected: sum((one) => one.rowsRejected),
    duplicate: sum((one) => one.rowsDuplicate),
    blank: sum((one) => one.rowsBlank),
    firstDay: days.length > 0 ? Math.min(...days) : null,
    lastDay: days.length > 0 ? Math.max(...days) : null,
  }
}

/** Reasons over all imports, most rows first; lines and sample of the first import that has the reason. */
export function reasonsOf(reports: readonly ImportReport[]): RejectSummary[] {
  const byCode = new Map<RejectCode, RejectSummary>()
  for (const report of standing(reports)) {
    for (const reject of report.rejects) {
      const old = byCode.get(reject.code)
      byCode.set(
        reject.code,
        old
          ? { ...old, rows: old.rows + reject.rows, amountMinor: old.amountMinor + reject.amountMinor }
          : reject,
      )
    }
  }
  return [...byCode.values()].sort((a, b) => b.rows - a.rows)
}

/** Treatments over all imports, most rows first. */
export function treatmentsOf(reports: readonly ImportReport[]): { code: TreatmentCode; rows: number }[] {
  const byCode = new Map<TreatmentCode, number>()
  for (const report of standing(reports)) {
    for (const [code, rows] of Object.entries(report.treatments) as [TreatmentCode, number][]) {
      byCode.set(code, (byCode.get(code) ?? 0) + rows)
    }
  }
  return [...byCode].map(([code, rows]) => ({ code, rows })).sort((a, b) => b.rows - a.rows)
}

/** A moment as a day of this computer's own calendar. */
export function localDay(ms: number): number {
  const date = new Date(ms)
  return dayFromCivil(date.getFullYear(), date.getMonth() + 1, date.getDate())
}
