import type { Database } from 'better-sqlite3'
import { ENGINE_VERSIONS } from '../../../shared/contract/version.ts'
import { metaValue, putMeta } from '../meta.ts'
import { SHAPES, type LedgerShape } from './eventSet.ts'

/**
 * A ledger agrees with its table when it was made by this version, nobody edited the table since (triggers note it) and
 * it has as many events as were stored. Cost: a few small rows.
 */
export function isLedgerCurrent(database: Database, shape: LedgerShape): boolean {
  const nEvents = database
    .prepare<[string], number>('SELECT coalesce(sum(n_events), 0) FROM ledger_chunks WHERE ledger = ?')
    .pluck()
    .get(shape.name)
  return (
    metaValue(database, `${shape.name}_edited`) === '0' &&
    metaValue(database, `${shape.name}_ledger`) === `${ENGINE_VERSIONS.ledger} ${nEvents ?? 0}`
  )
}

/** Notes that both ledgers agree with their tables. */
export function stampLedgers(database: Database): void {
  for (const shape of SHAPES) {
    const nEvents = database
      .prepare<[string], number>('SELECT coalesce(sum(n_events), 0) FROM ledger_chunks WHERE ledger = ?')
      .pluck()
      .get(shape.name)
    putMeta(database, `${shape.name}_edited`, '0')
    putMeta(database, `${shape.name}_ledger`, `${ENGINE_VERSIONS.ledger} ${nEvents ?? 0}`)
  }
}
