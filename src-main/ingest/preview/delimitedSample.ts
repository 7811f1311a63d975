import type { Evidence } from '../../../shared/contract/import.ts'
import type { ReadAs } from '../../../shared/contract/mapping.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import { knownEncoding } from '../decode/labels.ts'
import { columnNames, usedColumns } from '../detect/columnNames.ts'
import { columnProfile } from '../detect/columnProfile.ts'
import { DateScanner } from '../detect/dateScan.ts'
import { numericDateColumns } from '../detect/dateOrder.ts'
import { decode, detectEncoding, type EncodingVerdict } from '../detect/encoding.ts'
import { detectDelimiter, recordsOf } from '../detect/delimiter.ts'
import { detectHeader, type Record } from '../detect/headerLine.ts'
import type { ParsedRow } from '../parse/rowsOf.ts'
import type { FileSample } from './sampleFile.ts'
import type { SampledTable } from './table.ts'

const NO_BYTES = Buffer.alloc(0)
const HEAD_ROWS = 16_000
const WINDOW_ROWS = 1000
const SHOWN_ROWS = 20
const MAX_COLUMNS = 4096

interface Layout {
  readonly readAs: ReadAs
  readonly records: readonly ParsedRow[]
  readonly header: readonly string[]
  readonly headerIndex: number
  readonly names: readonly string[]
  readonly evidence: Pick<SampledTable, 'delimiterEvidence' | 'headerEvidence'>
  readonly doubts: readonly Evidence[]
}

/** A file of delimited text, sampled; of files up to a few dozen MB every row is asked for the order of its dates. */
export async function delimitedSample(
  sample: FileSample,
  fileName: string,
  chosen: ReadAs,
): Promise<SampledTable> {
  const guessed = encodingOf(sample.head, NO_BYTES, chosen)
  const first = layoutOf(sample, guessed.encoding, chosen, fileName)
  const dates = ambiguousDates(first)
  const scanner = dates.length > 0 ? new DateScanner(first.readAs, dates) : null
  scanner?.push(sample.head)
  const rest = await sample.rest((bytes, isWindow) => {
    if (scanner === null) return
    if (isWindow) scanner.window(bytes)
    else scanner.push(bytes)
  })
  const encoding = encodingOf(sample.head, rest.highLines, chosen)
  const layout =
    encoding.encoding === guessed.encoding ? first : layoutOf(sample, encoding.encoding, chosen, fileName)
  const body = layout.records.slice(layout.headerIndex + 1)
  const isByteWise = knownEncoding(encoding.encoding).isAsciiBased
  const further = isByteWise ? rest.windows.flatMap((window) => windowRows(window, layout)) : []
  const cells = [...body.slice(0, HEAD_ROWS), ...further]
    .filter((row) => row.problem === null)
    .map((row) => row.cells)
  const rows = cells.filter((row) => row.some((cell) => cell.trim() !== ''))
  return {
    fileName,
    sheet: null,
    sizeBytes: sample.sizeBytes,
    format: 'delimited',
    compressed: sample.compressed,
    encoding: encoding.encoding,
    encodingEvidence: encoding.evidence,
    delimiter: layout.readAs.delimiter ?? ',',
    ...layout.evidence,
    headerLine: layout.readAs.headerLine ?? 0,
    rows: body.slice(0, SHOWN_ROWS).map((row) => row.cells),
    ...rowCount(sample, rest, body.length, layout.headerIndex + 1),
    readAs: layout.readAs,
    doubts: [...(encoding.certain ? [] : encoding.evidence), ...layout.doubts],
    names: layout.names,
    headers: layout.header,
    body: rows,
    dateScan: scanner === null ? null : scanner.result(),
  }
}

function encodingOf(head: Buffer, further: Buffer, chosen: ReadAs): EncodingVerdict {
  if (chosen.encoding === undefined) return detectEncoding(head, further)
  const { name } = knownEncoding(chosen.encoding)
  return { encoding: name, evidence: [{ code: 'encoding-chosen', values: { value: name } }], certain: true }
}

function layoutOf(sample: FileSample, encoding: string, chosen: ReadAs, fileName: string): Layout {
  const utf8 = encoding === 'utf-8' ? sample.head : Buffer.from(decode(sample.head, encoding))
  const cut = detectDelimiter(utf8, sample.headIsWhole, chosen)
  const { delimiter, quote } = cut
  const records = recordsOf(utf8, sample.headIsWhole, { delimiter, quote })
  if (!records.some((record) => record.cells.some((cell) => cell.trim() !== '')))
    throw new AppError('file-empty', { file: fileName })
  const found = detectHeader(withoutMark(records), chosen.headerLine)
  const body = records.slice(found.index + 1).map((row) => row.cells)
  const header = found.index >= 0 ? (withoutMark(records)[found.index]?.cells ?? []) : []
  const nColumns = usedColumns(header, body.slice(0, 5000))
  if (nColumns > MAX_COLUMNS)
    throw new AppError('too-many-columns', { file: fileName, columns: nColumns, limit: MAX_COLUMNS })
  return {
    readAs: { format: 'delimited', encoding, delimiter, quote, headerLine: found.headerLine },
    records,
    header,
    headerIndex: found.index,
    names: columnNames(header, nColumns),
    evidence: { delimiterEvidence: cut.evidence, headerEvidence: found.evidence },
    doubts: found.certain ? [] : [{ code: 'header-guess', values: {} }],
  }
}

function withoutMark(records: readonly ParsedRow[]): Record[] {
  return records.map(({ line, cells }, i) =>
    i === 0
      ? { line, cells: cells.map((cell, c) => (c === 0 ? cell.replace(/^\ufeff/, '') : cell)) }
      : { line, cells },
  )
}

/** Positions of columns whose dates the sampled rows cannot settle, or that must be counted over all rows. */
function ambiguousDates(layout: Layout): number[] {
  const body = layout.records.slice(layout.headerIndex + 1).slice(0, 2000)
  const cells = body.map((row) => row.cells)
  const profiles = layout.names.map((name, i) => columnProfile(cells, i, name, name))
  return numericDateColumns(profiles).map((column) => column.index)
}

function windowRows(window: Buffer, layout: Layout): ParsedRow[] {
  const { encoding, delimiter, quote } = layout.readAs
  const utf8 = encoding === 'utf-8' ? window : Buffer.from(decode(window, encoding ?? 'utf-8'))
  const width = layout.names.length
  return recordsOf(utf8, true, {
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(quote === undefined ? {} : { quote }),
  })
    .slice(0, WINDOW_ROWS)
    .filter(
      (row) =>
        row.problem === null &&
        Math.abs(row.cells.length - width) <= 1 &&
        row.cells.length >= Math.min(2, width),
    )
}

function rowCount(
  sample: FileSample,
  rest: {
    readonly bytes: number
    readonly lineFeeds: number
    readonly isWhole: boolean
    readonly shareRead: number
  },
  inHead: number,
  nAbove: number,
): Pick<SampledTable, 'rowsEstimate' | 'rowsExact'> {
  if (sample.headIsWhole) return { rowsEstimate: inHead, rowsExact: true }
  let lines = 0
  for (let at = sample.head.indexOf(10); at >= 0; at = sample.head.indexOf(10, at + 1)) lines++
  const perLine = lines <= nAbove ? 1 : inHead / (lines - nAbove)
  const seen = inHead + rest.lineFeeds * perLine
  const estimate = rest.isWhole || rest.shareRead === 0 ? seen : seen / rest.shareRead
  return { rowsEstimate: Math.max(inHead, Math.round(estimate)), rowsExact: false }
}
