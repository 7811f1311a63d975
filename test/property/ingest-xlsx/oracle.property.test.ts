import { utils, write, read as readOracle, type CellObject, type WorkSheet } from '@e965/xlsx'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { workbookParts } from '../../support/workbookParts.ts'
import { zipBytes } from '../../support/zipWriter.ts'
import { readBytes } from '../../unit/ingest-xlsx/readCells.ts'

const DATE_FORMAT = 'yyyy-mm-dd hh:mm:ss'

/** What the other reader makes of a sheet, in our terms. */
function oracleRows(bytes: Uint8Array): string[][] {
  const book = readOracle(bytes, { type: 'buffer', cellNF: true, cellText: true })
  const sheet = book.Sheets[book.SheetNames[0] ?? ''] as WorkSheet
  const range = utils.decode_range(sheet['!ref'] ?? 'A1')
  const rows: string[][] = []
  for (let r = range.s.r; r <= range.e.r; r++) {
    const cells: string[] = []
    for (let c = 0; c <= range.e.c; c++) {
      cells.push(oracleText(sheet[utils.encode_cell({ r, c })] as CellObject | undefined))
    }
    while (cells.at(-1) === '') cells.pop()
    rows.push(cells)
  }
  return rows
}

function oracleText(cell: CellObject | undefined): string {
  if (cell === undefined || cell.t === 'e' || cell.t === 'z') return ''
  if (cell.t === 'b') return cell.v === true ? 'TRUE' : 'FALSE'
  if (cell.t === 'n' && cell.z !== DATE_FORMAT) return String(Number(Number(cell.v).toPrecision(15)))
  return cell.t === 'n' ? (cell.w ?? '') : String(cell.v)
}

const value = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => !text.includes('\u0000')),
  fc.constantFrom('订单 & 号', ' 两端空格 ', 'a\nb', '_x0041_', '0012', ''),
  fc.integer({ min: -1e9, max: 1e9 }),
  fc.integer({ min: -1e9, max: 1e9 }).map((n) => n / 100),
  fc.boolean(),
  fc.constant(null),
  // whole seconds from 1990 to 2060
  fc.integer({ min: 631_152_000, max: 2_840_140_800 }).map((s) => ({ serial: s / 86_400 + 25_569 })),
)
type Value = string | number | boolean | null | { readonly serial: number }

function cellOf(given: Value): CellObject | null {
  if (given === null) return null
  if (typeof given === 'object') return { t: 'n', v: given.serial, z: DATE_FORMAT }
  return { t: typeof given === 'string' ? 's' : typeof given === 'number' ? 'n' : 'b', v: given }
}

function sheetOf(rows: readonly (readonly Value[])[]): WorkSheet {
  const sheet: WorkSheet = {}
  let columns = 1
  rows.forEach((row, r) => {
    columns = Math.max(columns, row.length)
    row.forEach((given, c) => {
      const cell = cellOf(given)
      if (cell !== null) sheet[utils.encode_cell({ r, c })] = cell
    })
  })
  sheet['!ref'] = utils.encode_range({
    s: { r: 0, c: 0 },
    e: { r: Math.max(rows.length - 1, 0), c: columns - 1 },
  })
  return sheet
}

describe('another reader', () => {
  it('sees the same cells in workbooks that it wrote itself, with and without shared strings', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(value, { maxLength: 6 }), { minLength: 1, maxLength: 15 }),
        fc.boolean(),
        fc.boolean(),
        async (rows, bookSST, compression) => {
          const book = utils.book_new()
          utils.book_append_sheet(book, sheetOf(rows), 'S')
          const bytes = Buffer.from(write(book, { type: 'array', bookSST, compression }) as ArrayBuffer)
          const ours = (await readBytes(bytes)).rows
          const theirs = oracleRows(bytes)
          const byLine = new Map(ours.map((row) => [row.line, row.cells]))
          expect(theirs.map((_, i) => byLine.get(i + 1) ?? [])).toEqual(theirs)
        },
      ),
      { numRuns: 150, seed: 11 },
    )
  }, 300_000)

  it('sees the same cells in workbooks of our own writing', async () => {
    const number = fc.oneof(fc.double({ noNaN: true, min: -1e14, max: 1e14 }), fc.integer())
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.array(fc.oneof(number, fc.constantFrom('文', 'b c', 'd&e')), { minLength: 1, maxLength: 5 }),
          {
            minLength: 1,
            maxLength: 10,
          },
        ),
        async (rows) => {
          const xml = rows.map((row, r) => {
            const cells = row.map((given, c) => {
              const ref = utils.encode_cell({ r, c })
              return typeof given === 'number'
                ? `<c r="${ref}"><v>${given}</v></c>`
                : `<c r="${ref}" t="inlineStr"><is><t>${given.replace('&', '&amp;')}</t></is></c>`
            })
            return `<row r="${r + 1}">${cells.join('')}</row>`
          })
          const bytes = zipBytes(
            workbookParts({ sheets: [{ xml: xml.join('') }], formats: [0], strings: '' }),
          )
          const ours = (await readBytes(bytes)).rows.map((row) => row.cells.map(asNumber))
          expect(ours).toEqual(oracleRows(bytes).map((row) => row.map(asNumber)))
        },
      ),
      { numRuns: 100, seed: 12 },
    )
  }, 300_000)
})

/** The two write the same number differently (1e-7 and 0.0000001). */
function asNumber(text: string): string | number {
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) + 0 : text
}
