import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainDecimal } from '../../../src-main/ingest/cells/decimalText.ts'
import { escapeXml, workbookParts } from '../../support/workbookParts.ts'
import { zipBytes } from '../../support/zipWriter.ts'
import { readBytes } from '../../unit/ingest-xlsx/readCells.ts'

/** A cell as a writer may put it down, and what must come out. */
interface WrittenCell {
  readonly xml: (ref: string, strings: string[]) => string
  readonly text: string
}

// XML 1.0 forbids these; spreadsheets write them as _xHHHH_.
const FORBIDDEN = /[\u0000-\u0008\u000b-\u001f]/g
const written = (text: string): string =>
  escapeXml(text.replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_')).replace(
    FORBIDDEN,
    (char) => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
  )

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('', ' ', '_x000D_', '_', '__x0041_', '<&>', ']]>', '\n', '订单号', '=1+1', '\ufeff'),
)
const textCell: fc.Arbitrary<WrittenCell> = fc
  .tuple(text, fc.constantFrom('shared', 'inline', 'rich', 'formula'))
  .map(([value, form]) => ({
    text: value,
    xml: (ref, strings) => {
      const piece = `<t xml:space="preserve">${written(value)}</t>`
      if (form === 'inline') return `<c ${ref} t="inlineStr"><is>${piece}</is></c>`
      if (form === 'formula') return `<c ${ref} t="str"><f>x</f><v>${written(value)}</v></c>`
      const half = Math.floor([...value].length / 2)
      const pieces = [[...value].slice(0, half).join(''), [...value].slice(half).join('')]
      // An escape must not be cut between two runs, where it would mean itself.
      const rich = pieces.map((part) => `<r><t xml:space="preserve">${written(part)}</t></r>`).join('')
      strings.push(form === 'rich' && !value.includes('_') ? `<si>${rich}</si>` : `<si>${piece}</si>`)
      return `<c ${ref} t="s"><v>${strings.length - 1}</v></c>`
    },
  }))
const numberCell: fc.Arbitrary<WrittenCell> = fc
  .oneof(
    fc.integer({ min: -1_000_000, max: 1_000_000 }).map((n) => n / 100),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.maxSafeInteger(),
  )
  .map((n) => {
    const digits = /^-?\d+$/.test(String(n)) ? String(n) : plainDecimal(n)
    return { text: digits, xml: (ref) => `<c ${ref}><v>${String(n)}</v></c>` }
  })
const blankCell: fc.Arbitrary<WrittenCell> = fc.constantFrom(
  { text: '', xml: () => '' },
  { text: '', xml: (ref: string) => `<c ${ref} s="0"/>` },
)
const grid = fc.array(fc.array(fc.oneof(textCell, numberCell, blankCell), { maxLength: 6 }), {
  maxLength: 12,
})

function columnLetters(column: number): string {
  const rest = Math.floor(column / 26)
  return (rest === 0 ? '' : columnLetters(rest - 1)) + String.fromCharCode(65 + (column % 26))
}

function trimmed(cells: readonly string[]): string[] {
  let length = cells.length
  while (length > 0 && cells[length - 1] === '') length--
  return cells.slice(0, length)
}

describe('a grid of cells', () => {
  it('comes back cell by cell whatever way it was written down', async () => {
    await fc.assert(
      fc.asyncProperty(
        grid,
        fc.integer({ min: 0, max: 800 }),
        fc.integer({ min: 1, max: 5 }),
        fc.boolean(),
        async (rows, firstColumn, batchRows, stored) => {
          const strings: string[] = []
          const xml = rows.map((cells, r) => {
            const inner = cells.map((cell, c) =>
              cell.xml(`r="${columnLetters(firstColumn + c)}${r + 1}"`, strings),
            )
            return `<row r="${r + 1}">${inner.join('')}</row>`
          })
          const parts = workbookParts({ sheets: [{ xml: xml.join('') }], strings: strings.join('') })
          const read = await readBytes(zipBytes(parts.map((part) => ({ ...part, stored }))), { batchRows })
          expect(read.rows).toEqual(
            rows.map((cells, r) => ({
              line: r + 1,
              cells: trimmed([
                ...Array.from({ length: firstColumn }, () => ''),
                ...cells.map((cell) => cell.text),
              ]),
            })),
          )
          expect(read.faults).toEqual([])
        },
      ),
      { numRuns: 250, seed: 20240229 },
    )
  }, 300_000)
})

describe('plain decimals', () => {
  it('are the same number to 15 digits, without exponent, trailing zero or minus zero', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (n) => {
        const text = plainDecimal(n)
        const shown = Number(n.toPrecision(15))
        expect(Number(text)).toBe(Number.isFinite(shown) ? shown + 0 : n)
        expect(text).not.toMatch(/^-0$|\.\d*0$|\.$/)
        if (Math.abs(n) < 1e40 && Math.abs(n) > 1e-39) expect(text).toMatch(/^-?\d+(\.\d+)?$/)
      }),
      { numRuns: 2000, seed: 7 },
    )
  })
})
