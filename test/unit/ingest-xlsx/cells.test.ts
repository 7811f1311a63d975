import { describe, expect, it } from 'vitest'
import { workbookParts } from '../../support/workbookParts.ts'
import { zipBytes } from '../../support/zipWriter.ts'
import { cellsOf, readBytes } from './readCells.ts'

const cell = (inner: string): string => `<row r="1">${inner}</row>`

describe('texts', () => {
  it('shared strings come with entities, line breaks and control characters decoded', async () => {
    const strings =
      '<si><t>A &amp; B &lt;c&gt; &quot;d&quot; &apos;e&apos; &#20013;&#x6587;</t></si>' +
      '<si><t>one_x000D_\ntwo_x005F_x000D_</t></si><si><t>_xD83D__xDE00_ _xZZZZ_ _x12</t></si><si><t/></si>' +
      '<si><t>line\r\nbreak&#13;&#10;&unknown; &</t></si>'
    const cells = await cellsOf(
      cell(
        '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c><c r="E1" t="s"><v>4</v></c>',
      ),
      { strings },
    )
    expect(cells).toEqual([
      [`A & B <c> "d" 'e' 中文`, 'one\r\ntwo_x000D_', '😀 _xZZZZ_ _x12', '', 'line\nbreak\r\n&unknown; &'],
    ])
  })

  it('rich text is joined and its phonetic runs are left out', async () => {
    const strings =
      '<si><r><rPr><b/></rPr><t xml:space="preserve">东京 </t></r><r><t>都</t></r>' +
      '<rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>'
    expect(await cellsOf(cell('<c r="A1" t="s"><v>0</v></c>'), { strings })).toEqual([['东京 都']])
  })

  it('inline strings may be rich too', async () => {
    const xml = cell(
      '<c r="A1" t="inlineStr"><is><t>plain</t></is></c>' +
        '<c r="B1" t="inlineStr"><is><r><t>a</t></r><r><t xml:space="preserve"> b</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c>' +
        '<c r="C1"><is><t>no type</t></is></c><c r="D1" t="inlineStr"><is/></c><c r="E1" t="inlineStr"><is><t><![CDATA[<&amp;>]]></t></is></c>',
    )
    expect(await cellsOf(xml)).toEqual([['plain', 'a b', 'no type', '', '<&amp;>']])
  })

  it('white space at the ends counts only where the file preserves it', async () => {
    const strings =
      '<si><t>  a  </t></si><si><t xml:space="preserve">  b  </t></si><si>\n  <t>c</t>\n</si><si><t xml:space="preserve">\t</t></si>'
    const xml = cell([0, 1, 2, 3].map((i) => `<c t="s"><v>${i}</v></c>`).join(''))
    expect(await cellsOf(xml, { strings })).toEqual([['a', '  b  ', 'c', '\t']])
  })

  it('a preserve on an ancestor holds for everything below it', async () => {
    const xml = cell(
      '<c r="A1" t="inlineStr" xml:space="preserve"><is><t> a </t></is></c><c t="inlineStr"><is><t> b </t></is></c>',
    )
    expect(await cellsOf(xml)).toEqual([[' a ', 'b']])
  })

  it('comments and processing instructions between and inside texts are nothing', async () => {
    const xml = '<!-- <row> --><row r="1"><?x y?><c t="inlineStr"><is><t>a<!-- > -->b</t></is></c></row>'
    expect(await cellsOf(xml)).toEqual([['ab']])
  })

  it('bytes that are not UTF-8 are replaced and counted', async () => {
    const bytes = Buffer.concat([
      Buffer.from('<worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>'),
      Buffer.from([0xd6, 0xd0]),
      Buffer.from('</t></is></c><c><v>7</v></c></row></sheetData></worksheet>'),
    ])
    const parts = workbookParts({ sheets: [{ xml: '' }] }).map((part) =>
      part.name.includes('sheet1') ? { ...part, data: bytes } : part,
    )
    const read = await readBytes(zipBytes(parts))
    expect(read.rows[0]?.cells).toEqual(['��', '7'])
    expect(read.treatments).toEqual({ 'invalid-bytes-replaced': 1 })
  })
})

describe('booleans, errors, formulas', () => {
  it('booleans are words, errors are empty and counted', async () => {
    const xml = cell(
      '<c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="b"><v>true</v></c><c t="e"><v>#N/A</v></c><c t="e"><v>#DIV/0!</v></c><c><v>1</v></c>',
    )
    const read = await readBytes(zipBytes(workbookParts({ sheets: [{ xml }] })))
    expect(read.rows[0]?.cells).toEqual(['TRUE', 'FALSE', 'TRUE', '', '', '1'])
    expect(read.treatments).toEqual({ 'error-is-empty': 2 })
  })

  it('a formula stands for the result that the file keeps, and is counted', async () => {
    const xml = cell(
      '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c r="C1" t="str"><f>""</f><v></v></c>' +
        '<c r="D1"><f t="shared" si="0"/><v>3</v></c><c r="E1"><f>SUM(A1)</f></c><c r="F1"><f>NOW()</f><v/></c><c r="G1" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
    )
    const read = await readBytes(zipBytes(workbookParts({ sheets: [{ xml }] })))
    expect(read.rows[0]?.cells).toEqual(['2', 'ab', '', '3'])
    expect(read.treatments).toEqual({
      'formula-result-used': 5,
      'formula-without-result': 2,
      'error-is-empty': 1,
    })
  })

  it('ISO dates of strict files are taken as they are', async () => {
    expect(await cellsOf(cell('<c t="d"><v>2024-02-29T10:20:30</v></c>'))).toEqual([['2024-02-29T10:20:30']])
  })
})

