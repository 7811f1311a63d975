import type { AttributeTable } from '../../shared/analytics/attributes/attributeTable.ts'
import type { ContactLedger, PurchaseLedger } from '../../shared/analytics/ledger/ledger.ts'
import type { ChurnFacts } from '../../shared/analytics/winback/index.ts'
import type { TextColumn } from '../../shared/contract/batch.ts'
import { openReadable, type ReadableProject } from '../project/project.ts'
import { readAttributes } from '../project/reading/attributes.ts'
import { readContactLedger } from '../project/reading/contacts.ts'
import { readDictionary } from '../project/reading/dictionaries.ts'
import { latestRuns, runColumns } from '../project/saved/runs.ts'
import { runFrom } from './churnRun.ts'
import { CHURN_ENGINE } from './churnSource.ts'
import { projectSource } from './projectSource.ts'

/** What a plan reads of a project: an open file, or a test's arrays. */
export interface WinbackSource {
  readPurchases(): PurchaseLedger
  readContacts(): ContactLedger | null
  readChannels(): readonly string[]
  readAttributes(): AttributeTable
  readCustomerKeys(): TextColumn
  /** the newest churn run, null where none is or it learned from a finished label file */
  readChurn(): (ChurnFacts & { readonly id: string }) | null
}

/** A project file; it is opened for each reading, because between two of them it may have been replaced. */
export function winbackSource(path: string): WinbackSource {
  const reading = <T>(read: (project: ReadableProject) => T): T => {
    const project = openReadable(path)
    try {
      return read(project)
    } finally {
      project.close()
    }
  }
  const source = projectSource(path)
  return {
    readPurchases: () => source.readPurchases(),
    readCustomerKeys: () => source.readCustomerKeys(),
    readContacts: () => reading(readContactLedger),
    readChannels: () => reading((project) => readDictionary(project, 'channels')),
    readAttributes: () => reading(readAttributes),
    readChurn: () =>
      reading((project) => {
        const [stored] = latestRuns(project, CHURN_ENGINE)
        if (stored === undefined) return null
        const { summary, risks } = runFrom(stored, runColumns(project, stored.id))
        const { horizonDays } = summary
        if (horizonDays === null) return null
        return { id: stored.id, horizonDays, customer: risks.customer, pChurn: risks.pChurn }
      }),
  }
}
