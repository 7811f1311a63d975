import { describe, expect, it } from 'vitest'
import { SSF } from '@e965/xlsx'
import { builtInStyle, customStyle } from '../../../src-main/ingest/xlsx/numberFormats.ts'
import { cellsOf } from './readCells.ts'

const oracle = SSF as { is_date(code: string): boolean }

const FORMATS: readonly (readonly [string, 'plain' | 'date' | 'padded'])[] = [
  ['General', 'plain'],
  ['G/通用格式', 'plain'],
  ['0.00', 'plain'],
  ['#,##0.00_);[Red](#,##0.00)', 'plain'],
  ['_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', 'plain'],
  ['"¥"#,##0.00;[Red]"¥"\\-#,##0.00', 'plain'],
  ['0.00E+00', 'plain'],
  ['0.0%', 'plain'],
  ['# ?/?', 'plain'],
  ['@', 'plain'],
  ['"day "0', 'plain'],
  ['0 "months"', 'plain'],
  ['[h]:mm:ss', 'plain'],
  ['[mm]:ss', 'plain'],
  ['[ss].00', 'plain'],
  ['[hh]"小时"mm"分"', 'plain'],
  ['00000', 'padded'],
  ['"ID"000', 'padded'],
  ['yyyy-mm-dd', 'date'],
  ['yyyy/m/d h:mm', 'date'],
  ['m/d/yy h:mm', 'date'],
  ['d-mmm', 'date'],
  ['mmm-yy', 'date'],
  ['mmmmm', 'date'],
  ['[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy', 'date'],
  ['[$-804]yyyy"年"m"月"d"日";@', 'date'],
  ['[DBNum1][$-804]yyyy"年"m"月"d"日";@', 'date'],
  ['[$-409]h:mm AM/PM', 'date'],
  ['上午/下午h"时"mm"分"', 'date'],
  ['mm:ss.0', 'date'],
  ['hh:mm:ss.000', 'date'],
  ['yyyy\\-mm\\-dd\\ hh:mm:ss', 'date'],
  ['[Red]yyyy-mm-dd', 'date'],
  ['[<0]General;yyyy-mm-dd', 'date'],
]

describe('number formats', () => {
  it.each(FORMATS)('%s is %s', (code, kind) => {
    expect(customStyle(code).kind).toBe(kind)
  })

  it('agrees with another reader about which of them show dates', () => {
    const elapsed = /\[(h+|m+|s+)\]/
    for (const [code, kind] of FORMATS) {
      // The other reader counts elapsed time as a date, and knows only the first section.
      if (elapsed.test(code) || code.startsWith('[<0]')) continue
      expect([code, oracle.is_date(code)]).toEqual([code, kind === 'date'])
    }
  })

  it('a unit written without quotes does not make a number a date', () => {
    expect(customStyle('0.00 USD').kind).toBe('plain')
    expect(customStyle('#,##0 Stk').kind).toBe('plain')
  })

  it('formats known by number: dates, clocks, and elapsed time that is neither', () => {
    const dates = Array.from({ length: 60 }, (_, id) => id).filter((id) => builtInStyle(id).kind === 'date')
    const range = (from: number, to: number): number[] =>
      Array.from({ length: to - from + 1 }, (_, i) => from + i)
    expect(dates).toEqual([...range(14, 22), ...range(27, 36), 45, 47, ...range(50, 58)])
  })
})

describe('serial dates', () => {
  const rowOf = (values: readonly (readonly [string, number])[]): string =>
    `<row r="1">${values.map(([value, style]) => `<c s="${style}"><v>${value}</v></c>`).join('')}</row>`
  const formats = ['yyyy-mm-dd', 'yyyy-mm-dd hh:mm', 'h:mm:ss', 14, 22, '[h]:mm']

  it('become ISO days, with the clock where there is one', async () => {
    const xml = rowOf([
      ['45292', 0],
      ['45292.5', 0],
      ['45292', 1],
      ['45292.427430555559', 1],
      ['45351', 3],
      ['45292.99999999999', 4],
      ['45292.5000005787', 1],
    ])
    expect(await cellsOf(xml, { formats })).toEqual([
      [
        '2024-01-01',
        '2024-01-01 12:00:00',
        '2024-01-01 00:00:00',
        '2024-01-01 10:15:30',
        '2024-02-29',
        '2024-01-02 00:00:00',
        '2024-01-01 12:00:00.050',
      ],
    ])
  })

  it('know the 29 February that 1900 did not have', async () => {
    const xml = rowOf([
      ['1', 0],
      ['59', 0],
      ['60', 0],
      ['61', 0],
      ['2958465', 0],
    ])
    expect(await cellsOf(xml, { formats })).toEqual([
      ['1900-01-01', '1900-02-28', '1900-03-01', '1900-03-01', '9999-12-31'],
    ])
  })

  it('count from 1904 where the workbook says so', async () => {
    const xml = rowOf([
      ['0', 0],
      ['1462', 0],
      ['43830.5', 1],
      ['0.25', 2],
    ])
    expect(await cellsOf(xml, { formats, date1904: true })).toEqual([
      ['1904-01-01', '1908-01-02', '2024-01-01 12:00:00', '06:00:00'],
    ])
  })

  it('below one day are clocks; what is no date stays a number', async () => {
    const xml = rowOf([
      ['0.75', 2],
      ['0', 2],
      ['0', 0],
      ['-1', 0],
      ['2958466', 0],
      ['1.5', 5],
      ['x', 0],
      ['4.5292E4', 0],
    ])
    expect(await cellsOf(xml, { formats })).toEqual([
      ['18:00:00', '00:00:00', '0', '-1', '2958466', '1.5', 'x', '2024-01-01'],
    ])
  })
})
