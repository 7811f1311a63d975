import type { Database } from 'better-sqlite3'
import { ROW_FLAG, type RowBatch } from '../../../shared/contract/batch.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import { IDS_PER_IMPORT, importOfRow } from '../ids.ts'
import type { BatchHashes } from '../keys/textHashes.ts'
import { ChunkStore } from '../ledger/chunkStore.ts'
import { AMOUNT, ROW, TIME, type LedgerShape } from '../ledger/eventSet.ts'
import { isPositive, SameOrder } from '../ledger/groups.ts'
import { VERDICT, type Matched } from '../ledger/matchRows.ts'
import { mergeLedger } from '../ledger/mergeLedger.ts'
import type { MergedPart } from '../ledger/mergePart.ts'
import { Spill } from '../ledger/spill.ts'
import type { BitSet } from './bitSet.ts'
import type { ImportContext } from './importContext.ts'
import { ImportOutcome } from './importOutcome.ts'
import { StagedRows } from './stagedRows.ts'

/** Ids that a statement binds at a time. */
const IDS_A_STATEMENT = 500

/** Rows that go into a table and into its ledger: purchases and behaviours. */
export abstract class LedgerRows {
  protected readonly context: ImportContext
  protected readonly rows: StagedRows
  protected readonly spill: Spill
  readonly #shape: LedgerShape
  readonly #isImmediate: boolean
  readonly #outcomes = new Map<number, ImportOutcome>()
  readonly #dropsIdentical = new Set<number>()
  readonly #superseded: { old: number; by: number }[] = []

  /** `isImmediate`: nothing to compare with, rows are stored while the file is read. `nWords`: see `Spill` */
  constructor(context: ImportContext, shape: LedgerShape, isImmediate: boolean, nWords?: number) {
    this.context = context
    this.#shape = shape
    this.#isImmediate = isImmediate
    const { staging } = context
    this.rows = new StagedRows(context, shape.name, isImmediate)
    this.spill = new Spill(staging.file(`${shape.name}.spill`), shape, 1, context.layout.customers, nWords)
  }

  beginFile(importId: number, dropsIdentical: boolean): void {
    this.#outcomes.set(importId, new ImportOutcome(importId, !this.#isImmediate))
    if (dropsIdentical) this.#dropsIdentical.add(importId)
  }

  abstract write(batch: RowBatch, hashes: BatchHashes, importId: number): void

  readTo(share: number): void {
    this.rows.readTo(share)
  }

  outcomeOf(importId: number): ImportOutcome {
    return this.#outcomes.get(importId) ?? new ImportOutcome(importId, false)
  }

