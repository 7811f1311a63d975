import type { SilentInput } from '../../shared/analytics/silent/index.ts'
import type { TextColumn } from '../../shared/contract/batch.ts'
import { readCustomerKeys } from '../project/keys/storedKeys.ts'
import { readBehaviourLedger, readPurchaseLedger } from '../project/ledger/readLedger.ts'
import { openReadable, type ReadableProject } from '../project/project.ts'
import { readAttributes } from '../project/reading/attributes.ts'
import { readContactLedger } from '../project/reading/contacts.ts'
import { readDictionary } from '../project/reading/dictionaries.ts'
import { readProductNames } from '../project/reading/names.ts'

/** Where the engine of the silent gets its data: an open project file, or a test's arrays. */
export interface SilentSource {
  readInput(): SilentInput
  readKeys(): TextColumn
  productNames(ids: Iterable<number>): ReadonlyMap<number, string>
}

/** A project file; opened for each reading, because between two of them it may have been replaced. */
export function silentSource(path: string): SilentSource {
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
      reading((project) => {
        const behaviours = readBehaviourLedger(project)
        return {
          history: {
            purchases: readPurchaseLedger(project, ['quantity', 'product', 'category']),
            behaviours: behaviours.nEvents === 0 ? null : behaviours,
            contacts: readContactLedger(project),
            eventNames: readDictionary(project, 'events'),
            channelNames: readDictionary(project, 'channels'),
          },
          attributes: readAttributes(project),
          campaignNames: readDictionary(project, 'campaigns'),
          categoryNames: readDictionary(project, 'categories'),
        }
      }),
    readKeys: () => reading(readCustomerKeys),
    productNames: (ids) => reading((project) => readProductNames(project, ids)),
  }
}
