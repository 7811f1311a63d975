import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dayFromIso } from '../../../shared/contract/calendar.ts'
import { planFor } from '../../../src-main/ingest/preview/planFor.ts'
import { previewFile } from '../../../src-main/ingest/preview/previewFile.ts'
import type { ReadSummary, RowSink } from '../../../src-main/ingest/rows/plan.ts'
import { readTable } from '../../../src-main/ingest/rows/readTable.ts'
import { FIXTURES } from '../../fixtures/ingest/fixtures.ts'
import { sharedData } from '../../support/sharedData.ts'
import { PROJECT } from '../../unit/ingest-preview/support.ts'

interface Seen {
  readonly summary: ReadSummary
  readonly customers: number
  readonly orders: number
}

/** Previews, takes the first proposal as it is, and reads the whole table with it. */
async function read(path: string, fileName: string): Promise<Seen> {
  const [preview] = await previewFile(path, fileName, PROJECT)
  if (!preview?.mapping) throw new Error(`nothing proposed for ${fileName}`)
  const customers = new Set<string>()
  const orders = new Set<string>()
  const sink: RowSink = {
    batch: ({ texts, nRows }) => {
      for (const [field, seen] of [
        ['customer', customers],
        ['order', orders],
      ] as const) {
        const column = texts[field]
        if (column === undefined) continue
        const bytes = Buffer.from(column.bytes.buffer, column.bytes.byteOffset, column.bytes.byteLength)
        let start = 0
        for (let i = 0; i < nRows; i++) {
          const end = column.ends[i] ?? start
          if (end > start) seen.add(bytes.toString('utf8', start, end))
          start = end
        }
      }
    },
    rejects: () => undefined,
    progress: () => undefined,
    isCancelled: () => false,
  }
  const summary = await readTable(planFor(path, preview, preview.mapping, PROJECT.timeZone), sink)
  return { summary, customers: customers.size, orders: orders.size }
}

const counts = (summary: ReadSummary): Record<string, number> =>
  Object.fromEntries(summary.rejects.map(({ code, rows }) => [code, rows]))

describe('what is proposed is also what can be read', () => {
  const withBooks = FIXTURES.flatMap((fixture) =>
    fixture.books ? [[fixture.file, fixture.books] as const] : [],
  )
  it.each(withBooks)('%s', async (file, expected) => {
    const path = join(import.meta.dirname, '..', '..', 'fixtures', 'ingest', 'files', file)
    const { summary } = await read(path, file)
    const { rowsRead, rowsAccepted, rowsRejected, rowsBlank } = summary
    expect({ rowsRead, rowsAccepted, rowsBlank, rejects: counts(summary) }).toEqual({
      rowsRead: expected.read,
      rowsAccepted: expected.accepted,
      rowsBlank: expected.blank ?? 0,
      rejects: expected.rejects ?? {},
    })
    expect(rowsRead).toBe(rowsAccepted + rowsRejected + rowsBlank)
    for (const code of expected.treatments ?? [])
      expect(summary.treatments[code] ?? 0, code).toBeGreaterThan(0)
    if (expected.amountMinor !== undefined) expect(summary.amountMinor).toBe(expected.amountMinor)
    if (expected.firstDay !== undefined) expect(summary.firstDay).toBe(dayFromIso(expected.firstDay))
    if (expected.lastDay !== undefined) expect(summary.lastDay).toBe(dayFromIso(expected.lastDay))
  })

  const retail = sharedData('online-retail/onlineretail.csv.gz')
  it.skipIf(retail === null)(
    'accounts for every row of Online Retail with nothing but defaults',
    async () => {
      const { summary, customers } = await read(retail ?? '', 'onlineretail.csv.gz')
      expect(summary.rowsRead).toBe(541_909)
      expect(counts(summary)['no-customer']).toBe(135_080)
      expect(customers).toBe(4372)
      expect(summary.treatments.cancellation).toBeGreaterThan(8000)
      expect(summary.amountMinor).toBe(830_006_581)
    },
  )

  it.each([
    ['cdnow/CDNOW_sample.txt', 6919, 2357],
    ['cdnow/CDNOW_master.txt', 69_659, 23_570],
  ])('%s reads with nothing but defaults', async (file, rows, people) => {
    const path = sharedData(file)
    if (path === null) return
    const { summary, customers } = await read(path, file)
    expect({ rows: summary.rowsAccepted, customers }).toEqual({ rows, customers: people })
  })
})
