import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { csvChunks, safeCell } from '../../../src-main/workers/csv.ts'

function parse(text: string): string[][] {
  return Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { skipEmptyLines: true }).data
}

describe('an exported list', () => {
  it('begins with a byte order mark, so that Excel reads Chinese', () => {
    const text = [...csvChunks(['客户', 'R'], [['张三', '1']])].join('')
    expect(text).toBe('\uFEFF客户,R\r\n张三,1\r\n')
  })

  it.each(['=1+1', '+A1', '-2+3', '@SUM(A1)', ' =1', '\t=1', '\r=1', '＝1', '=cmd|"/c calc"!A1'])(
    'holds %j as text',
    (text) => {
      expect(parse(safeCell(text))[0]?.[0]?.startsWith("'")).toBe(true)
    },
  )

  it.each(['-12.34', '0', '+8613800000000', '12', 'a=b', "O'Neil", ''])('leaves %j as it is', (text) => {
    expect(safeCell(text)).toBe(text)
  })

  it('reads back as what was written, whatever is in the cells', () => {
    const cell = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\uFEFF'))
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }), (rows) => {
        const back = Papa.parse<string[]>([...csvChunks(['a', 'b'], rows)].join('').slice(1), {
          delimiter: ',',
          newline: '\r\n',
        }).data.slice(1, -1)
        expect(back.map((row) => row.map((text) => text.replace(/^'/, '')))).toEqual(
          rows.map((row) => row.map((text) => text.replace(/^'/, ''))),
        )
      }),
      { seed: 11, numRuns: 300 },
    )
  })

  it('comes in pieces when it is long', () => {
    const rows = Array.from({ length: 50_000 }, (_, i) => [`U${i}`, String(i)])
    expect([...csvChunks(['k', 'v'], rows)].length).toBeGreaterThan(5)
  })
})
