import type { CustomerHistory } from '../../shared/analytics/features/history.ts'
import {
  OPTIONAL_COLUMNS,
  readBehaviourLedger,
  readPurchaseLedger,
} from '../../src-main/project/ledger/readLedger.ts'
import { openReadable, type ReadableProject } from '../../src-main/project/project.ts'

function namesOf(project: ReadableProject, table: 'events' | 'channels'): string[] {
  const names = ['']
  const rows = project.read((database) => database.prepare(`SELECT id, key FROM ${table}`).raw().all())
  for (const [id, key] of rows as [number, string][]) names[id] = key
  return Array.from(names, (name) => name ?? '')
}

/** Purchases and behaviours of a project with all columns. */
export function projectHistory(path: string): CustomerHistory {
  const project = openReadable(path)
  try {
    const behaviours = readBehaviourLedger(project)
    return {
      purchases: readPurchaseLedger(project, OPTIONAL_COLUMNS),
      behaviours: behaviours.nEvents === 0 ? null : behaviours,
      contacts: null,
      eventNames: namesOf(project, 'events'),
      channelNames: namesOf(project, 'channels'),
    }
  } finally {
    project.close()
  }
}