describe('places', () => {
  it('sparse rows and cells keep their line and column', async () => {
    const xml =
      '<row r="3"><c r="B3"><v>1</v></c><c r="AB3"><v>2</v></c></row><row r="10"><c r="A10"><v>3</v></c></row>'
    const { rows } = await readBytes(zipBytes(workbookParts({ sheets: [{ xml }] })))
    expect(rows.map((row) => row.line)).toEqual([3, 10])
    expect(rows[0]?.cells.length).toBe(28)
    expect(rows[0]?.cells[1]).toBe('1')
    expect(rows[0]?.cells[27]).toBe('2')
    expect(rows[1]?.cells).toEqual(['3'])
  })

  it('without references cells and rows follow each other', async () => {
    const xml =
      '<row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c/><c r="D3"><v>4</v></c><c><v>5</v></c></row>'
    const { rows } = await readBytes(zipBytes(workbookParts({ sheets: [{ xml }] })))
    expect(rows).toEqual([
      { line: 1, cells: ['1', '2'] },
      { line: 2, cells: [] },
      { line: 3, cells: ['', '', '', '4', '5'] },
    ])
  })

  it('a row that has no number takes it from its first cell', async () => {
    const xml = '<row><c r="A7"><v>1</v></c></row><row><c r="A8"><v>2</v></c></row>'
    const { rows } = await readBytes(zipBytes(workbookParts({ sheets: [{ xml }] })))
    expect(rows.map((row) => row.line)).toEqual([7, 8])
  })

  it('lines ascend even where rows are numbered otherwise', async () => {
    const xml = [5, 5, 2, 9, 0, 99_999_999_999].map((n) => `<row r="${n}"><c><v>${n}</v></c></row>`).join('')
    const { rows } = await readBytes(zipBytes(workbookParts({ sheets: [{ xml }] })))
    expect(rows.map((row) => row.line)).toEqual([5, 6, 7, 9, 10, 11])
  })

  it('cells out of order stand in their columns', async () => {
    const xml = cell('<c r="C1"><v>3</v></c><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c>')
    expect(await cellsOf(xml)).toEqual([['1', '2', '3']])
  })

  it('formatted but empty cells do not widen a row', async () => {
    const xml =
      cell('<c r="A1"><v>1</v></c><c r="B1" s="3"/><c r="ZZ1" s="3"/>') + '<row r="2"><c r="A2" s="1"/></row>'
    expect(await cellsOf(xml)).toEqual([['1'], []])
  })

  it('of merged cells only the first one has the value', async () => {
    const sheet =
      '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"/></row><row r="2"><c r="A2"/><c r="B2"><v>2</v></c></row></sheetData>' +
      '<mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells><row r="99"><c><v>9</v></c></row></worksheet>'
    const { rows } = await readBytes(zipBytes(workbookParts({ sheets: [{ xml: sheet, whole: true }] })))
    expect(rows.map((row) => row.cells)).toEqual([['1'], ['', '2']])
  })
})

describe('numbers', () => {
  it('numbers show the digits a person sees, without the noise of binary fractions', async () => {
    const given: readonly (readonly [string, string])[] = [
      ['0.30000000000000004', '0.3'],
      ['131.77000000000001', '131.77'],
      ['1.1000000000000001', '1.1'],
      ['-4.9999999999999996E-2', '-0.05'],
      ['1E-3', '0.001'],
      ['1.5E+20', '150000000000000000000'],
      ['1.23456789012346E+17', '123456789012346000'],
      ['123456789012345678', '123456789012345678'],
      ['00123', '00123'],
      ['12.50', '12.5'],
      ['12.0', '12'],
      ['-0', '-0'],
      ['-0.0', '0'],
      ['.5', '0.5'],
      ['5.', '5'],
      [' 42 ', '42'],
      ['1E+300', '1e+300'],
      ['abc', 'abc'],
      ['1e999', '1e999'],
      ['', ''],
    ]
    const xml = cell(given.map(([written]) => `<c><v>${written}</v></c>`).join('') + '<c><v>1</v></c>')
    const [cells = []] = await cellsOf(xml)
    expect(given.map(([written], i) => [written, cells[i]])).toEqual(given)
  })

  it('a format of zeros shows an identifier with its leading zeros', async () => {
    const xml = cell(
      '<c s="0"><v>123</v></c><c s="0"><v>1234567</v></c><c s="0"><v>1.5</v></c><c s="0"><v>-3</v></c>',
    )
    expect(await cellsOf(xml, { formats: ['00000'] })).toEqual([['00123', '1234567', '1.5', '-3']])
  })
})
