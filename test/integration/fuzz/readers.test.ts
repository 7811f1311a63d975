import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../../shared/contract/errors.ts'
import { openJsonTable } from '../../../src-main/ingest/jsonl/jsonTable.ts'
import { openWorkbook } from '../../../src-main/ingest/xlsx/workbook.ts'
import { withFile } from '../../unit/ingest-xlsx/readCells.ts'
import { chunked } from '../../unit/ingest-jsonl/readRecords.ts'
import { FIXTURES, type Fixture } from './fixtures.ts'
import { mutate } from './mutations.ts'
import { Random } from './random.ts'

const CASES_EACH = 200
const TIMEOUT_MS = 300_000

/** Runs the cases of one reader; every one must end in rows or in an error with a code of its own. */
async function fuzz(fixtures: readonly Fixture[], seed0: number, read: (bytes: Buffer) => Promise<number>) {
  const outcomes: Record<string, number> = {}
  for (let seed = seed0; seed < seed0 + CASES_EACH * fixtures.length; seed++) {
    const fixture = fixtures[seed % fixtures.length] as Fixture
    const { bytes, how } = mutate(fixture, new Random(seed))
    try {
      const rows = await read(bytes)
      const outcome = rows > 0 ? 'rows' : 'empty'
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'internal') {
        throw new Error(`seed ${seed}, ${fixture.name}, ${how}`, { cause: error })
      }
      outcomes[error.code] = (outcomes[error.code] ?? 0) + 1
    }
  }
  return outcomes
}

describe('readers by themselves', () => {
  it(
    'damaged workbooks end in rows or in a clear error',
    async () => {
      const outcomes = await fuzz(FIXTURES.xlsx, 10_000, (bytes) =>
        withFile('case.xlsx', bytes, async (path) => {
          const workbook = await openWorkbook(path)
          let rows = 0
          try {
            for (const sheet of workbook.sheets) {
              for await (const batch of sheet.rows()) rows += batch.rows.length + batch.faults.length
            }
          } finally {
            await workbook.close()
          }
          return rows
        }),
      )
      expect(outcomes['rows']).toBeGreaterThan(CASES_EACH / 2)
      expect(outcomes['file-damaged']).toBeGreaterThan(CASES_EACH / 2)
    },
    TIMEOUT_MS,
  )

  it(
    'damaged JSON ends in rows and faults or in a clear error',
    async () => {
      const fixtures = [
        ...FIXTURES.jsonl,
        ...FIXTURES.gzip.filter((fixture) => fixture.name.includes('json')),
      ]
      const outcomes = await fuzz(fixtures, 20_000, async (bytes) => {
        const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? inflated(bytes) : bytes
        const table = await openJsonTable(
          chunked(plain, plain.length > 100_000 ? 65_536 : 1 + (plain.length % 5000)),
        )
        let rows = 0
        for await (const batch of table.batches()) rows += batch.nRows + batch.faults.length
        return rows
      })
      expect(outcomes['rows']).toBeGreaterThan(CASES_EACH * 2)
    },
    TIMEOUT_MS,
  )
})

function inflated(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes)
  } catch {
    return Buffer.from('{"damaged":1}')
  }
}
