import { dayFromIso } from '../../contract/calendar.ts'
import type { FeatureMatrix } from '../learn/matrix.ts'
import type { AttributeTable } from './attributeTable.ts'
import { numberOfText } from './numberOfText.ts'

/** A column of the matrix: which attribute it is, and what its codes mean (none for a number). */
export interface AttributeColumn {
  readonly attribute: number
  readonly name: string
  readonly kind: 'number' | 'date' | 'category'
  readonly categories: readonly string[]
}

/** A column that was left out, or values in it that were. */
export interface AttributeNote {
  readonly code: 'constant' | 'empty' | 'identifier' | 'infinite'
  readonly name: string
  /** values concerned */
  readonly n: number
}

/** Attributes as features, for all customers of the table. */
export interface AttributeFeatures {
  readonly matrix: FeatureMatrix
  readonly columns: readonly AttributeColumn[]
  readonly notes: readonly AttributeNote[]
}

/** Share of a column's values that must read as numbers (or dates) for it to be one. */
const MOST = 0.98
/** In a table of so few rows any text may happen to differ from row to row. */
const FEW_ROWS = 20
/** A text column with more distinct values than this share of its rows names its rows. */
const IDENTIFIER_SHARE = 0.5
/** The largest number in single precision. */
const MOST_SINGLE = 3.4e38

/**
 * Attributes as columns: numbers, ISO dates (as days) and categories, missing where a customer has none. Columns with one
 * value, without values, and such that name their rows are left out and told. `isLeftOut` marks attributes by number.
 * Infinite values become missing and are told. Cost: one pass a column.
 */
export function attributeMatrix(
  table: AttributeTable,
  isLeftOut: (attribute: number) => boolean,
): AttributeFeatures {
  const columns: AttributeColumn[] = []
  const data: Float32Array[] = []
  const notes: AttributeNote[] = []
  table.names.forEach((name, attribute) => {
    if (isLeftOut(attribute)) return
    const codes = table.codes[attribute]!
    const values = table.values[attribute]!
    const { counts, nRows, nDistinct } = tally(codes, values.length)
    if (nRows === 0) notes.push({ code: 'empty', name, n: 0 })
    else if (nDistinct < 2) notes.push({ code: 'constant', name, n: nRows })
    else {
      const read = readValues(values, counts, nRows)
      if (read === null && nRows > FEW_ROWS && nDistinct > IDENTIFIER_SHARE * nRows) {
        notes.push({ code: 'identifier', name, n: nDistinct })
        return
      }
      const isInfinite = (value: number): boolean => Math.abs(value) > MOST_SINGLE
      const nInfinite =
        read === null ? 0 : values.reduce((n, _, v) => n + (isInfinite(read.numbers[v]!) ? counts[v]! : 0), 0)
      if (nInfinite > 0) notes.push({ code: 'infinite', name, n: nInfinite })
      const column = new Float32Array(codes.length).fill(Number.NaN)
      for (let c = 0; c < codes.length; c++) {
        const code = codes[c]!
        if (code < 0) continue
        const value = read === null ? code : read.numbers[code]!
        if (!isInfinite(value)) column[c] = value
      }
      columns.push({
        attribute,
        name,
        kind: read?.kind ?? 'category',
        categories: read === null ? values : [],
      })
      data.push(column)
    }
  })
  return {
    matrix: {
      nRows: table.nCustomers,
      columns: data,
      nCategories: columns.map(({ categories }) => categories.length),
    },
    columns,
    notes,
  }
}

function tally(
  codes: Int32Array,
  nValues: number,
): { counts: Uint32Array; nRows: number; nDistinct: number } {
  const counts = new Uint32Array(nValues)
  let nRows = 0
  for (let c = 0; c < codes.length; c++) {
    const code = codes[c]!
    if (code < 0) continue
    counts[code] = counts[code]! + 1
    nRows++
  }
  return { counts, nRows, nDistinct: counts.reduce((n, count) => n + (count > 0 ? 1 : 0), 0) }
}

function readValues(
  values: readonly string[],
  counts: Uint32Array,
  nRows: number,
): { readonly kind: 'number' | 'date'; readonly numbers: Float64Array } | null {
  const readers = { number: numberOfText, date: (text: string) => dayFromIso(text.slice(0, 10)) } as const
  for (const kind of ['number', 'date'] as const) {
    let nRead = 0
    const numbers = Float64Array.from(values, (text, v) => {
      const value = readers[kind](text)
      if (value !== null) nRead += counts[v]!
      return value ?? Number.NaN
    })
    if (nRead >= MOST * nRows) return { kind, numbers }
  }
  return null
}
