import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Mapping } from '../../../shared/contract/mapping.ts'
import { planFor, readPlan, readText } from './readText.ts'

const MAPPING: Mapping = {
  kind: 'purchases',
  columns: { customer: 'customer', time: 'time', amount: 'amount', product: 'product' },
}
const COLUMNS = ['customer', 'time', 'amount', 'product']
const HEADER = 'customer,time,amount,product\n'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'huiliu-table-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

describe('reading a table', () => {
  it('goes through any encoding, compressed or not', async () => {
    // 客户甲,2012-03-04 05:06,5,苹果 in GB18030
    const gb = Buffer.concat([
      Buffer.from(HEADER),
      Buffer.from([0xbf, 0xcd, 0xbb, 0xa7, 0xbc, 0xd7]),
      Buffer.from(',2012-03-04 05:06,5,'),
      Buffer.from([0xc6, 0xbb, 0xb9, 0xfb, 0x0d, 0x0a]),
    ])
    const utf16 = Buffer.from(`\ufeff${HEADER}客户甲,2012-03-04 05:06,5,苹果\r\n`, 'utf16le')
    const expected = [
      { line: 2, customer: '客户甲', time: '2012-03-04 05:06:00', amountMinor: 500, product: '苹果' },
    ]
    for (const [bytes, encoding] of [
      [gb, 'gbk'],
      [gzipSync(gb), 'gb18030'],
      [utf16, 'utf-16le'],
      [Buffer.from(`\ufeff${HEADER}客户甲,2012-03-04 05:06,5,苹果`), 'utf-8'],
    ] as const) {
      const readAs = { format: 'delimited', encoding, delimiter: ',', quote: '"', headerLine: 1 } as const
      const { rows } = await readText(bytes, MAPPING, { columns: COLUMNS, readAs })
      expect(rows).toEqual(expected)
    }
  })

  it('passes over a preamble and reads tables without a header', async () => {
    const readAs = {
      format: 'delimited',
      encoding: 'utf-8',
      delimiter: ';',
      quote: '"',
      headerLine: 3,
    } as const
    const { rows, summary } = await readText(
      '"open\nnote;\ncustomer;time;amount\na;2012-03-04 05:06;5\n',
      {
        kind: 'purchases',
        columns: { customer: 'customer', time: 'time', amount: 'amount' },
      },
      { readAs },
    )
    expect(rows.map((row) => row.line)).toEqual([4])
    expect(summary).toMatchObject({ preambleLines: 2, treatments: { 'preamble-skipped': 2 } })
    const plain = await readText(
      'a::2012-03-04 05:06::5\n',
      { kind: 'purchases', header: false, columns: { customer: 'c1', time: 'c2', amount: 'c3' } },
      { columns: ['c1', 'c2', 'c3'], readAs: { delimiter: '::', headerLine: 0 } },
    )
    expect(plain.rows).toEqual([{ line: 1, customer: 'a', time: '2012-03-04 05:06:00', amountMinor: 500 }])
  })

  it('counts rows whose bytes had to be replaced, and rejects those whose customer was hit', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${HEADER}a,2012-03-04 05:06,5,x`),
      Buffer.from([0xff, 0x0a]),
      Buffer.from('b,2012-03-04 05:06,5,x\nc'),
      Buffer.from([0xfe]),
      Buffer.from(',2012-03-04 05:06,5,x\nd\ufffd,2012-03-04 05:06,5,x\n'),
    ])
    const { rows, rejects, summary } = await readText(bytes, MAPPING, { columns: COLUMNS })
    expect(rows.map((row) => `${row.customer} ${row.product}`)).toEqual(['a x\ufffd', 'b x', 'd\ufffd x'])
    expect(rejects.map((row) => `${row.line} ${row.code}`)).toEqual(['4 bad-encoding'])
    expect(summary.treatments['invalid-bytes-replaced']).toBe(1)
  })

  it('delivers all that a cut archive holds, then says how far it came', async () => {
    const lines = Array.from(
      { length: 40_000 },
      (_, i) => `c${(i * 7919) % 100_003},2012-03-04 05:06,${i}.25,p${i % 77}\n`,
    )
    const zipped = gzipSync(Buffer.from(HEADER + lines.join('')))
    const path = join(folder, 'cut.csv.gz')
    writeFileSync(path, zipped.subarray(0, zipped.length / 2))
    let rows = 0
    let rejected = 0
    const reading = readPlan(planFor(COLUMNS, MAPPING, { path, fileName: 'cut.csv.gz' }), {
      batch: (batch) => {
        rows += batch.nRows
      },
      rejects: (more) => {
        rejected += more.length
      },
    })
    const failure: unknown = await reading.catch((error: unknown) => error)
    expect(failure).toMatchObject({
      code: 'file-damaged',
      detail: { file: 'cut.csv.gz', reason: 'truncated' },
    })
    expect(rows).toBeGreaterThan(15_000)
    expect(failure).toMatchObject({ detail: { rowsRead: rows + rejected } })
  })

  it('stops when it is cancelled', async () => {
    let asked = 0
    const text = HEADER + 'a,2012-03-04 05:06,5,x\n'.repeat(60_000)
    const reading = readText(text, MAPPING, { sink: { isCancelled: () => ++asked > 3 } })
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' })
    expect(asked).toBe(4)
    const endless = readText(gzipSync(Buffer.alloc(40 << 20, 120)), MAPPING, {
      columns: COLUMNS,
      sink: { isCancelled: () => ++asked > 20 },
    })
    await expect(endless).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('waits for a sink that is slower, hands over bounded batches, and tells how far it is', async () => {
    const text = HEADER + 'abc,2012-03-04 05:06,5,x\n'.repeat(200_000)
    let waiting = 0
    let most = 0
    let rows = 0
    const sizes: number[] = []
    const done: [number, number, number][] = []
    await readText(text, MAPPING, {
      sink: {
        batch: async (batch) => {
          most = Math.max(most, ++waiting)
          await new Promise((resolve) => setImmediate(resolve))
          sizes.push(batch.nRows)
          rows += batch.nRows
          waiting--
        },
        progress: (...values) => void done.push(values),
      },
    })
    expect(rows).toBe(200_000)
    expect(most).toBe(1)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(24_576)
    expect(done.length).toBeGreaterThan(3)
    expect(done.at(-1)).toEqual([text.length, text.length, 200_000])
  })

  it('gives every batch arrays of its own', async () => {
    const text = HEADER + Array.from({ length: 30_000 }, (_, i) => `c${i},2012-03-04 05:06,${i},p\n`).join('')
    const buffers = new Set<ArrayBufferLike>()
    let arrays = 0
    await readText(text, MAPPING, {
      sink: {
        batch: (batch) => {
          const texts = Object.values(batch.texts).flatMap((column) => [column.bytes, column.ends])
          for (const array of [
            batch.line,
            batch.event,
            batch.flags,
            ...Object.values(batch.numbers),
            ...texts,
          ]) {
            buffers.add(array.buffer)
            arrays++
            if (!Object.values(batch.texts).some((column) => column.bytes === array)) {
              expect(array.length).toBe(batch.nRows)
            }
            expect(array.byteLength).toBe(array.buffer.byteLength)
          }
        },
      },
    })
    expect(buffers.size).toBe(arrays)
  })

  it('keeps a line of any length to 2,000 characters and a sample to 80', async () => {
    const { rejects } = await readText(`${HEADER}a,${'长'.repeat(5000)},5,x\n`, MAPPING)
    expect(rejects[0]?.code).toBe('bad-time')
    expect(rejects[0]?.raw.length).toBe(2000)
    expect(rejects[0]?.sample).toBe('长'.repeat(80))
  })

  it('reads JSON lines with the same plan', async () => {
    const text =
      '{"customer":"a","time":"2012-03-04 05:06","amount":12.5}\n{"customer":"","time":"2012-03-04","amount":1}\nnot json\n{"time":"2012-03-05","customer":7,"amount":"¥3","product":"x"}\n'
    const { rows, rejects, summary } = await readText(text, MAPPING, {
      columns: COLUMNS,
      readAs: { format: 'jsonl' },
    })
    expect(rows).toEqual([
      { line: 1, customer: 'a', time: '2012-03-04 05:06:00', amountMinor: 1250 },
      { line: 4, flags: 'dateOnly', customer: '7', time: '2012-03-05', amountMinor: 300, product: 'x' },
    ])
    expect(rejects.map((row) => `${row.line} ${row.code}`).sort((a, b) => a.localeCompare(b))).toEqual([
      '2 no-customer',
      '3 bad-json',
    ])
    expect(summary).toMatchObject({ rowsRead: 4, rowsAccepted: 2, rowsRejected: 2, rowsBlank: 0 })
  })

  it('tells records of one line of a JSON array apart', async () => {
    const text =
      '[{"customer":"a","time":"2012-03-04","amount":1},{"customer":"b","time":"2012-03-04","amount":2}]'
    const { rows } = await readText(text, MAPPING, { columns: COLUMNS, readAs: { format: 'jsonl' } })
    expect(rows.map((row) => row.line)).toEqual([1, 2])
  })
})
