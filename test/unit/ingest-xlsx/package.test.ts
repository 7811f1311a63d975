import { describe, expect, it } from 'vitest'
import { gzipSync } from 'node:zlib'
import { openWorkbook } from '../../../src-main/ingest/xlsx/workbook.ts'
import { workbookParts } from '../../support/workbookParts.ts'
import { zipBytes, type ZipPart } from '../../support/zipWriter.ts'
import { readBytes, withFile } from './readCells.ts'

const XML = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>2</v></c></row>'
const parts = workbookParts({ sheets: [{ xml: XML }], strings: '<si><t>一</t></si>' })
const EXPECTED = [{ line: 1, cells: ['一', '2'] }]

const rowsOf = async (bytes: Uint8Array) => (await readBytes(bytes)).rows
const mapped = (change: (part: ZipPart) => ZipPart): Buffer => zipBytes(parts.map(change))
const utf16 = (text: string, big: boolean, mark: boolean): Buffer => {
  const bytes = Buffer.from((mark ? '\ufeff' : '') + text.replace('UTF-8', 'UTF-16'), 'utf16le')
  return big ? bytes.swap16() : bytes
}

describe('archives', () => {
  it('stored parts, data descriptors, zip64 sizes and zip64 ends are read', async () => {
    expect(await rowsOf(mapped((part) => ({ ...part, stored: true })))).toEqual(EXPECTED)
    expect(await rowsOf(mapped((part) => ({ ...part, descriptor: true })))).toEqual(EXPECTED)
    expect(await rowsOf(mapped((part) => ({ ...part, zip64: true })))).toEqual(EXPECTED)
    expect(await rowsOf(zipBytes(parts, { zip64End: true }))).toEqual(EXPECTED)
  })

  it('bytes before the archive and a comment after it do no harm', async () => {
    const stub = Buffer.from('PK stub of some tool')
    expect(await rowsOf(zipBytes(parts, { stub, comment: 'made by hand PK\u0005\u0006' }))).toEqual(EXPECTED)
    expect(await rowsOf(zipBytes(parts, { stub, zip64End: true }))).toEqual(EXPECTED)
  })

  it('a workbook inside gzip is read', async () => {
    expect((await readBytes(gzipSync(zipBytes(parts)), { name: 'book.xlsx.gz' })).rows).toEqual(EXPECTED)
  })

  it('part names may have backslashes, a leading slash or other letter case', async () => {
    const back = mapped((part) => ({ ...part, name: part.name.replaceAll('/', '\\') }))
    expect(await rowsOf(back)).toEqual(EXPECTED)
    expect(await rowsOf(mapped((part) => ({ ...part, name: `/${part.name}` })))).toEqual(EXPECTED)
    const upper = mapped((part) => ({ ...part, name: part.name.replace('sharedStrings', 'SharedStrings') }))
    expect(await rowsOf(upper)).toEqual(EXPECTED)
  })
})

describe('relationships', () => {
  it.each([
    ['absolute', (file: string) => `/xl/${file}`],
    ['backslashed', (file: string) => file.replaceAll('/', '\\')],
    ['roundabout', (file: string) => `../xl/./${file}`],
    ['percent-encoded', (file: string) => file.replace('sheet', '%73heet')],
  ])('%s targets are followed', async (_, targetOf) => {
    const odd = workbookParts({ sheets: [{ xml: XML }], strings: '<si><t>一</t></si>', targetOf })
    expect(await rowsOf(zipBytes(odd))).toEqual(EXPECTED)
  })

  it('without any relationships the usual names are tried', async () => {
    expect(await rowsOf(zipBytes(parts.filter((part) => !part.name.endsWith('.rels'))))).toEqual(EXPECTED)
  })

  it('the workbook may lie anywhere', async () => {
    const moved = mapped((part) => ({
      ...part,
      name: part.name.replace(/^xl\//, 'deep/er/'),
      data: String(part.data).replace('Target="xl/', 'Target="deep/er/'),
    }))
    expect(await rowsOf(moved)).toEqual(EXPECTED)
  })

  it('charts and macro sheets are left out, hidden sheets are listed as such, names are decoded', async () => {
    const many = workbookParts({
      sheets: [
        { name: '说明 &amp; 字典', xml: '<row r="1"><c t="inlineStr"><is><t>字段</t></is></c></row>' },
        { name: 'Chart', xml: '' },
        { name: '订单', xml: XML, state: 'hidden' },
        { name: 'deep', xml: '', state: 'veryHidden' },
      ],
    }).map((part) =>
      part.name.endsWith('workbook.xml.rels')
        ? {
            ...part,
            data: String(part.data).replace(/worksheet"( Target="worksheets\/sheet2)/, 'chartsheet"$1'),
          }
        : part,
    )
    await withFile('book.xlsx', zipBytes(many), async (path) => {
      const workbook = await openWorkbook(path)
      expect(workbook.sheets.map((sheet) => [sheet.name, sheet.visibility])).toEqual([
        ['说明 & 字典', 'visible'],
        ['订单', 'hidden'],
        ['deep', 'veryHidden'],
      ])
      await workbook.close()
    })
  })
})

