import { LEDGER_FLAG, type PurchaseLedger } from '../../../shared/analytics/ledger/ledger.ts'
import type { TreatmentCode } from '../../../shared/contract/batch.ts'
import type { ImportReport } from '../../../shared/contract/import.ts'
import type { QualityWarning } from '../../../shared/contract/project.ts'
import { readPurchaseLedger } from '../ledger/readLedger.ts'
import type { ReadableProject } from '../project.ts'
import { listImports } from './imports.ts'

const REJECTED_SHARE = 0.01
const DOMINATING_SHARE = 0.1
const DOMINATED_ORDERS = 100
/** a shop that sells on more than half of all days and then for a week on none */
const GAP_DAYS = 7
const BUSY_SHARE = 0.5

/** What someone should know before trusting a number. Cost: one pass over the ledger. */
export function qualityWarnings(project: ReadableProject, nowMs: number = Date.now()): QualityWarning[] {
  const live = listImports(project).filter((report) => !report.undone)
  const ledger = readPurchaseLedger(project)
  const today = Math.floor(nowMs / 86_400_000) + 1
  return [
    ...rejectedShares(live),
    ...treated(live, 'undated-refund', 'undated-refunds'),
    ...identical(live),
    ...refundsWithoutOrder(ledger),
    ...futureDays(ledger, today),
    ...gapInDays(ledger),
    ...treated(live, 'masked-customer', 'masked-customers'),
    ...dominating(project, ledger),
    ...treated(live, 'invalid-bytes-replaced', 'replaced-bytes'),
    ...copiesOfUndone(project),
  ]
}

function rejectedShares(reports: readonly ImportReport[]): QualityWarning[] {
  return reports
    .filter(({ rowsRead, rowsRejected }) => rowsRejected > rowsRead * REJECTED_SHARE)
    .map(({ fileName, rowsRead, rowsRejected }) => ({
      code: 'rejected-share',
      values: { file: fileName, rows: rowsRejected, sharePercent: (rowsRejected / rowsRead) * 100 },
    }))
}

function treated(
  reports: readonly ImportReport[],
  treatment: TreatmentCode,
  code: QualityWarning['code'],
): QualityWarning[] {
  const rows = reports.reduce((sum, report) => sum + (report.treatments[treatment] ?? 0), 0)
  return rows === 0 ? [] : [{ code, values: { rows } }]
}

function identical(reports: readonly ImportReport[]): QualityWarning[] {
  const rows = reports.reduce((sum, report) => sum + report.identicalRows, 0)
  return rows === 0 ? [] : [{ code: 'identical-rows', values: { rows } }]
}

/** Refunds of customers who had ordered nothing by then. */
function refundsWithoutOrder(ledger: PurchaseLedger): QualityWarning[] {
  const { nCustomers, offsets, flags } = ledger
  let rows = 0
  for (let c = 0; c < nCustomers; c++) {
    const to = offsets[c + 1] ?? 0
    for (let i = offsets[c] ?? 0; i < to; i++) {
      const flag = flags[i] ?? 0
      if ((flag & LEDGER_FLAG.positive) !== 0) break
      if ((flag & LEDGER_FLAG.refund) !== 0) rows++
    }
  }
  return rows === 0 ? [] : [{ code: 'refunds-without-order', values: { rows } }]
}

function futureDays({ day }: PurchaseLedger, today: number): QualityWarning[] {
  let rows = 0
  let lastDay = today
  for (let i = 0; i < day.length; i++) {
    const one = day[i] ?? 0
    if (one <= today) continue
    rows++
    if (one > lastDay) lastDay = one
  }
  return rows === 0 ? [] : [{ code: 'future-days', values: { rows, lastDay } }]
}

/** The longest time without any order, where the shop otherwise sells almost daily. */
function gapInDays({ day, flags, nEvents }: PurchaseLedger): QualityWarning[] {
  let first = Infinity
  let last = -Infinity
  for (let i = 0; i < nEvents; i++) {
    const one = day[i] ?? 0
    if (one < first) first = one
    if (one > last) last = one
  }
  if (last < first) return []
  const isBusy = new Uint8Array(last - first + 1)
  for (let i = 0; i < nEvents; i++) {
    if (((flags[i] ?? 0) & LEDGER_FLAG.positive) !== 0) isBusy[(day[i] ?? 0) - first] = 1
  }
  const days = [...isBusy.keys()].filter((d) => isBusy[d] === 1).map((d) => first + d)
  const span = (days.at(-1) ?? 0) - (days[0] ?? 0) + 1
  if (days.length < span * BUSY_SHARE) return []
  let longest = { days: 0, firstDay: 0, lastDay: 0 }
  for (const [i, to] of days.entries()) {
    const from = days[i - 1] ?? to
    if (to - from - 1 > longest.days) longest = { days: to - from - 1, firstDay: from + 1, lastDay: to - 1 }
  }
  return longest.days < GAP_DAYS ? [] : [{ code: 'gap-in-days', values: longest }]
}

function dominating(project: ReadableProject, ledger: PurchaseLedger): QualityWarning[] {
  const { nCustomers, offsets, flags } = ledger
  let total = 0
  let most = 0
  let customerId = 0
  for (let c = 0; c < nCustomers; c++) {
    let orders = 0
    const to = offsets[c + 1] ?? 0
    for (let i = offsets[c] ?? 0; i < to; i++) if (((flags[i] ?? 0) & LEDGER_FLAG.orderStart) !== 0) orders++
    total += orders
    if (orders > most) {
      most = orders
      customerId = c + 1
    }
  }
  if (total < DOMINATED_ORDERS || most < total * DOMINATING_SHARE) return []
  const customer = project.read((database) =>
    database.prepare<[number], string>('SELECT key FROM customers WHERE id = ?').pluck().get(customerId),
  )
  const values = { customer: customer ?? '', sharePercent: (most / total) * 100 }
  return [{ code: 'one-customer-dominates', values }]
}

/** Imports that left rows out as copies of one that was undone since, unless their file was imported again. */
function copiesOfUndone(project: ReadableProject): QualityWarning[] {
  return project.read((database) =>
    database
      .prepare<[], { file: string; rows: number }>(
        `SELECT i.file_name AS file, min(i.rows_duplicate, max(u.rows_accepted)) AS rows
         FROM imports i JOIN imports u
           ON u.kind = i.kind AND u.id < i.id AND u.rows_accepted > 0 AND u.undone_at_ms > i.imported_at_ms
         WHERE i.undone_at_ms IS NULL AND i.rows_duplicate > 0
           AND NOT EXISTS (
             SELECT 1 FROM imports again
             WHERE again.id > i.id AND again.sha256 = i.sha256 AND again.kind = i.kind
               AND again.undone_at_ms IS NULL AND again.imported_at_ms >= u.undone_at_ms)
         GROUP BY i.id ORDER BY i.id`,
      )
      .all()
      .map(({ file, rows }) => ({ code: 'copies-of-undone', values: { file, rows } })),
  )
}
