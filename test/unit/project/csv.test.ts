import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { csvCell, writeCsv } from '../../../src-main/project/csv.ts'
import { temporaryFolder } from '../../support/rowBatches.ts'

describe('csvCell', () => {
  it('disarms what a spreadsheet would run, wherever it hides', () => {
    for (const text of ['=1+1', '+A1', '-2+3', '@SUM(A1)', '\tx', '＝1', ' =1', '\r=1']) {
      expect(csvCell(text).replace(/^"/, '')).toMatch(/^'/)
    }
  })

  it('leaves plain numbers and plain texts alone', () => {
    expect(['-12.50', '+3', '0', 'abc', '张三', '1-2'].map(csvCell)).toEqual([
      '-12.50',
      '+3',
      '0',
      'abc',
      '张三',
      '1-2',
    ])
    expect([-12.5, 0, Number.NaN, null].map(csvCell)).toEqual(['-12.5', '0', '', ''])
  })

  it('quotes separators, quotes and line ends', () => {
    expect(['a,b', 'say "x"', 'two\nlines'].map(csvCell)).toEqual(['"a,b"', '"say ""x"""', '"two\nlines"'])
  })
})

describe('writeCsv', () => {
  it('writes BOM, CRLF and a header, and tells the number of rows', () => {
    const path = join(temporaryFolder(), 'list.csv')
    expect(
      writeCsv(
        path,
        ['a', 'b'],
        [
          ['x', 1],
          ['=y', null],
        ],
      ),
    ).toEqual({ rows: 2 })
    expect(readFileSync(path, 'utf8')).toBe("\uFEFFa,b\r\nx,1\r\n'=y,\r\n")
  })

  it('leaves the old file and no other when it fails half way', () => {
    const folder = temporaryFolder()
    const path = join(folder, 'list.csv')
    writeFileSync(path, 'old')
    const rows = function* (): Generator<string[]> {
      yield ['x']
      throw new Error('stop')
    }
    expect(() => writeCsv(path, ['a'], rows())).toThrow()
    expect(readFileSync(path, 'utf8')).toBe('old')
    expect(readdirSync(folder)).toEqual(['list.csv'])
  })

  it('says that it may not write there', () => {
    expect(() => writeCsv(join(temporaryFolder(), 'none', 'list.csv'), ['a'], [])).toThrow(
      expect.objectContaining({ code: 'file-not-found' }),
    )
  })
})