describe('lists of sheets', () => {
  it('a name that is used twice gets a number, a part that is listed twice is one sheet', async () => {
    const twice = workbookParts({
      sheets: [
        { name: 'S', xml: XML },
        { name: 'S', xml: '' },
        { name: 'T', xml: '' },
      ],
    })
    const changed = twice.map((part) =>
      part.name.endsWith('workbook.xml.rels')
        ? { ...part, data: String(part.data).replace('worksheets/sheet3.xml', 'worksheets/sheet1.xml') }
        : part,
    )
    await withFile('book.xlsx', zipBytes(changed), async (path) => {
      const workbook = await openWorkbook(path)
      expect(workbook.sheets.map((sheet) => sheet.name)).toEqual(['S', 'S (2)'])
      await workbook.close()
    })
  })

  it('no sheet at all is damage, no worksheet among them is nothing to read', async () => {
    await expect(readBytes(zipBytes(workbookParts({ sheets: [] })))).rejects.toMatchObject({
      code: 'file-damaged',
      detail: { file: 'book.xlsx', place: 'xl/workbook.xml', reason: 'no-sheets' },
    })
    const charts = parts.map((part) =>
      part.name.endsWith('.rels')
        ? { ...part, data: String(part.data).replace('/worksheet"', '/chartsheet"') }
        : part,
    )
    await expect(readBytes(zipBytes(charts))).rejects.toMatchObject({ code: 'file-empty' })
  })
})

describe('XML', () => {
  it('prefixed element names are the same elements', async () => {
    const prefixed = mapped((part) =>
      part.name.endsWith('.rels')
        ? part
        : {
            ...part,
            data: String(part.data)
              .replace(/<(\/?)(?=[a-z])/gi, '<$1x:')
              .replace('xmlns=', 'xmlns:x='),
          },
    )
    expect(await rowsOf(prefixed)).toEqual(EXPECTED)
  })

  it('strict files name their relationships otherwise', async () => {
    const strict = mapped((part) => ({
      ...part,
      data: String(part.data)
        .replaceAll(
          'http://schemas.openxmlformats.org/officeDocument/2006',
          'http://purl.oclc.org/ooxml/officeDocument',
        )
        .replaceAll(
          'http://schemas.openxmlformats.org/spreadsheetml/2006',
          'http://purl.oclc.org/ooxml/spreadsheetml',
        ),
    }))
    expect(await rowsOf(strict)).toEqual(EXPECTED)
  })

  it.each([
    ['UTF-16LE with a mark', false, true],
    ['UTF-16BE with a mark', true, true],
    ['UTF-16LE without', false, false],
    ['UTF-16BE without', true, false],
  ])('parts may be %s', async (_, big, mark) => {
    expect(await rowsOf(mapped((part) => ({ ...part, data: utf16(String(part.data), big, mark) })))).toEqual(
      EXPECTED,
    )
  })

  it('a UTF-8 mark is skipped, a declared other encoding is honoured', async () => {
    expect(await rowsOf(mapped((part) => ({ ...part, data: `\ufeff${String(part.data)}` })))).toEqual(
      EXPECTED,
    )
    const gbk = mapped((part) =>
      part.name.includes('sharedStrings')
        ? {
            ...part,
            data: Buffer.concat([
              Buffer.from('<?xml version="1.0" encoding="GBK"?><sst><si><t>'),
              Buffer.from([0xd2, 0xbb]),
              Buffer.from('</t></si></sst>'),
            ]),
          }
        : part,
    )
    expect(await rowsOf(gbk)).toEqual(EXPECTED)
  })

  it('attributes come in any order, quoting and spacing', async () => {
    const xml = `<row spans='1:3' r = '1' x:dyDescent="0.2"><c t='s'  s = "0"\n r='B1' ><v>0</v></c><c cm="1" r="C1"><f t=">" ref="a>b">1</f><v >2</v ></c ></row>`
    const odd = workbookParts({ sheets: [{ xml }], strings: '<si><t>一</t></si>' })
    expect(await rowsOf(zipBytes(odd))).toEqual([{ line: 1, cells: ['', '一', '2'] }])
  })

  it('a sheet without rows, or without sheetData, is empty', async () => {
    for (const xml of [
      '<worksheet/>',
      '<worksheet><sheetData/></worksheet>',
      '<worksheet><cols/></worksheet>',
    ]) {
      expect(await rowsOf(zipBytes(workbookParts({ sheets: [{ xml, whole: true }] })))).toEqual([])
    }
  })
})
