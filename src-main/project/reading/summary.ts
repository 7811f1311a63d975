import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { ProjectSummary } from '../../../shared/contract/project.ts'
import { metaValue, putProjectMeta, readProjectMeta, readRevision, type ProjectMeta } from '../meta.ts'
import type { ReadableProject, WritableProject } from '../project.ts'
import { SCHEMA_VERSION } from '../migrations/allMigrations.ts'

/** Equal for equal data: of the project's identity and its revision. */
export const projectHash = (project: ReadableProject): string =>
  project.read((database) => {
    const { projectId } = readProjectMeta(database)
    return createHash('sha256')
      .update(`${projectId}:${readRevision(database)}`)
      .digest('hex')
      .slice(0, 16)
  })

/** What the project bar shows; without the warnings, which cost a pass over the ledger. */
export function projectSummary(project: ReadableProject, openWarnings = 0): ProjectSummary {
  return project.read((database) => {
    const meta = readProjectMeta(database)
    const purchases = ledgerTotals(database, 'purchases')
    const behaviours = ledgerTotals(database, 'behaviours')
    return {
      projectId: meta.projectId,
      fileName: basename(project.path),
      name: meta.name,
      currency: meta.currency,
      timeZone: meta.timeZone,
      weekStart: meta.weekStart,
      schemaVersion: SCHEMA_VERSION,
      isSample: meta.isSample,
      nCustomers: Number(metaValue(database, 'n_customers') ?? 0),
      nPurchases: purchases.nEvents,
      nOrders: purchases.nOrders,
      nBehaviours: behaviours.nEvents,
      nContacts: Number(metaValue(database, 'n_contacts') ?? 0),
      nImports:
        database
          .prepare<[], number>('SELECT count(*) FROM imports WHERE undone_at_ms IS NULL')
          .pluck()
          .get() ?? 0,
      firstDay: purchases.firstDay ?? behaviours.firstDay,
      lastDay: purchases.lastDay ?? behaviours.lastDay,
      revision: readRevision(database),
      openWarnings,
    }
  })
}

/** Changes what the project says about itself. */
export function updateProject(
  project: WritableProject,
  changes: Partial<Pick<ProjectMeta, 'name' | 'currency' | 'timeZone' | 'weekStart'>>,
): void {
  project.write((database) => {
    putProjectMeta(database, changes)
  })
}

interface Totals {
  readonly nEvents: number
  readonly nOrders: number
  readonly firstDay: number | null
  readonly lastDay: number | null
}

function ledgerTotals(database: Database, ledger: string): Totals {
  const totals = database
    .prepare<[string], Totals>(
      `SELECT coalesce(sum(n_events), 0) AS nEvents, coalesce(sum(n_orders), 0) AS nOrders,
         min(first_day) AS firstDay, max(last_day) AS lastDay
       FROM ledger_chunks WHERE ledger = ?`,
    )
    .get(ledger)
  return totals ?? { nEvents: 0, nOrders: 0, firstDay: null, lastDay: null }
}
