import { gzipSync } from 'node:zlib'
import type { FileKind } from '../../../shared/contract/mapping.ts'
import { escapeXml, workbookParts } from '../../support/workbookParts.ts'
import { zipBytes, type ZipPart } from '../../support/zipWriter.ts'
import { encode, type Encoding } from './encode.ts'

/** A small, clean file of which every case is a damaged copy. */
export interface Fixture {
  readonly name: string
  readonly kind: FileKind
  readonly bytes: Buffer
  /** parts of an archive, so that their content can be changed under a true checksum */
  readonly parts?: readonly ZipPart[]
}

export type Table = readonly (readonly string[])[]

const ROWS = 40

function purchases(chinese: boolean): Table {
  const header = chinese
    ? ['订单编号', '买家会员名', '订单付款时间', '实付金额', '宝贝数量', '宝贝标题', '备注']
    : ['Order ID', 'Customer ID', 'Order Date', 'Total', 'Quantity', 'Product', 'Note']
  const rows = Array.from({ length: ROWS }, (_, i) => [
    `SO${10_000 + Math.floor(i / 2)}`,
    `${chinese ? '会员' : 'C'}${100 + (i % 9)}`,
    `2024-0${1 + (i % 9)}-${String(10 + (i % 18))} ${String(8 + (i % 12)).padStart(2, '0')}:30:00`,
    (i % 13 === 12 ? -1 : 1) * 10 + i * 1.25 + 0.5 + '',
    String(1 + (i % 3)),
    i % 7 === 0 ? 'a "quoted", thing' : chinese ? `商品${i % 5}` : `Item ${i % 5}`,
    i % 11 === 0 ? 'two\nlines' : '',
  ])
  return [header, ...rows]
}

const behaviours: Table = [
  ['user_id', 'event_time', 'event', 'sku', 'category'],
  ...Array.from({ length: ROWS }, (_, i) => [
    `u${i % 7}`,
    `2024-03-${String(1 + (i % 28)).padStart(2, '0')} 12:00:${String(i).padStart(2, '0')}`,
    ['login', 'view', 'add_to_cart', 'search', 'favorite'][i % 5] ?? '',
    `s${i % 4}`,
    'shoes',
  ]),
]
const customers: Table = [
  ['customer_id', 'register_date', 'email_opt_in', 'points', 'city'],
  ...Array.from({ length: ROWS }, (_, i) => [
    `C${100 + i}`,
    `2023-01-${String(1 + (i % 28)).padStart(2, '0')}`,
    i % 2 === 0 ? 'yes' : 'no',
    String(i * 10),
    'Köln',
  ]),
]
const contacts: Table = [
  ['customer_id', 'campaign', 'sent_at', 'channel', 'cost', 'opened', 'clicked'],
  ...Array.from({ length: ROWS }, (_, i) => [
    `C${100 + (i % 9)}`,
    'spring',
    `2024-04-${String(1 + (i % 28)).padStart(2, '0')} 09:00:00`,
    ['email', 'sms', 'push'][i % 3] ?? '',
    '0.05',
    String(i % 2),
    '0',
  ]),
]

