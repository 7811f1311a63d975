import { describe, expect, it } from 'vitest'
import { randomBytes } from 'node:crypto'
import { utils, write } from '@e965/xlsx'
import { AppError } from '../../../shared/contract/errors.ts'
import { openWorkbook } from '../../../src-main/ingest/xlsx/workbook.ts'
import { workbookParts } from '../../support/workbookParts.ts'
import { zipBytes, type ZipPart } from '../../support/zipWriter.ts'
import { readBytes, withFile } from './readCells.ts'

const XML = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
const parts = workbookParts({ sheets: [{ name: 'Orders', xml: XML }], strings: '<si><t>x</t></si>' })
const SHEET = 'xl/worksheets/sheet1.xml'

async function failure(bytes: Uint8Array, options: Parameters<typeof readBytes>[1] = {}) {
  try {
    await readBytes(bytes, options)
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, ...error.detail }
    throw error
  }
  return null
}
const changed = (name: string, change: (part: ZipPart) => ZipPart): Buffer =>
  zipBytes(parts.map((part) => (part.name === name ? change(part) : part)))
const sheetFailure = (xml: string) =>
  failure(zipBytes(workbookParts({ sheets: [{ name: 'Orders', xml, whole: true }] })))

describe('damage is told with its place', () => {
  it('every truncation of an archive is damage', async () => {
    const whole = zipBytes(parts)
    for (let length = 2; length < whole.length; length += 97) {
      expect(await failure(whole.subarray(0, length))).toMatchObject({
        code: 'file-damaged',
        file: 'book.xlsx',
      })
    }
  })

  it('a part whose bytes changed', async () => {
    const bad = await failure(changed(SHEET, (part) => ({ ...part, stored: true, claims: { crc32: 1 } })))
    expect(bad).toEqual({
      code: 'file-damaged',
      file: 'book.xlsx',
      sheet: 'Orders',
      row: 1,
      place: SHEET,
      reason: 'checksum',
    })
  })

  it('a part that is larger or smaller than it claims', async () => {
    const larger = changed(SHEET, (part) => ({ ...part, claims: { inflatedBytes: 10 } }))
    expect(await failure(larger)).toMatchObject({ code: 'file-damaged', reason: 'larger-than-declared' })
    const smaller = changed(SHEET, (part) => ({ ...part, claims: { inflatedBytes: 10_000 } }))
    expect(await failure(smaller)).toMatchObject({ code: 'file-damaged', reason: 'smaller-than-declared' })
  })

  it('a sheet that is listed but absent', async () => {
    const absent = zipBytes(parts.filter((part) => part.name !== SHEET))
    expect(await failure(absent)).toMatchObject({ code: 'file-damaged', place: SHEET, reason: 'missing' })
  })

  it('strings that a cell points to and the table does not have', async () => {
    const beyond = workbookParts({
      sheets: [{ xml: '<row r="4"><c t="s"><v>5</v></c></row>' }],
      strings: '<si><t>x</t></si>',
    })
    expect(await failure(zipBytes(beyond))).toMatchObject({
      code: 'file-damaged',
      place: 'xl/sharedStrings.xml',
      reason: 'no-string-5',
      row: 4,
    })
    expect(await failure(zipBytes(workbookParts({ sheets: [{ xml: XML }] })))).toMatchObject({
      code: 'file-damaged',
      reason: 'no-string-0',
    })
    const odd = workbookParts({ sheets: [{ xml: '<row r="1"><c t="s"><v>x</v></c></row>' }], strings: '' })
    expect(await failure(zipBytes(odd))).toMatchObject({ code: 'file-damaged', reason: 'string-number' })
  })

  it.each([
    ['<worksheet><sheetData><row r="1"><c><v>1</v></c>', 'cut-off'],
    ['<worksheet><sheetData><row r="1"><c><v', 'cut-off'],
    ['', 'cut-off'],
    ['<worksheet></worksheet></worksheet>', 'unbalanced-tags'],
    ['<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>', 'document-type'],
    ['<worksheet><sheetData x></sheetData></worksheet>', 'attribute'],
    ['<worksheet><sheetData x=1></sheetData></worksheet>', 'attribute'],
    [`${'<a>'.repeat(300)}${'</a>'.repeat(300)}`, 'nested-too-deep'],
    [`<worksheet a="${'x'.repeat(3_000_000)}`, 'tag-too-long'],
  ])('XML that is no XML: %#', async (xml, reason) => {
    expect(await sheetFailure(xml)).toMatchObject({ code: 'file-damaged', place: SHEET, reason })
  })
})

