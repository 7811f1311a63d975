import { describe, expect, it } from 'vitest'
import { cellText, csvOf, rowText, type ChartTable } from '../../../src-renderer/ui/chartTable.ts'
import { safeFileName } from '../../../src-renderer/ui/saveStore.ts'

const table: ChartTable = {
  columns: [{ label: 'segment' }, { label: 'revenue', unit: '¥', format: (value) => `¥${value}` }],
  rows: [
    ['Core, high', 400.5],
    ['=HYPERLINK("x")', null],
    ['Keep "A"', Number.NaN],
  ],
}

describe('the table of a chart', () => {
  it('becomes a CSV with plain digits, units in the header and no formulas', () => {
    expect(csvOf(table)).toBe(
      '\uFEFFsegment,revenue (¥)\r\n"Core, high",400.5\r\n"\'=HYPERLINK(""x"")",\r\n"Keep ""A""",\r\n',
    )
  })

  it.each(['=1', '+1', '-1', '@x', '\tx'])('defuses "%s"', (text) => {
    expect(csvOf({ columns: [{ label: 'a' }], rows: [[text]] })).toContain(`'${text}`)
  })

  it('leaves negative numbers alone', () => {
    expect(csvOf({ columns: [{ label: 'a' }], rows: [[-12.5]] })).toContain('\r\n-12.5\r\n')
  })

  it('is read out row by row with formatted numbers', () => {
    expect(rowText(table, 0)).toBe('segment Core, high, revenue ¥400.5')
    expect([cellText(table.columns[1], null), cellText(table.columns[1], Infinity)]).toEqual(['—', '—'])
  })
})

describe('file names', () => {
  it('are free of what file systems refuse', () => {
    expect(safeFileName('RFM: 2025/11 "a" <b>|?*')).toBe('RFM 2025 11 a b')
    expect(safeFileName('///')).toBe('huiliu')
  })
})
