import type { HostFile } from '../../../shared/contract/host.ts'
import type { ImportReport, TablePreview } from '../../../shared/contract/import.ts'
import { AS_OF } from './shop.ts'

export const hostFile = (fileToken: string): HostFile => ({
  fileToken,
  name: `${fileToken}.csv`,
  sizeBytes: 1234,
})

const column = (name: string, type: TablePreview['columns'][number]['type'], sample: string) => ({
  name,
  header: name,
  type,
  filled: 3,
  distinct: 3,
  samples: [sample],
})

/** What the preview of a good list of purchases says; every part may be replaced. */
export function previewOf(part: Partial<TablePreview> = {}): TablePreview {
  return {
    fileName: 'orders.csv',
    sheet: null,
    sizeBytes: 1234,
    format: 'delimited',
    compressed: false,
    encoding: 'utf-8',
    encodingEvidence: [{ code: 'valid-utf8', values: { characters: 12 } }],
    delimiter: ',',
    delimiterEvidence: [
      { code: 'delimiter-consistent', values: { delimiter: ',', fields: 5, rows: 3, sharePercent: 100 } },
    ],
    headerLine: 1,
    headerEvidence: [{ code: 'header-names-known', values: { known: 4, of: 5 } }],
    columns: [
      column('Customer', 'id', 'U1'),
      column('Day', 'date', '2025-11-02'),
      column('Qty', 'integer', '2'),
      column('Price', 'money', '9.90'),
      column('Sku', 'word', 'TEA'),
      column('Blank', 'empty', ''),
    ],
    rows: [
      ['U1', '2025-11-02', '2', '9.90', 'TEA', ''],
      ['U2', '2025-11-03', '1', '19.90', 'CUP', ''],
    ],
    sampledRows: 2,
    rowsEstimate: 2,
    rowsExact: true,
    kind: 'purchases',
    kindConfidence: 1,
    kindEvidence: [{ code: 'kind-fields', values: { fields: 'customer, time, amount' } }],
    dateOrder: 'ymd',
    dateEvidence: [{ code: 'dates-iso', values: { rows: 2, sample: '2025-11-02' } }],
    fields: [
      {
        field: 'customer',
        source: 'Customer',
        confidence: 1,
        evidence: [{ code: 'name-known', values: { column: 'Customer' } }],
      },
    ],
    mapping: {
      kind: 'purchases',
      columns: { customer: 'Customer', time: 'Day', amount: { multiply: ['Qty', 'Price'] } },
      dateOrder: 'ymd',
      cancelled: { column: 'Sku', startsWith: 'C' },
    },
    verdict: 'ready',
    open: [],
    readAs: { format: 'delimited', encoding: 'utf-8', delimiter: ',', headerLine: 1 },
    ...part,
  }
}

/** What came of an import whose books balance; every part may be replaced. */
export function reportOf(part: Partial<ImportReport> = {}): ImportReport {
  return {
    importId: 1,
    fileName: 'orders.csv',
    sheet: null,
    kind: 'purchases',
    rowsRead: 1000,
    rowsAccepted: 900,
    rowsRejected: 60,
    rowsDuplicate: 30,
    rowsBlank: 10,
    rejects: [
      { code: 'no-customer', rows: 50, amountMinor: 123_400, lines: [4, 9], sample: '', column: 'Customer' },
      { code: 'bad-time', rows: 10, amountMinor: 0, lines: [77], sample: '31/02/2025', column: 'Day' },
    ],
    treatments: { cancellation: 12, 'dash-is-empty': 3 },
    preambleLines: 0,
    identicalRows: 2,
    customers: 300,
    customersNew: 280,
    orders: 500,
    amountMinor: 9_999_900,
    firstDay: AS_OF - 400,
    lastDay: AS_OF,
    encoding: 'gb18030',
    delimiter: ',',
    headerLine: 1,
    mapping: { kind: 'purchases', columns: { customer: 'Customer', time: 'Day', amount: 'Price' } },
    elapsedMs: 1200,
    peakRssBytes: 1e8,
    importedAtMs: Date.UTC(2025, 10, 12, 20),
    sha256: 'ab',
    sameAsImportedAtMs: null,
    undone: false,
    ...part,
  }
}
