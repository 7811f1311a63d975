import type { Evidence } from '../../../shared/contract/import.ts'
import type { Column } from './table.ts'

/** What the values say about a column as a field: a factor on the name's score. */
export interface Fit {
  readonly factor: number
  readonly evidence: readonly Evidence[]
}

/** Not this field. */
export const NO: Fit = { factor: 0, evidence: [] }
export const fit = (factor: number, ...evidence: Evidence[]): Fit => ({ factor, evidence })

/** Share of the sampled rows that fill the column. */
export function filledShare(column: Column): number {
  return column.nRows === 0 ? 1 : column.filled / column.nRows
}

function percent(share: number): number {
  return Math.floor(share * 1000) / 10
}

/** How much of the column is empty. */
export function empty(column: Column): Evidence {
  return {
    code: 'values-empty',
    values: { column: column.name, sharePercent: percent(1 - filledShare(column)) },
  }
}

/** How many of the values read as what they should be. */
export function parse(column: Column, share: number): Evidence {
  return {
    code: 'values-parse',
    values: { column: column.name, sharePercent: percent(share), sample: column.samples[0] ?? '' },
  }
}

/** Whether values come again. */
export function repeats(column: Column): Evidence {
  const { name, distinct, filled } = column
  return distinct === filled
    ? { code: 'values-unique', values: { column: name, distinct } }
    : { code: 'values-repeat', values: { column: name, distinct, filled } }
}

/** A few of the values. */
export function words(column: Column): Evidence {
  return {
    code: 'values-words',
    values: { column: column.name, words: column.samples.slice(0, 4).join(', ') },
  }
}
