import SqliteDatabase from 'better-sqlite3'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { putVarint, RecordWriter, varintSize } from '../../../src-main/project/staging/recordWriter.ts'
import { TableFile } from '../../../src-main/project/staging/tableFile.ts'
import { temporaryFolder } from '../../support/rowBatches.ts'

const SQL = 'CREATE TABLE t(id INTEGER PRIMARY KEY, whole INTEGER, number REAL, words TEXT) STRICT'
type Row = readonly [id: number, whole: number | null, number: number | null, words: string | null]

function written(rows: readonly Row[], pageSize: number): unknown[] {
  const path = join(temporaryFolder(), 'staged.db')
  const file = new TableFile(path, pageSize)
  const record = new RecordWriter(4)
  for (const [id, whole, number, words] of rows) {
    record.begin()
    record.nothing()
    if (whole === null) record.nothing()
    else record.integer(whole)
    if (number === null) record.nothing()
    else record.real(number)
    if (words === null) record.nothing()
    else {
      const bytes = new TextEncoder().encode(words)
      record.text(bytes, 0, bytes.length)
    }
    record.finish()
    file.append(id, record)
  }
  file.finish('t', SQL)
  const database = new SqliteDatabase(path, { readonly: true })
  onTestFinished(() => {
    database.close()
  })
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
  const plain = database.prepare('SELECT * FROM t ORDER BY id').raw().all()
  const index = rows.length >> 1
  const middle = rows[index]
  if (middle !== undefined) {
    expect(database.prepare('SELECT whole FROM t WHERE id = ?').pluck().get(middle[0])).toBe(middle[1])
  }
  return plain
}

describe('a table written page by page', () => {
  it('is what SQLite reads, for every size of number', () => {
    const wholes = [0, 1, -1, 127, 128, -128, -129, 32_767, 32_768, -32_769, 8_388_607, 8_388_608, -8_388_609]
    const large = [2_147_483_647, 2_147_483_648, -2_147_483_649, 2 ** 52, -(2 ** 52), Number.MAX_SAFE_INTEGER]
    const rows = [...wholes, ...large].map((whole, i): Row => [i + 1, whole, whole / 3, `n${whole}`])
    expect(written(rows, 4096)).toEqual(rows)
  })

  it('spreads long texts over overflow pages, whatever the page size', () => {
    for (const pageSize of [512, 4096, 16_384]) {
      const lengths = [
        0,
        1,
        pageSize - 60,
        pageSize - 40,
        pageSize - 35,
        pageSize - 34,
        pageSize,
        3 * pageSize + 7,
        100_000,
      ]
      const rows = lengths.map((length, i): Row => [
        i * 5 + 2,
        i,
        null,
        '回x'.repeat(length).slice(0, length),
      ])
      expect(written(rows, pageSize)).toEqual(rows)
    }
  })

  it('has as many levels as it needs', () => {
    const rows = Array.from({ length: 40_000 }, (_, i): Row => [2 ** 34 + i * 4, i, null, null])
    expect(written(rows, 512)).toEqual(rows)
  })

  it('may be empty', () => {
    expect(written([], 4096)).toEqual([])
  })

  it('refuses rows that do not ascend', () => {
    const file = new TableFile(join(temporaryFolder(), 'x.db'), 4096)
    const record = new RecordWriter(1)
    record.begin()
    record.nothing()
    record.finish()
    file.append(5, record)
    expect(() => {
      file.append(5, record)
    }).toThrow(/ascend/)
    file.abandon()
  })
})

describe('putVarint', () => {
  it('writes seven bits a byte, the last one without its mark', () => {
    const bytes = new Uint8Array(9)
    const of = (value: number): number[] => [...bytes.subarray(0, putVarint(bytes, 0, value))]
    expect(of(127)).toEqual([127])
    expect(of(128)).toEqual([129, 0])
    expect(of(2 ** 28)).toEqual([129, 128, 128, 128, 0])
    expect(of(2 ** 53 - 1)).toHaveLength(varintSize(2 ** 53 - 1))
  })
})
