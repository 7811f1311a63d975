import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planFor } from '../../../src-main/ingest/preview/planFor.ts'
import { previewFile, type PreviewOptions } from '../../../src-main/ingest/preview/previewFile.ts'
import type { TablePreview } from '../../../shared/contract/import.ts'
import type { Mapping } from '../../../shared/contract/mapping.ts'
import { orders, ORDER_HEADER, table } from '../../fixtures/ingest/fixture.ts'
import { asText, PROJECT } from './support.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ingest-preview-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

async function preview(text: string | Buffer, options: Partial<PreviewOptions> = {}): Promise<TablePreview> {
  const path = join(folder, 'file.csv')
  writeFileSync(path, text)
  const [found] = await previewFile(path, 'file.csv', { ...PROJECT, ...options })
  if (!found) throw new Error('no table')
  return found
}

const ODD = table([
  ['k', 'wann', 'wert', 'wer'],
  ...orders(12).map(([order, customer, time, amount]) => [
    order ?? '',
    time ?? '',
    amount ?? '',
    customer ?? '',
  ]),
])
const ODD_MAPPING: Mapping = {
  kind: 'purchases',
  columns: { customer: 'wer', order: 'k', time: 'wann', amount: 'wert' },
}

describe('mappings that come from elsewhere', () => {
  it('uses a saved mapping for the same set of headers, in whatever order they stand', async () => {
    const saved = [
      {
        name: 'Tea shop',
        kind: 'purchases' as const,
        headers: ['wer', 'wert', 'k', 'wann'],
        mapping: ODD_MAPPING,
      },
    ]
    const found = await preview(ODD, { savedMappings: saved })
    expect(found.verdict).toBe('ready')
    expect(found.mapping?.columns).toEqual(ODD_MAPPING.columns)
    expect(found.fields[0]?.evidence).toEqual([{ code: 'saved-mapping', values: { name: 'Tea shop' } }])
    expect(
      (await preview(ODD, { savedMappings: [{ ...saved[0]!, headers: ['wer', 'wert'] }] })).fields[0]
        ?.evidence[0]?.code,
    ).not.toBe('saved-mapping')
  })
  it('still asks about dates that fit both orders', async () => {
    const text = table([
      ['wer', 'wann', 'wert'],
      ['a', '03/04/2024', '5'],
      ['b', '05/06/2024', '6'],
    ])
    const mapping: Mapping = { kind: 'purchases', columns: { customer: 'wer', time: 'wann', amount: 'wert' } }
    expect(await preview(text, { mapping })).toMatchObject({
      verdict: 'ask',
      open: [{ code: 'dates-ambiguous' }],
    })
    expect(await preview(text, { mapping: { ...mapping, dateOrder: 'dmy' } })).toMatchObject({
      verdict: 'ready',
      dateOrder: 'dmy',
    })
  })
  it('does not ask about dates in columns that nothing uses', async () => {
    const text = table([[...ORDER_HEADER, 'ship_date'], ...orders(12).map((row) => [...row, '03/04/2024'])])
    expect(await preview(text)).toMatchObject({
      verdict: 'ready',
      mapping: { columns: { time: 'order_date' } },
    })
  })
  it('says which column of a given mapping is not there', async () => {
    const mapping: Mapping = { ...ODD_MAPPING, columns: { ...ODD_MAPPING.columns, amount: 'betrag' } }
    expect(await preview(ODD, { mapping })).toMatchObject({
      verdict: 'ask',
      open: [{ code: 'column-missing', values: { field: 'amount', column: 'betrag' } }],
    })
  })
  it('says when a given column holds something else', async () => {
    const mapping: Mapping = { ...ODD_MAPPING, columns: { ...ODD_MAPPING.columns, time: 'wer' } }
    expect((await preview(ODD, { mapping })).open.map(({ code }) => code)).toContain('values-do-not-parse')
  })
  it('reads without a header when the mapping says so', async () => {
    const mapping: Mapping = {
      kind: 'purchases',
      header: false,
      columns: { customer: 'c2', time: 'c3', amount: 'c4' },
    }
    const found = await preview(table(orders(12)), { mapping })
    expect(found).toMatchObject({ verdict: 'ready', headerLine: 0 })
    expect(found.columns.map(({ name }) => name)).toEqual(['c1', 'c2', 'c3', 'c4'])
  })
  it('maps for the kind that was asked for', async () => {
    const bill = table([
      ['交易时间', '交易对方', '对方账号', '收/支', '金额'],
      ...orders(12).map(([, customer, time, amount]) => [
        time ?? '',
        '商户',
        customer ?? '',
        '支出',
        amount ?? '',
      ]),
    ])
    expect(await preview(bill)).toMatchObject({ kind: null, verdict: 'refused' })
    const asked = await preview(bill, { kind: 'purchases' })
    expect(asked).toMatchObject({ kind: 'purchases', verdict: 'ask' })
    expect(asked.mapping?.columns).toMatchObject({ time: '交易时间', amount: '金额' })
  })
})

