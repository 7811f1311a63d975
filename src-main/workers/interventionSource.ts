import { playbookSchema } from '../../shared/contract/interventions.ts'
import { readCustomerKeys } from '../project/keys/storedKeys.ts'
import { readPurchaseLedger } from '../project/ledger/readLedger.ts'
import { openReadable, type ReadableProject } from '../project/project.ts'
import { readAttributes } from '../project/reading/attributes.ts'
import { readProductNames } from '../project/reading/names.ts'
import { purchasesKnownBefore } from '../project/reading/newestImport.ts'
import { deleteDraw, readDraws, saveDraw } from '../project/saved/draws.ts'
import { readSetting } from '../project/saved/settings.ts'
import { changeProject } from './heldProject.ts'
import type { InterventionSource } from './interventionSession.ts'
import { PLAYBOOK_KEY } from './interventionThread.ts'

/** A project file; opened for each reading, because between two of them it may have been replaced. */
export function interventionSource(path: string): InterventionSource {
  const reading = <T>(read: (project: ReadableProject) => T): T => {
    const project = openReadable(path)
    try {
      return read(project)
    } finally {
      project.close()
    }
  }
  return {
    readInput: () =>
      reading((project) => ({
        purchases: readPurchaseLedger(project, ['product']),
        attributes: readAttributes(project),
        importedUntil: purchasesKnownBefore(project),
      })),
    readKeys: () => reading(readCustomerKeys),
    productNames: (ids) => reading((project) => readProductNames(project, ids)),
    readPlaybook: () => {
      const saved = playbookSchema.safeParse(reading((project) => readSetting(project, PLAYBOOK_KEY)))
      return saved.success ? saved.data : null
    },
    readDraws: () => reading(readDraws),
    saveDraw: (draw, customerId, heldOut) =>
      changeProject(path, (project) => saveDraw(project, draw, customerId, heldOut)),
    deleteDraw: (id) => changeProject(path, (project) => deleteDraw(project, id)),
  }
}
