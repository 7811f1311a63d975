import { AppError } from '../../shared/contract/errors.ts'
import { readCustomerKeys } from '../project/keys/storedKeys.ts'
import { readPurchaseLedger } from '../project/ledger/readLedger.ts'
import { repairLedgers } from '../project/ledger/repair.ts'
import { openReadable, type ReadableProject } from '../project/project.ts'
import type { AnalyticsSource } from './analyticsSession.ts'
import { changeProject } from './heldProject.ts'

/** Opens the file for each reading: between two of them it may have been replaced. */
export function projectSource(path: string): AnalyticsSource {
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
