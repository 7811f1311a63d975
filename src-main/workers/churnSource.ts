import type { AttributeTable } from '../../shared/analytics/attributes/attributeTable.ts'
import { uninstalledDayOf } from '../../shared/analytics/features/uninstalled.ts'
import type { CustomerHistory } from '../../shared/analytics/features/history.ts'
import type { TextColumn } from '../../shared/contract/batch.ts'
import { readCustomerKeys } from '../project/keys/storedKeys.ts'
import { OPTIONAL_COLUMNS, readBehaviourLedger, readPurchaseLedger } from '../project/ledger/readLedger.ts'
import { openReadable, type ReadableProject } from '../project/project.ts'
import { attributeAliases, readAttributes } from '../project/reading/attributes.ts'
import { readContactLedger } from '../project/reading/contacts.ts'
import { readDictionary } from '../project/reading/dictionaries.ts'
import {
  dataStamp,
  latestRuns,
  runColumns,
  saveRun,
  type RunColumn,
  type StoredRun,
} from '../project/saved/runs.ts'
import { changeProject } from './heldProject.ts'

/** Where the churn engine's data come from and its runs go to: an open project file, or a test's arrays. */
export interface ChurnSource {
  readHistory(): CustomerHistory
  readAttributes(): AttributeTable
  /** the table's name of a customer column by the name that its file used */
  readAliases(): ReadonlyMap<string, string>
  readKeys(): TextColumn
  stamp(): string
  runs(): readonly StoredRun[]
  columnsOf(runId: string): ReadonlyMap<string, RunColumn>
  save(run: StoredRun, columns: Readonly<Record<string, RunColumn>>, nKept: number): void
}

/** The engine's name in the table of runs. */
export const CHURN_ENGINE = 'churn'

/** A project file; it is opened for each reading, because between two of them it may have been replaced. */
export function churnSource(path: string): ChurnSource {
  const reading = <T>(read: (project: ReadableProject) => T): T => {
    const project = openReadable(path)
    try {
      return read(project)
    } finally {
      project.close()
    }
  }
  return {
    readHistory: () =>
      reading((project) => {
        const behaviours = readBehaviourLedger(project)
        const uninstalledDay = uninstalledDayOf(readAttributes(project, 'uninstalled'))
        return {
          purchases: readPurchaseLedger(project, OPTIONAL_COLUMNS),
          behaviours: behaviours.nEvents === 0 ? null : behaviours,
          contacts: readContactLedger(project),
          eventNames: readDictionary(project, 'events'),
          channelNames: readDictionary(project, 'channels'),
          ...(uninstalledDay === null ? {} : { uninstalledDay }),
        }
      }),
    readAttributes: () => reading((project) => readAttributes(project)),
    readAliases: () => reading(attributeAliases),
    readKeys: () => reading(readCustomerKeys),
    stamp: () => reading(dataStamp),
    runs: () => reading((project) => latestRuns(project, CHURN_ENGINE)),
    columnsOf: (runId) => reading((project) => runColumns(project, runId)),
    save: (run, columns, nKept) => changeProject(path, (project) => saveRun(project, run, columns, nKept)),
  }
}
