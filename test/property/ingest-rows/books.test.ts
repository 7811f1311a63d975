import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RejectedRow, RowBatch } from '../../../shared/contract/batch.ts'
import type { Mapping } from '../../../shared/contract/mapping.ts'
import { DelimitedParser } from '../../../src-main/ingest/parse/delimited.ts'
import { RecordBlock } from '../../../src-main/ingest/parse/recordBlock.ts'
import { TableRows } from '../../../src-main/ingest/rows/tableRows.ts'
import { eventRows } from '../../integration/ingest-rows/readText.ts'

const COLUMNS = ['customer', 'order', 'time', 'amount', 'quantity', 'refund', 'coupon', 'item']
const MAPPING: Mapping = {
  kind: 'purchases',
  columns: {
    customer: 'customer',
    order: 'order',
    time: 'time',
    amount: 'amount',
    quantity: 'quantity',
    refund: 'refund',
    coupon: 'coupon',
    product: 'item',
  },
  carryDown: ['customer', 'time', 'amount'],
}

const cell = fc.oneof(
  fc.constantFrom('', '', ' ', '-', 'a', 'b', 'C1', '1', '2', '"', 'x""y', '合计', 'customer', '\ufffd'),
  fc.constantFrom(
    '2012-03-04',
    '2012-03-04 05:06',
    '31/02/2012',
    '1330808767',
    '5.00',
    '-3',
    '¥1.5',
    '9(已退款4)',
  ),
  fc.string({ maxLength: 6 }),
)
const line = fc.array(cell, { maxLength: 10 }).map((cells) => cells.join(','))
const messyText = fc.array(line, { maxLength: 40 }).map((lines) => lines.join('\n'))

interface Outcome {
  readonly rows: string[]
  readonly rejects: RejectedRow[]
  readonly summary: ReturnType<TableRows['books']['summary']>
  readonly batches: RowBatch[]
}

function read(text: string, blockRows: number): Outcome {
  const parser = new DelimitedParser({ delimiter: 44, quote: 34, expectedFields: COLUMNS.length })
  const table = new TableRows(
    { path: '', fileName: '', readAs: {}, mapping: MAPPING, columns: COLUMNS, timeZone: 'UTC' },
    blockRows,
  )
  const block = new RecordBlock(parser.store, blockRows)
  const rejects: RejectedRow[] = []
  const batches: RowBatch[] = []
  parser.push(new TextEncoder().encode(text))
  parser.end()
  while (parser.next(block)) {
    rejects.push(...table.process(block, []))
    const batch = table.takeBatch(true)
    if (batch !== null) batches.push(batch)
  }
  const summary = table.books.summary({ sha256: '', sizeBytes: 0, compressed: false, preambleLines: 0 })
  return { rows: batches.flatMap(eventRows).map((row) => JSON.stringify(row)), rejects, summary, batches }
}

describe('the books of a reading', () => {
  it('balance whatever the file holds, and money is never lost or made up', () => {
    fc.assert(
      fc.property(messyText, (text) => {
        const { summary, rejects, batches } = read(text, 64)
        const { rowsRead, rowsAccepted, rowsRejected, rowsBlank } = summary
        expect(rowsRead).toBe(rowsAccepted + rowsRejected + rowsBlank)
        expect(rejects.length).toBe(rowsRejected)
        expect(summary.rejects.reduce((sum, reject) => sum + reject.rows, 0)).toBe(rowsRejected)
        let accepted = 0
        let amount = 0
        const lines = new Set<string>()
        for (const batch of batches) {
          for (let i = 0; i < batch.nRows; i++) {
            if (batch.event[i] === 0) accepted++
            amount += batch.numbers.amountMinor?.[i] ?? Number.NaN
            lines.add(`${batch.line[i]} ${batch.event[i]}`)
            const isRefund = ((batch.flags[i] ?? 0) & 1) !== 0
            expect((batch.numbers.amountMinor?.[i] ?? Number.NaN) < 0).toBe(
              isRefund && batch.numbers.amountMinor?.[i] !== 0,
            )
            expect(Number.isInteger(batch.numbers.timeSeconds?.[i])).toBe(true)
          }
        }
        expect(accepted).toBe(rowsAccepted)
        expect(amount).toBe(summary.amountMinor)
        expect(lines.size).toBe(batches.reduce((sum, batch) => sum + batch.nRows, 0))
      }),
      { seed: 41, numRuns: 800 },
    )
  })

  it('are the same however the file is cut into blocks', () => {
    fc.assert(
      fc.property(messyText, fc.integer({ min: 1, max: 7 }), (text, blockRows) => {
        const whole = read(text, 64)
        const pieces = read(text, blockRows)
        expect(pieces.rows).toEqual(whole.rows)
        expect(pieces.rejects).toEqual(whole.rejects)
        expect(pieces.summary).toEqual(whole.summary)
      }),
      { seed: 42, numRuns: 600 },
    )
  })
})
