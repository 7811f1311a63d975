import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { DelimitedParser, type DelimitedOptions } from '../../../src-main/ingest/parse/delimited.ts'
import { RecordBlock } from '../../../src-main/ingest/parse/recordBlock.ts'
import { fieldText, rowsOf } from '../../../src-main/ingest/parse/rowsOf.ts'

const COMMA: DelimitedOptions = { delimiter: 44, quote: 34, expectedFields: 3 }

const cell = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.stringMatching(/^[a-z0-9 ,"\n€中]{0,12}$/),
  fc.constant(''),
)
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 12 })
const newline = fc.constantFrom('\n', '\r\n')

function written(rows: readonly (readonly string[])[], lineEnd: string, alwaysQuote: boolean): string {
  const quoted = (text: string): string =>
    alwaysQuote || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  return rows.map((row) => row.map(quoted).join(',')).join(lineEnd) + lineEnd
}

function inChunks(text: Uint8Array, sizes: readonly number[], maxRecords: number): string[] {
  const parser = new DelimitedParser(COMMA, 16)
  const block = new RecordBlock(parser.store, maxRecords)
  const rows: string[] = []
  const drain = (): void => {
    while (parser.next(block)) {
      for (let r = 0; r < block.nRecords; r++) {
        const texts: string[] = []
        for (let f = block.firstField[r] ?? 0; f < (block.firstField[r + 1] ?? 0); f++)
          texts.push(fieldText(block, f))
        rows.push(`${block.line[r] ?? 0} ${block.problem[r] ?? 0} ${JSON.stringify(texts)}`)
      }
    }
  }
  let from = 0
  for (let i = 0; from < text.length; i++) {
    const size = sizes[i % sizes.length] ?? 1
    parser.push(text.subarray(from, from + size))
    drain()
    from += size
  }
  parser.end()
  drain()
  return rows
}

describe('the parser of delimited text', () => {
  it('reads back what was written, as papaparse does', () => {
    fc.assert(
      fc.property(table, newline, fc.boolean(), (rows, lineEnd, alwaysQuote) => {
        const text = written(rows, lineEnd, alwaysQuote)
        const got = rowsOf(new TextEncoder().encode(text), { delimiter: 44, quote: 34 })
        expect(got.map((row) => row.cells)).toEqual(rows)
        const oracle = Papa.parse<string[]>(text, {
          delimiter: ',',
          newline: lineEnd === '\n' ? '\n' : '\r\n',
        })
        expect(got.map((row) => row.cells)).toEqual(oracle.data.slice(0, -1))
      }),
      { seed: 11, numRuns: 400 },
    )
  })

  it('gives the same records wherever the chunks end, whatever the bytes are', () => {
    const messy = fc.oneof(
      fc.stringMatching(/^[a-c,"\r\n ]{0,120}$/),
      fc.stringMatching(/^[ab,"\n]{0,80}$/),
      fc.tuple(table, newline).map(([rows, lineEnd]) => written(rows, lineEnd, false)),
    )
    fc.assert(
      fc.property(
        messy,
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
        (text, sizes) => {
          // longer than what is looked at before the line ends are decided, so that chunks matter
          const padded = new TextEncoder().encode('p,q,r\n'.repeat(11_000) + text)
          const whole = inChunks(padded, [padded.length], 7)
          const pieces = inChunks(padded, [65_990, ...sizes], 5)
          expect(pieces.slice(10_990)).toEqual(whole.slice(10_990))
        },
      ),
      { seed: 12, numRuns: 150 },
    )
  })

  it('never takes more lines than there are, and every line feed is accounted for', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ab,"\n]{0,200}$/), (text) => {
        const rows = rowsOf(new TextEncoder().encode(text), { delimiter: 44, quote: 34 })
        const lines = text === '' ? 0 : text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
        expect(rows.length).toBeLessThanOrEqual(lines)
        for (let i = 1; i < rows.length; i++) {
          expect(rows[i]?.line).toBeGreaterThan(rows[i - 1]?.line ?? 0)
        }
      }),
      { seed: 13, numRuns: 500 },
    )
  })
})