describe('ways of reading that were chosen', () => {
  it('takes them before any evidence', async () => {
    const found = await preview(
      table([
        ['x;y', 'z'],
        ['1', '2'],
        ['3', '4'],
      ]),
      { readAs: { delimiter: ';', headerLine: 0, encoding: 'GBK' } },
    )
    expect(found).toMatchObject({ delimiter: ';', headerLine: 0, encoding: 'gb18030' })
    expect(found.encodingEvidence[0]?.code).toBe('encoding-chosen')
    expect(found.delimiterEvidence[0]?.code).toBe('delimiter-chosen')
    expect(found.headerEvidence[0]?.code).toBe('header-chosen')
  })
  it('gives the same answer when its own reading is chosen', async () => {
    const text = asText([['说明', ''], ['订单编号', '会员编号', '付款时间', '实付金额'], ...orders(20)])
    const first = await preview(text)
    const again = await preview(text, { readAs: first.readAs })
    expect(again.mapping).toEqual(first.mapping)
    expect(again.columns).toEqual(first.columns)
  })
  it('refuses an encoding that nobody knows', async () => {
    await expect(preview('a,b\n1,2\n', { readAs: { encoding: 'klingon' } })).rejects.toMatchObject({
      code: 'encoding-unknown',
    })
  })
})

describe('the plan for the row reader', () => {
  it('carries columns, decimal ids, serial days and what was done to the header', async () => {
    const text = asText([
      [' order_id', 'customer_id', 'order_date', 'amount', 'amount', ''],
      ...orders(12, { customer: (i) => `${266_079 + (i % 5)}.0`, time: (i) => String(45_300 + i) }).map(
        (row) => [...row, row[3] ?? '', ''],
      ),
    ])
    const found = await preview(text)
    const plan = planFor('/x/file.csv', found, found.mapping ?? ODD_MAPPING, 'Asia/Shanghai')
    expect(plan).toMatchObject({
      path: '/x/file.csv',
      fileName: 'file.csv',
      columns: ['order_id', 'customer_id', 'order_date', 'amount', 'amount (2)'],
      idColumnsWithDecimal: ['customer_id'],
      timeReadings: { order_date: 'serial' },
      treatments: { 'header-trimmed': 1, 'header-renamed': 1, 'empty-columns-ignored': 1 },
      timeZone: 'Asia/Shanghai',
    })
  })
})

describe('evidence over all rows', () => {
  const far = (last: string): string =>
    table([ORDER_HEADER, ...orders(60_000, { time: (i) => `0${1 + (i % 9)}/0${1 + ((i + 4) % 9)}/2024` })]) +
    `1,K1,${last},5.00\n` +
    table(orders(300, { time: () => '01/02/2024' }))

  it('finds the one day above 12 far behind the sample', async () => {
    const found = await preview(far('25/12/2024'))
    expect(found.sampledRows).toBeLessThan(60_000)
    expect(found).toMatchObject({ verdict: 'ready', dateOrder: 'dmy' })
    expect(await preview(far('12/25/2024'))).toMatchObject({ verdict: 'ready', dateOrder: 'mdy' })
    expect(await preview(far('12/11/2024'))).toMatchObject({ verdict: 'ask', dateOrder: null })
  })
  it('counts the rows of a file that is longer than the sample', async () => {
    const found = await preview(far('25/12/2024'))
    expect(found.rowsEstimate).toBe(60_301)
    expect(found.rowsExact).toBe(false)
  })
  it('finds Chinese in GBK far behind a beginning in ASCII', async () => {
    const text = Buffer.from(table([[...ORDER_HEADER, 'note'], ...orders(60_000).map((row) => [...row, ''])]))
    const late =
      Buffer.from('1,K1,2024-01-01,5.00,').toString('latin1') +
      '\xb2\xe8\xd2\xb6\xd0\xc2\xc6\xb7\xb5\xc4' +
      '\n'
    const found = await preview(Buffer.concat([text, Buffer.from(late, 'latin1')]))
    expect(found.encoding).toBe('gb18030')
  })
})
