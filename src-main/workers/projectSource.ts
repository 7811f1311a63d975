import { AppError } from '../../shared/contract/errors.ts'
import { readCustomerKeys } from '../project/keys/storedKeys.ts'
import { readPurchaseLedger } from '../project/ledger/readLedger.ts'
import { repairLedgers } from '../project/ledger/repair.ts'
import { openReadable, type ReadableProject } from '../project/project.ts'
import { readContactLedger } from '../project/reading/contacts.ts'
import { readDictionary } from '../project/reading/dictionaries.ts'
import { changeProject } from './heldProject.ts'
import type { LifetimeSource } from './lifetimeSession.ts'

/** Opens the file for each reading: between two of them it may have been replaced. */
export function projectSource(path: string): LifetimeSource {
  const reading = <T>(read: (project: ReadableProject) => T): T => {
    const project = openReadable(path)
    try {
      return read(project)
    } finally {
      project.close()
    }
  }
  return {
    readPurchases: () => {
      try {
        return reading((project) => readPurchaseLedger(project))
      } catch (thrown) {
        if (!isLedgerDamage(thrown)) throw thrown
        changeProject(path, (project) => repairLedgers(project, () => undefined))
        return reading((project) => readPurchaseLedger(project))
      }
    },
    readCustomerKeys: () => reading((project) => readCustomerKeys(project)),
    readContacts: () =>
      reading((project) => {
        const contacts = readContactLedger(project)
        return contacts && { contacts, campaignNames: readDictionary(project, 'campaigns') }
      }),
  }
}

/** The ledger is made from the rows, so damage to it alone can be mended. */
function isLedgerDamage(thrown: unknown): boolean {
  return (
    thrown instanceof AppError &&
    thrown.code === 'project-damaged' &&
    String(thrown.detail['part'] ?? '').startsWith('ledger')
  )
}
