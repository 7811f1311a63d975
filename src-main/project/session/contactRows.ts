import type { Database } from 'better-sqlite3'
import { ROW_FLAG, type RowBatch } from '../../../shared/contract/batch.ts'
import { IDS_PER_IMPORT, rowId } from '../ids.ts'
import type { RecordWriter } from '../staging/recordWriter.ts'
import type { BatchHashes } from '../keys/textHashes.ts'
import type { ImportContext } from './importContext.ts'
import { ImportOutcome } from './importOutcome.ts'
import { StagedRows } from './stagedRows.ts'

/** What tells one contact from another; the rest is what came of it, which a later export knows better. */
const IDENTITY = ['customer_id', 'campaign_id', 'time_seconds', 'channel_id', 'variant_id']
const OUTCOME = ['control', 'cost_minor', 'coupon_face_minor', 'delivered', 'opened', 'clicked', 'redeemed']
const NUMBERS = ['control', 'costMinor', 'couponFaceMinor', 'delivered', 'opened', 'clicked', 'redeemed']

/** Campaign contacts: few enough to be matched in SQL. */
export class ContactRows {
  readonly #context: ImportContext
  readonly #rows: StagedRows
  readonly #outcomes = new Map<number, ImportOutcome>()
  readonly #dropsIdentical = new Set<number>()

  constructor(context: ImportContext) {
    this.#context = context
    this.#rows = new StagedRows(context, 'contacts', false)
  }

  beginFile(importId: number, dropsIdentical: boolean): void {
    this.#outcomes.set(importId, new ImportOutcome(importId, true))
    if (dropsIdentical) this.#dropsIdentical.add(importId)
  }

  outcomeOf(importId: number): ImportOutcome {
    return this.#outcomes.get(importId) ?? new ImportOutcome(importId, true)
  }

  write(batch: RowBatch, hashes: BatchHashes, importId: number): void {
    const { nRows, line, event, numbers, texts } = batch
    const ids = <F extends 'customer' | 'campaign' | 'channel' | 'variant'>(table: `${F}s`, field: F) => {
      const column = new Uint32Array(nRows)
      this.#context.dictionary(table).idsOf(texts[field], nRows, column, hashes[field])
      return column
    }
    const customers = ids('customers', 'customer')
    const campaigns = ids('campaigns', 'campaign')
    const channels = ids('channels', 'channel')
    const variants = ids('variants', 'variant')
    const times = numbers['timeSeconds'] ?? new Float64Array(nRows)
    const columns = NUMBERS.map((name) => numbers[name])
    const { record } = this.#rows
    for (let i = 0; i < nRows; i++) {
      const time = times[i] ?? 0
      record.begin()
      record.nothing()
      record.integer(customers[i] ?? 0)
      record.integer(campaigns[i] ?? 0)
      record.integer(time)
      putId(record, channels[i] ?? 0)
      putId(record, variants[i] ?? 0)
      for (const column of columns) {
        const value = column?.[i] ?? Number.NaN
        if (Number.isNaN(value)) record.nothing()
        else record.integer(Math.round(value))
      }
      record.integer((batch.flags[i] ?? 0) & ROW_FLAG.dateOnly)
      record.finish()
      this.#rows.append(rowId(importId, line[i] ?? 0, event[i] ?? 0))
    }
  }

  finish(progress: (phase: 'matching' | 'saving', share: number) => void): void {
    const { database } = this.#context
    const staged = this.#rows.attached()
    if (staged === null) return
    for (const outcome of this.#outcomes.values()) {
      progress('matching', 0)
      this.#match(database, staged, outcome)
      progress('saving', 0)
      database.exec(
        `INSERT INTO main.contacts SELECT ${ALL} FROM temp.fresh x WHERE verdict IN ('new', 'identical')`,
      )
      this.#moveSuperseded(database, outcome.importId)
      this.#note(database, outcome)
      database.exec('DROP TABLE temp.fresh')
    }
  }

  close(): void {
    this.#rows.abandon()
  }