export function delimited(table: Table, delimiter: string): string {
  const field = (text: string): string =>
    /["\n\r]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text
  return table.map((row) => row.map(field).join(delimiter)).join('\r\n') + '\r\n'
}

function records(table: Table): Record<string, string | number>[] {
  const [header = [], ...rows] = table
  return rows.map((row) =>
    Object.fromEntries(
      row.map((cell, i) => [header[i] ?? '', /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell]),
    ),
  )
}

function sheetXml(table: Table, shared: string[] | null): string {
  const cell = (text: string): string => {
    if (/^-?\d+(\.\d+)?$/.test(text)) return `<c><v>${text}</v></c>`
    const date = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/.exec(text)
    if (date !== null)
      return `<c s="1"><v>${Date.parse(`${text.replace(' ', 'T')}Z`) / 86_400_000 + 25_569}</v></c>`
    if (shared === null) return `<c t="inlineStr"><is><t>${escapeXml(text)}</t></is></c>`
    if (!shared.includes(text)) shared.push(text)
    return `<c t="s"><v>${shared.indexOf(text)}</v></c>`
  }
  return table.map((row, i) => `<row r="${i + 1}">${row.map(cell).join('')}</row>`).join('')
}

function workbook(table: Table, withDictionary: boolean): ZipPart[] {
  const shared: string[] = []
  const sheets = [{ name: 'Orders', xml: sheetXml(table, shared) }]
  if (withDictionary) {
    sheets.unshift({
      name: 'Read me',
      xml: sheetXml(
        [
          ['Field', 'Meaning'],
          ['Order ID', 'number of the order'],
        ],
        null,
      ),
    })
  }
  return workbookParts({
    sheets,
    strings: shared.map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`).join(''),
    formats: [0, 'yyyy-mm-dd hh:mm:ss'],
  })
}

const text = (name: string, kind: FileKind, content: string, encoding: Encoding): Fixture => ({
  name,
  kind,
  bytes: encode(content, encoding),
})
const zipped = (name: string, parts: readonly ZipPart[]): Fixture => ({
  name,
  kind: 'purchases',
  bytes: zipBytes(parts),
  parts,
})
const packed = (fixture: Fixture): Fixture => ({
  name: `${fixture.name}.gz`,
  kind: fixture.kind,
  bytes: gzipSync(fixture.bytes),
})

const english = purchases(false)
const chinese = purchases(true)
const lines = (table: Table): string =>
  records(table)
    .map((record) => JSON.stringify(record))
    .join('\n') + '\n'

export const FIXTURES: Readonly<Record<'delimited' | 'xlsx' | 'jsonl' | 'gzip', readonly Fixture[]>> = {
  delimited: [
    text('english.csv', 'purchases', delimited(english, ','), 'utf-8'),
    text('bom.csv', 'purchases', delimited(chinese, ','), 'utf-8-bom'),
    text('gbk.csv', 'purchases', delimited(chinese, ','), 'gbk'),
    text('utf16.csv', 'purchases', delimited(chinese, ','), 'utf-16le'),
    text('utf16be.txt', 'purchases', delimited(chinese, '\t'), 'utf-16be'),
    text('orders.tsv', 'purchases', delimited(english, '\t'), 'utf-8'),
    text('semicolon.csv', 'purchases', delimited(english, ';'), 'windows-1252'),
    text('pipes.txt', 'purchases', delimited(chinese, '|'), 'utf-8'),
    text('events.csv', 'behaviours', delimited(behaviours, ','), 'utf-8'),
    text('members.csv', 'customers', delimited(customers, ','), 'windows-1252'),
    text('campaign.csv', 'contacts', delimited(contacts, ','), 'utf-8'),
  ],
  xlsx: [
    zipped('orders.xlsx', workbook(english, false)),
    zipped('dictionary.xlsx', workbook(chinese, true)),
    zipped(
      'stored.xlsx',
      workbook(english, false).map((part) => ({ ...part, stored: true })),
    ),
  ],
  jsonl: [
    text('orders.jsonl', 'purchases', lines(english), 'utf-8'),
    text('orders.json', 'purchases', JSON.stringify(records(chinese), null, 1), 'utf-8'),
    text('events.jsonl', 'behaviours', lines(behaviours), 'utf-8-bom'),
    text('members.ndjson', 'customers', lines(customers), 'utf-8'),
  ],
  gzip: [
    packed(text('english.csv', 'purchases', delimited(english, ','), 'utf-8')),
    packed(text('gbk.csv', 'purchases', delimited(chinese, ','), 'gbk')),
    packed(text('orders.jsonl', 'purchases', lines(english), 'utf-8')),
    packed(text('campaign.csv', 'contacts', delimited(contacts, ','), 'utf-8')),
    packed(zipped('orders.xlsx', workbook(english, false))),
  ],
}

/** Clean tables by kind, for cases that are made from cells. */
export const TABLES: readonly (readonly [FileKind, Table])[] = [
  ['purchases', english],
  ['purchases', chinese],
  ['behaviours', behaviours],
  ['customers', customers],
  ['contacts', contacts],
]