  /** Matches, makes the ledger and stores the rows. `progress(phase, share)` may throw to stop. */
  finish(progress: (phase: 'ledger' | 'saving', share: number) => void): void {
    const { database, staging } = this.context
    const store = new ChunkStore(database, this.#shape)
    mergeLedger(store, this.spill, {
      temporaryFolder: staging.path,
      layout: this.context.layout,
      matches: true,
      dropsIdentical: this.#dropsIdentical,
      judged: (part) => {
        this.#note(part)
      },
      helper: this.context.helper,
      progress: (share) => {
        progress('ledger', share)
      },
    })
    this.spill.close()
    const outcomes = [...this.#outcomes.values()]
    const anyLeftOut = outcomes.some((outcome) => outcome.leftOut.size > 0)
    if (anyLeftOut)
      listIds(
        database,
        'left_out',
        idsOf(outcomes, (outcome) => outcome.leftOut),
      )
    this.rows.finish(anyLeftOut ? 'temp.left_out' : '', (share) => {
      progress('saving', share)
    })
    if (outcomes.some((outcome) => outcome.identical.size > 0)) this.#flagIdentical(database, outcomes)
    if (this.#superseded.length > 0) this.#moveSuperseded(database)
    database.exec('DROP TABLE IF EXISTS temp.left_out')
  }

  close(): void {
    this.rows.abandon()
    this.spill.close()
  }

  #note(part: MergedPart): void {
    const { events, matched, nExisting } = part
    if (matched === null) return
    const { verdicts, supersededBy } = matched
    const rows = events.double(ROW)
    const times = events.double(TIME)
    const amounts = this.#shape.hasOrders ? events.double(AMOUNT) : null
    let outcome: ImportOutcome | null = null
    for (let event = nExisting; event < events.n; event++) {
      const row = rows[event] ?? 0
      const importId = importOfRow(row)
      if (outcome?.importId !== importId) outcome = this.outcomeOf(importId)
      const lineEvent = row - importId * IDS_PER_IMPORT
      const verdict = verdicts[event] ?? 0
      if (verdict === VERDICT.copy || verdict === VERDICT.droppedCopy) {
        outcome.leftOut.add(lineEvent)
        if (verdict === VERDICT.droppedCopy && lineEvent % 4 === 0) outcome.droppedRows++
        continue
      }
      outcome.keep(lineEvent, times[event] ?? 0, amounts?.[event] ?? 0)
      if (verdict === VERDICT.identical) outcome.identical.add(lineEvent)
    }
    for (const [old, by] of supersededBy) this.#superseded.push({ old: rows[old] ?? 0, by: rows[by] ?? 0 })
    this.#countCustomers(part, matched)
  }

  #countCustomers({ events, arranged, nExisting, nOrders }: MergedPart, matched: Matched): void {
    const { order, starts } = arranged
    const [only] = this.#outcomes.values()
    if (only !== undefined && this.#outcomes.size === 1 && nExisting === 0 && matched.nLeftOut === 0) {
      for (let c = 0; c + 1 < starts.length; c++) if (starts[c] !== starts[c + 1]) only.nCustomers++
      only.nOrders += nOrders
      return
    }
    const { verdicts } = matched
    const rows = events.double(ROW)
    const sameOrder = this.#shape.hasOrders ? new SameOrder(events) : null
    for (const outcome of this.#outcomes.values()) {
      const from = outcome.importId * IDS_PER_IMPORT
      const to = from + IDS_PER_IMPORT
      for (let c = 0; c + 1 < starts.length; c++) {
        const end = starts[c + 1] ?? 0
        let any = false
        sameOrder?.reset(end - (starts[c] ?? 0))
        for (let i = starts[c] ?? 0; i < end; i++) {
          const event = order[i] ?? 0
          const row = rows[event] ?? 0
          const verdict = verdicts[event] ?? 0
          if (event < nExisting || row < from || row >= to) continue
          if (verdict === VERDICT.copy || verdict === VERDICT.droppedCopy) continue
          any = true
          if (sameOrder !== null && isPositive(events, event) && sameOrder.firstLike(event) === event) {
            outcome.nOrders++
          }
        }
        if (any) outcome.nCustomers++
      }
    }
  }

  #flagIdentical(database: Database, outcomes: readonly ImportOutcome[]): void {
    listIds(
      database,
      'identical_rows',
      idsOf(outcomes, (outcome) => outcome.identical),
    )
    database.exec(
      `UPDATE ${this.#shape.name} SET flags = flags | ${ROW_FLAG.identical} WHERE id IN (SELECT id FROM temp.identical_rows)`,
    )
    database.exec('DROP TABLE temp.identical_rows')
  }

  #moveSuperseded(database: Database): void {
    const table = this.#shape.name
    const move = database.prepare<[number, number]>(
      `INSERT OR REPLACE INTO superseded_${table} SELECT *, ? FROM ${table} WHERE id = ?`,
    )
    const remove = database.prepare<[number]>(`DELETE FROM ${table} WHERE id = ?`)
    for (const { old, by } of this.#superseded) {
      move.run(by, old)
      remove.run(old)
    }
  }
}

/** The writer relies on what the reader promises: a customer and whole numbers in every row. */
export function checkRows(batch: RowBatch, customers: Uint32Array, columns: readonly Float64Array[]): void {
  for (let i = 0; i < batch.nRows; i++) {
    let isSound = customers[i] !== 0
    for (const column of columns) isSound &&= Number.isSafeInteger(column[i])
    if (!isSound)
      throw new AppError('internal', { message: 'a row is not coerced', line: batch.line[i] ?? 0 })
  }
}

/** The flags that are stored as they come; `identical` is found here. */
export const ROW_FLAGS_STORED = ROW_FLAG.refund | ROW_FLAG.coupon | ROW_FLAG.undatedRefund | ROW_FLAG.dateOnly

function* idsOf(
  outcomes: readonly ImportOutcome[],
  which: (outcome: ImportOutcome) => BitSet,
): Generator<number> {
  for (const outcome of outcomes) {
    for (const lineEvent of which(outcome).values()) yield outcome.importId * IDS_PER_IMPORT + lineEvent
  }
}

/** Makes a temporary table of ids, which come in ascending order. */
function listIds(database: Database, name: string, ids: Iterable<number>): void {
  database.exec(`CREATE TEMP TABLE ${name}(id INTEGER PRIMARY KEY)`)
  const insert = (n: number) =>
    database.prepare(`INSERT INTO temp.${name} VALUES ${Array.from({ length: n }, () => '(?)').join(', ')}`)
  const many = insert(IDS_A_STATEMENT)
  const one = insert(1)
  let values: number[] = []
  for (const id of ids) {
    values.push(id)
    if (values.length === IDS_A_STATEMENT) {
      many.run(values)
      values = []
    }
  }
  for (const id of values) one.run(id)
}