  /** temp.fresh: the import's rows with a verdict: new, identical, copy (project has it), dropped (copy in the file). */
  #match(database: Database, staged: string, outcome: ImportOutcome): void {
    const from = outcome.importId * IDS_PER_IMPORT
    const same = [...IDENTITY, ...OUTCOME].map((name) => `c.${name} IS x.${name}`).join(' AND ')
    const repeated = this.#dropsIdentical.has(outcome.importId) ? 'dropped' : 'identical'
    database
      .prepare(
        `CREATE TEMP TABLE fresh AS
         WITH numbered AS (
           SELECT x.*, row_number() OVER (PARTITION BY ${[...IDENTITY, ...OUTCOME].join(', ')} ORDER BY id) AS copy
           FROM ${staged}.contacts x WHERE id >= ${from} AND id < ${from + IDS_PER_IMPORT}
         ), counted AS (
           SELECT x.*, (SELECT count(*) FROM main.contacts c WHERE c.customer_id = x.customer_id AND ${same}) AS known
           FROM numbered x
         )
         SELECT *, CASE WHEN copy <= known THEN 'copy' WHEN copy > 1 THEN '${repeated}' ELSE 'new' END AS verdict
         FROM counted`,
      )
      .run()
    database.exec(`UPDATE temp.fresh SET flags = flags | 8 WHERE verdict = 'identical'`)
  }

  /** Contacts of earlier imports whose outcome the new file tells otherwise make room, first for first. */
  #moveSuperseded(database: Database, importId: number): void {
    const from = importId * IDS_PER_IMPORT
    const identity = (a: string, b: string) =>
      IDENTITY.map((name) => `${a}.${name} IS ${b}.${name}`).join(' AND ')
    const same = [...IDENTITY, ...OUTCOME].map((name) => `c.${name} IS f.${name}`).join(' AND ')
    const part = IDENTITY.join(', ')
    database.exec(
      `CREATE TEMP TABLE replaced AS
       WITH old AS (
         SELECT c.*, row_number() OVER (PARTITION BY ${part} ORDER BY id) AS nth
         FROM main.contacts c
         WHERE c.id < ${from} AND c.customer_id IN (SELECT customer_id FROM temp.fresh WHERE verdict = 'new')
           AND NOT EXISTS (SELECT 1 FROM temp.fresh f WHERE f.verdict = 'copy' AND ${same})
       ), newer AS (
         SELECT f.*, row_number() OVER (PARTITION BY ${part} ORDER BY id) AS nth
         FROM temp.fresh f WHERE f.verdict = 'new'
       )
       SELECT old.id AS old_id, newer.id AS new_id
       FROM old JOIN newer ON newer.customer_id = old.customer_id AND newer.nth = old.nth AND ${identity('newer', 'old')}`,
    )
    database.exec(
      `INSERT OR REPLACE INTO superseded_contacts
         SELECT c.*, r.new_id FROM temp.replaced r JOIN main.contacts c ON c.id = r.old_id;
       DELETE FROM main.contacts WHERE id IN (SELECT old_id FROM temp.replaced);
       DROP TABLE temp.replaced`,
    )
  }

  #note(database: Database, outcome: ImportOutcome): void {
    const from = outcome.importId * IDS_PER_IMPORT
    const rows = database.prepare<[], { id: number; verdict: string; time: number }>(
      `SELECT id, verdict, time_seconds AS time FROM temp.fresh ORDER BY id`,
    )
    for (const { id, verdict, time } of rows.iterate()) {
      const lineEvent = id - from
      if (verdict === 'copy' || verdict === 'dropped') {
        outcome.leftOut.add(lineEvent)
        if (verdict === 'dropped') outcome.droppedRows++
        continue
      }
      outcome.keep(lineEvent, time, 0)
      if (verdict === 'identical') outcome.identical.add(lineEvent)
    }
    outcome.nCustomers =
      database
        .prepare<[], number>(
          `SELECT count(DISTINCT customer_id) FROM temp.fresh WHERE verdict IN ('new', 'identical')`,
        )
        .pluck()
        .get() ?? 0
  }
}

const ALL = ['id', ...IDENTITY, ...OUTCOME, 'flags'].join(', ')

function putId(record: RecordWriter, id: number): void {
  if (id === 0) record.nothing()
  else record.integer(id)
}
