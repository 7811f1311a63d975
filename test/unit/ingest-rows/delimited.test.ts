import { describe, expect, it } from 'vitest'
import { DelimitedParser, type DelimitedOptions } from '../../../src-main/ingest/parse/delimited.ts'
import { RECORD_PROBLEM, RecordBlock } from '../../../src-main/ingest/parse/recordBlock.ts'
import { delimiterOf, rowsOf } from '../../../src-main/ingest/parse/rowsOf.ts'

const COMMA: DelimitedOptions = { delimiter: 44, quote: 34 }
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const cells = (text: string, options: DelimitedOptions = COMMA): (readonly string[])[] =>
  rowsOf(bytes(text), options).map((row) => row.cells)
const numbered = (text: string, options: DelimitedOptions = COMMA): string[] =>
  rowsOf(bytes(text), options).map((row) => `${row.line}:${row.cells.join('|')}:${row.problem ?? ''}`)

describe('a delimited table', () => {
  it('is cut at line feeds, at CRLF and at doubled carriage returns', () => {
    expect(cells('a,b\n1,2\n')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
    expect(cells('a,b\r\n1,2')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
    expect(cells('a,b\r\r\n1,2\r\r\n')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
  })

  it('is cut at lone carriage returns when these end its lines', () => {
    expect(cells('a,b\r1,2\r')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
  })

  it('keeps a stray carriage return inside a cell of a file with line feeds', () => {
    expect(cells('a,b\n1\r1,2\n3,4\n')).toEqual([
      ['a', 'b'],
      ['1\r1', '2'],
      ['3', '4'],
    ])
  })

  it('loses its byte order mark', () => {
    expect(cells('\ufeffa,b\n1,2\n')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
  })

  it('keeps empty cells, blank lines and a delimiter at the very end', () => {
    expect(cells(',\n\na,')).toEqual([['', ''], [''], ['a', '']])
    expect(cells('')).toEqual([])
  })

  it('takes quotes off, undoes doubled ones and keeps line ends inside', () => {
    expect(cells('"a ""b""","x\ny",""\n1,2,3')).toEqual([
      ['a "b"', 'x\ny', ''],
      ['1', '2', '3'],
    ])
    expect(numbered('"x\ny\n",1\nz,2')).toEqual(['1:x\ny\n|1:', '4:z|2:'])
  })

  it('reads quotes behind a blank and blanks or tabs behind quotes', () => {
    expect(cells('a, "b,c" ,d\n')).toEqual([['a', 'b,c', 'd']])
    expect(cells('"3985734"\t,"129"\t,"/"\r\n')).toEqual([['3985734', '129', '/']])
  })

  it('keeps an inch sign in the middle of a cell and inside a quoted one', () => {
    expect(cells('5" nail,3\n')).toEqual([['5" nail', '3']])
    expect(cells('"12" screen, black",3\n')).toEqual([['12" screen, black', '3']])
    expect(cells('"ACME" Ltd,3\nb,4\n')).toEqual([
      ['"ACME" Ltd', '3'],
      ['b', '4'],
    ])
  })

  it('loses one line to a quote that never closes, not the file', () => {
    expect(numbered('a,1\n"b,2\nc,3\nd,4\n')).toEqual(['1:a|1:', '2:"b,2:unclosed-quote', '3:c|3:', '4:d|4:'])
  })

  it('loses one line to a stray quote although a later line has another one', () => {
    const rows = numbered('a,1\nx,"5 inch\nc,3\n"d, e",4\nf,5\n')
    expect(rows).toEqual(['1:a|1:', '2:x|"5 inch:unclosed-quote', '3:c|3:', '4:d, e|4:', '5:f|5:'])
  })

  it('sees that a long quoted field has swallowed records', () => {
    const swallowed = 'a,"1\nb,2\nc,3\nd,4\ne,5",6\nf,7\n'
    const found = ['a|"1', 'b|2', 'c|3', 'd|4', 'e|5"|6', 'f|7']
    const told = rowsOf(bytes(swallowed), { ...COMMA, expectedFields: 2 })
    expect(told.map((row) => row.cells.join('|'))).toEqual(found)
    expect(told.map((row) => row.problem)).toEqual(['unclosed-quote', null, null, null, null, null])
    const learned = rowsOf(bytes(`y,0\n${swallowed}`), COMMA)
    expect(learned.map((row) => row.cells.join('|'))).toEqual(['y|0', ...found])
  })

  it('gives up a quoted field over 1 MiB at the end of its first line', () => {
    const filler = 'x,1\n'.repeat(400_000)
    const rows = rowsOf(bytes(`a,"1\n${filler}last,2\n`), COMMA)
    expect(rows.length).toBe(400_002)
    expect(rows[0]?.problem).toBe('unclosed-quote')
    expect(rows.at(-1)).toEqual({ line: 400_002, cells: ['last', '2'], problem: null })
  })

  it('gives up a cell over 1 MiB and a record over 4 MiB and goes on with the next line', () => {
    const long = rowsOf(bytes(`${'y'.repeat(1_100_000)},1\nb,2\n`), COMMA)
    expect(long.map((row) => row.problem)).toEqual(['field-too-long', null])
    const wide = rowsOf(bytes(`${'y,'.repeat(2_200_000)}\nb,2\n`), COMMA)
    expect(wide.map((row) => row.problem)).toEqual(['field-too-long', null])
    expect(wide[1]).toEqual({ line: 2, cells: ['b', '2'], problem: null })
  })

  it('holds no more than a record and a chunk of a file without line ends', () => {
    const parser = new DelimitedParser(COMMA)
    const block = new RecordBlock(parser.store, 16)
    const chunk = new Uint8Array(1 << 20).fill(120)
    let records = 0
    for (let i = 0; i < 40; i++) {
      parser.push(chunk)
      while (parser.next(block)) records += block.nRecords
    }
    parser.push(bytes('\na,b\n'))
    parser.end()
    while (parser.next(block)) records += block.nRecords
    expect(records).toBe(2)
    expect(parser.store.bytes.length).toBeLessThan(24 << 20)
    expect(block.problem[0]).toBe(RECORD_PROBLEM.none)
    expect(block.line[0]).toBe(2)
  })

  it('splits at runs of blanks, leading and trailing ones ignored', () => {
    const options: DelimitedOptions = { delimiter: 'spaces', quote: 34 }
    expect(cells(' 00004 0001 19970101  2   29.33 \r\n\r\n\t1\t 2\r\n', options)).toEqual([
      ['00004', '0001', '19970101', '2', '29.33'],
      [''],
      ['1', '2'],
    ])
  })

  it('skips preamble lines and still numbers lines from the top', () => {
    expect(numbered('"title\nnote\na,b\n1,2\n', { ...COMMA, skipLines: 2 })).toEqual(['3:a|b:', '4:1|2:'])
  })

  it('drops the last record of a sample that was cut', () => {
    const options = { ...COMMA, isWhole: false }
    expect(rowsOf(bytes('a,b\n1,2\n3,'), options).length).toBe(2)
    expect(rowsOf(bytes('a,b\n1,"2\n3,'), options).length).toBe(1)
  })

  it('takes one byte as delimiter and rewrites any other', () => {
    expect(delimiterOf(';')).toEqual({ byte: 59, rewrite: null })
    expect(delimiterOf('spaces')).toEqual({ byte: 'spaces', rewrite: null })
    expect(delimiterOf('::')).toEqual({ byte: 31, rewrite: '::' })
    expect(delimiterOf('，')).toEqual({ byte: 31, rewrite: '，' })
  })
})
