import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRecords } from '../../unit/ingest-jsonl/readRecords.ts'

const key = fc.oneof(
  fc.constantFrom('id', 'user', '金额', 'a b', 'k', 'x'),
  fc.string({ minLength: 1, maxLength: 4 }),
)
const scalar = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }),
  fc.boolean(),
  fc.constant(null),
)
const { record } = fc.letrec<{ record: Json; value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    tie('record'),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
  record: fc.dictionary(key, tie('value'), { maxKeys: 5 }),
}))
type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** The obvious way: parse, walk, collect by path. */
function flat(record: Json): Map<string, string> {
  const cells = new Map<string, string[]>()
  const walk = (value: Json, path: string, inArray: boolean): void => {
    if (value === null) return
    if (Array.isArray(value)) for (const each of value as readonly Json[]) walk(each, path, true)
    else if (typeof value === 'object') {
      for (const [name, each] of Object.entries(value))
        walk(each, path === '' ? name : `${path}.${name}`, inArray)
    } else if (inArray) cells.set(path, [...(cells.get(path) ?? []), text(value)])
    else cells.set(path, [text(value)])
  }
  walk(record, '', false)
  return new Map([...cells].map(([path, values]) => [path, values.join('; ')]))
}

function text(value: string | number | boolean): string {
  // A lone surrogate cannot be written in UTF-8.
  if (typeof value === 'string') return Buffer.from(value).toString()
  return typeof value === 'number' && /e/i.test(JSON.stringify(value)) ? `≈${value}` : JSON.stringify(value)
}

/** Exponents are written out; both ways of writing are compared as numbers. */
function comparable(cells: Map<string, string>): Map<string, string> {
  return new Map([...cells].filter(([, value]) => value !== '' && !value.includes('≈')))
}

const isPlain = (records: readonly Json[]): boolean => {
  const json = JSON.stringify(records)
  return !/"[^"]*[.$][^"]*":/.test(json) && !/"":/.test(json)
}

describe('records', () => {
  it('have the cells that parsing and walking them gives, in any layout and cut anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 2, maxLength: 8 }).filter(isPlain),
        fc.constantFrom('lines', 'array', 'pretty'),
        fc.integer({ min: 1, max: 40 }),
        async (records, layout, chunkBytes) => {
          const content =
            layout === 'lines'
              ? records.map((each) => JSON.stringify(each)).join('\n')
              : JSON.stringify(records, null, layout === 'pretty' ? 2 : 0)
          const read = await readRecords(content, { chunkBytes })
          expect(read.faults).toEqual([])
          const found = read.rows.map((row) => {
            const cells = row.cells.map((cell, i): [string, string] => [read.columns[i] ?? '?', cell])
            return new Map(cells.filter(([, cell]) => cell !== ''))
          })
          records.forEach((each, i) => {
            const expected = flat(each)
            for (const [path, value] of comparable(expected)) expect(found[i]?.get(path)).toBe(value)
            const filled = [...expected].filter(([, value]) => value !== '')
            expect(found[i]?.size).toBe(filled.length)
          })
        },
      ),
      { numRuns: 400, seed: 5 },
    )
  })

  it('a changed byte ends in rows and faults that together are all lines, or in an error with a code', async () => {
    const lines = Array.from({ length: 12 }, (_, i) => `{"id":${i},"u":{"n":"名${i}"},"t":[1,"a"]}`)
    const bytes = Buffer.from(lines.join('\n'))
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), async (at, byte) => {
        const changed = Buffer.from(bytes)
        changed[at] = byte
        const nLines = changed.toString('latin1').split('\n').length
        const read = await readRecords(changed)
        if (read.layout === 'lines') expect(read.rows.length + read.faults.length).toBe(nLines)
      }),
      { numRuns: 500, seed: 6 },
    )
  })
})
