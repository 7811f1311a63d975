import type { Database } from 'better-sqlite3'
import type { TextColumn } from '../../../shared/contract/batch.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import type { ReadableProject } from '../project.ts'

const KEYS_A_READ = 20_000

interface Block {
  readonly keys: Uint8Array | null
  readonly lengths: string | null
}

/** Visits the keys of a dictionary table by id in blocks: bytes end to end and their lengths. Cost: 0.2 us a key. */
export function forEachKeyBlock(
  database: Database,
  table: string,
  visit: (bytes: Uint8Array, ends: Uint32Array) => void,
): number {
  const last = database.prepare<[], number>(`SELECT coalesce(max(id), 0) FROM ${table}`).pluck().get() ?? 0
  const read = database.prepare<[number, number], Block>(
    `SELECT CAST(group_concat(key, '' ORDER BY id) AS BLOB) AS keys,
       group_concat(length(CAST(key AS BLOB)), ',' ORDER BY id) AS lengths
     FROM ${table} WHERE id >= ? AND id < ?`,
  )
  let n = 0
  for (let from = 1; from <= last; from += KEYS_A_READ) {
    const { keys, lengths } = read.get(from, from + KEYS_A_READ) ?? { keys: null, lengths: null }
    if (lengths === null) continue
    const ends = Uint32Array.from(lengths.split(','), Number)
    for (let i = 1; i < ends.length; i++) ends[i] = (ends[i] ?? 0) + (ends[i - 1] ?? 0)
    n += ends.length
    visit(keys ?? new Uint8Array(0), ends)
  }
  if (n !== last) throw new AppError('project-damaged', { part: table })
  return n
}

/** Keys of all customers, that of id c + 1 at c. */
export function readCustomerKeys(project: ReadableProject): TextColumn {
  return project.read((database) => {
    const blocks: { bytes: Uint8Array; ends: Uint32Array }[] = []
    const n = forEachKeyBlock(database, 'customers', (bytes, ends) => blocks.push({ bytes, ends }))
    const sizeBytes = blocks.reduce((sum, { bytes }) => sum + bytes.length, 0)
    const column = { bytes: new Uint8Array(sizeBytes), ends: new Uint32Array(n) }
    let key = 0
    let at = 0
    for (const { bytes, ends } of blocks) {
      column.bytes.set(bytes, at)
      for (const end of ends) column.ends[key++] = at + end
      at += bytes.length
    }
    return column
  })
}
