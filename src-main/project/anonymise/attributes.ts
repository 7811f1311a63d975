import type { Database } from 'better-sqlite3'
import { isPersonal, isPlainValue, movedDay } from './personal.ts'

/** What became of the customer table. */
export interface AttributeOutcome {
  readonly keptColumns: readonly string[]
  readonly droppedColumns: readonly string[]
  /** texts that fewer than k customers had */
  readonly hiddenValues: number
}

const SAMPLES = 500

/** Columns that say who somebody is are left out; of the others, texts that fewer than k customers have become one "other". */
export function copyAttributes(
  database: Database,
  k: number,
  other: string,
  shiftDays: number,
): AttributeOutcome {
  const columns = database
    .prepare<[], { id: number; key: string }>('SELECT id, key FROM source.attributes ORDER BY id')
    .all()
  const keptColumns: string[] = []
  const droppedColumns: string[] = []
  let hiddenValues = 0
  database.function('anonymous_value', (value: unknown) =>
    typeof value === 'string' ? movedDay(value, shiftDays) : value,
  )
  const add = database.prepare('INSERT INTO main.attributes(id, key) VALUES (?, ?)')
  for (const { id, key } of columns) {
    if (isPersonal(factsOf(database, id, key))) {
      droppedColumns.push(key)
      continue
    }
    keptColumns.push(key)
    add.run(id, key)
    const rare = rareTexts(database, id, k)
    hiddenValues += rare.length
    database.exec('CREATE TEMP TABLE rare(value TEXT PRIMARY KEY) WITHOUT ROWID')
    const note = database.prepare('INSERT INTO temp.rare VALUES (?)')
    for (const value of rare) note.run(value)
    database
      .prepare(
        `INSERT INTO main.customer_attributes
         SELECT customer_id, attribute_id, import_id,
           CASE WHEN value IN (SELECT value FROM temp.rare) THEN ? ELSE anonymous_value(value) END
         FROM source.customer_attributes WHERE attribute_id = ?`,
      )
      .run(other, id)
    database.exec('DROP TABLE temp.rare')
  }
  return { keptColumns, droppedColumns, hiddenValues }
}

function factsOf(database: Database, id: number, name: string) {
  const facts = database
    .prepare<[number], { nCustomers: number; nDistinct: number }>(
      `SELECT count(DISTINCT customer_id) AS nCustomers, count(DISTINCT value) AS nDistinct
       FROM source.customer_attributes WHERE attribute_id = ?`,
    )
    .get(id)
  const samples = database
    .prepare<[number], string>(
      `SELECT DISTINCT value FROM source.customer_attributes WHERE attribute_id = ? AND value <> '' LIMIT ${SAMPLES}`,
    )
    .pluck()
    .all(id)
  return { name, nCustomers: facts?.nCustomers ?? 0, nDistinct: facts?.nDistinct ?? 0, samples }
}

const rareTexts = (database: Database, id: number, k: number): string[] =>
  database
    .prepare<[number, number], string>(
      `SELECT value FROM source.customer_attributes WHERE attribute_id = ? AND value <> ''
       GROUP BY value HAVING count(DISTINCT customer_id) < ?`,
    )
    .pluck()
    .all(id, k)
    .filter((value) => !isPlainValue(value))