describe('other formats are named', () => {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet([['a'], [1]]), 'S')
  const written = (bookType: 'biff8' | 'biff5' | 'biff2' | 'xlsb' | 'ods') =>
    new Uint8Array(write(book, { type: 'array', bookType }) as ArrayBuffer)

  it.each(['biff8', 'biff5', 'biff2'] as const)('%s is an .xls', async (bookType) => {
    expect(await failure(written(bookType))).toMatchObject({ code: 'format-xls' })
  })

  it('.xlsb, .ods and other archives are not this format', async () => {
    expect(await failure(written('xlsb'))).toMatchObject({ code: 'format-unknown', found: 'xlsb' })
    expect(await failure(written('ods'))).toMatchObject({ code: 'format-unknown', found: 'ods' })
    expect(await failure(zipBytes([{ name: 'a.txt', data: 'a' }]))).toMatchObject({
      code: 'format-unknown',
      found: 'zip',
    })
    expect(await failure(Buffer.from('a,b\n1,2\n'))).toMatchObject({ code: 'format-unknown' })
  })

  it('password-protected workbooks and parts', async () => {
    const compound = Buffer.alloc(4096)
    Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(compound)
    compound.writeUInt16LE(9, 30)
    Buffer.from('EncryptedPackage', 'utf16le').copy(compound, 1024)
    expect(await failure(compound)).toMatchObject({ code: 'file-encrypted' })
    const locked = changed(SHEET, (part) => ({ ...part, claims: { encrypted: true } }))
    expect(await failure(locked)).toMatchObject({ code: 'file-encrypted', place: SHEET })
  })

  it('an empty file and an absent one', async () => {
    expect(await failure(new Uint8Array(0))).toMatchObject({ code: 'file-empty' })
    await expect(openWorkbook('/nonexistent/a.xlsx')).rejects.toMatchObject({ code: 'file-not-found' })
  })
})

describe('ceilings', () => {
  it('a part that inflates 1,000 times over is refused before it is inflated', async () => {
    const bomb = zipBytes(
      parts.map((part) =>
        part.name === SHEET ? { ...part, data: Buffer.alloc(80 * 1024 * 1024, 0x20) } : part,
      ),
    )
    expect(bomb.length).toBeLessThan(200_000)
    const before = process.memoryUsage().rss
    expect(await failure(bomb)).toMatchObject({ code: 'archive-too-large', place: SHEET, limitRatio: 250 })
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024)
  })

  it('an archive that claims too much in all is refused', async () => {
    expect(await failure(zipBytes(parts), { limits: { inflatedBytes: 100 } })).toMatchObject({
      code: 'archive-too-large',
      limitBytes: 100,
    })
    const liar = changed(SHEET, (part) => ({ ...part, zip64: true, claims: { inflatedBytes: 2 ** 52 } }))
    expect(await failure(liar)).toMatchObject({ code: 'archive-too-large' })
  })

  it('too many entries', async () => {
    expect(await failure(zipBytes(parts), { limits: { entries: 3 } })).toMatchObject({
      code: 'archive-too-large',
      limitEntries: 3,
    })
  })

  it('a column beyond XFD', async () => {
    const at = (ref: string) =>
      failure(zipBytes(workbookParts({ sheets: [{ xml: `<row r="9"><c r="${ref}9"><v>1</v></c></row>` }] })))
    expect(await at('XFD')).toBeNull()
    expect(await at('XFE')).toMatchObject({ code: 'too-many-columns', line: 9, limit: 16_384 })
    expect(await at('AAAAAAAAAAAA')).toMatchObject({ code: 'too-many-columns' })
  })

  it('a sheet of nothing but gaps', async () => {
    const rows = Array.from(
      { length: 8000 },
      (_, i) => `<row r="${i + 1}"><c r="XFD${i + 1}"><v>1</v></c></row>`,
    )
    expect(await failure(zipBytes(workbookParts({ sheets: [{ xml: rows.join('') }] })))).toMatchObject({
      code: 'too-many-columns',
      limit: 16_384,
    })
  })

  it('a cell longer than a cell can be takes its row out of the table, not the file', async () => {
    const long = 'x'.repeat(200_000)
    const xml =
      `<row r="1"><c t="inlineStr"><is><t>a</t></is></c></row>` +
      `<row r="2"><c><v>7</v></c><c t="inlineStr"><is><t>${long}</t></is></c></row>` +
      `<row r="3"><c t="s"><v>0</v></c></row>` +
      `<row r="4"><c t="inlineStr"><is><t>${'y'.repeat(3_000_000)}</t></is></c></row>` +
      `<row r="5"><c><v>8</v></c></row>`
    const read = await readBytes(
      zipBytes(workbookParts({ sheets: [{ xml }], strings: `<si><t>${long}</t></si>` })),
    )
    expect(read.rows).toEqual([
      { line: 1, cells: ['a'] },
      { line: 5, cells: ['8'] },
    ])
    expect(read.faults.map((fault) => [fault.line, fault.code, fault.column])).toEqual([
      [2, 'field-too-long', 'c2'],
      [3, 'field-too-long', 'c1'],
      [4, 'field-too-long', 'c1'],
    ])
    expect(read.faults[0]?.sample).toBe('x'.repeat(80))
    expect(read.faults[0]?.raw).toBe(`7\t${'x'.repeat(1998)}`)
  })
})

describe('streaming', () => {
  const rows = Array.from(
    { length: 20_000 },
    (_, i) => `<row r="${i + 1}"><c t="s"><v>${i}</v></c><c><v>${i}</v></c></row>`,
  )
  const strings = rows.map((_, i) => `<si><t>${randomBytes(12).toString('hex')}${i}</t></si>`)
  const bytes = zipBytes(workbookParts({ sheets: [{ xml: rows.join('') }], strings: strings.join('') }))

  it('batches hold at most the rows asked for, and bytesDone rises to the size of the part', async () => {
    await withFile('book.xlsx', bytes, async (path) => {
      const workbook = await openWorkbook(path)
      const [sheet] = workbook.sheets
      let total = 0
      let done = 0
      for await (const batch of sheet?.batches({ batchRows: 300 }) ?? []) {
        expect(batch.nRows).toBeLessThanOrEqual(300)
        expect(batch.bytesDone).toBeGreaterThanOrEqual(done)
        done = batch.bytesDone
        total += batch.nRows
      }
      expect(total).toBe(20_000)
      expect(done).toBe(sheet?.sizeBytes)
      await workbook.close()
    })
  })

  it('a preview stops early and the workbook can be read again, also twice at the same time', async () => {
    await withFile('book.xlsx', bytes, async (path) => {
      const workbook = await openWorkbook(path)
      const [sheet] = workbook.sheets
      const count = async (maxRows?: number): Promise<number> => {
        let n = 0
        for await (const batch of sheet?.rows(maxRows === undefined ? {} : { maxRows }) ?? [])
          n += batch.rows.length
        return n
      }
      expect(await count(7)).toBe(7)
      expect(await Promise.all([count(), count(12_345)])).toEqual([20_000, 12_345])
      await workbook.close()
    })
  })

  it('cancel ends it with `cancelled`, and reading may start again', async () => {
    await withFile('book.xlsx', bytes, async (path) => {
      const workbook = await openWorkbook(path)
      const [sheet] = workbook.sheets
      let seen = 0
      const run = async (): Promise<void> => {
        for await (const batch of sheet?.batches({ isCancelled: () => seen > 3000 }) ?? [])
          seen += batch.nRows
      }
      await expect(run()).rejects.toMatchObject({ code: 'cancelled' })
      expect(seen).toBe(4000)
      seen = 0
      for await (const batch of sheet?.batches() ?? []) seen += batch.nRows
      expect(seen).toBe(20_000)
      await workbook.close()
    })
  })
})
