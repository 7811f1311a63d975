import type { FeatureMatrix } from '../learn/index.ts'

/** Rows of several as-of days, one under the other, with their outcomes. */
export interface LabelledRows {
  readonly matrix: FeatureMatrix
  /** 1 = churned */
  readonly labels: Uint8Array
}

/** The parts one under the other; all have the same features. Cost: one copy. */
export function stackRows(parts: readonly LabelledRows[]): LabelledRows {
  const nRows = parts.reduce((sum, { matrix }) => sum + matrix.nRows, 0)
  const [first] = parts
  const labels = new Uint8Array(nRows)
  if (first === undefined) return { matrix: { nRows: 0, columns: [], nCategories: [] }, labels }
  const columns = first.matrix.columns.map(() => new Float32Array(nRows))
  let at = 0
  for (const { matrix, labels: own } of parts) {
    labels.set(own, at)
    matrix.columns.forEach((column, f) => columns[f]!.set(column, at))
    at += matrix.nRows
  }
  return { matrix: { nRows, columns, nCategories: first.matrix.nCategories }, labels }
}

/** Some rows of a matrix, in the order given. Cost: one copy. */
export function rowsOf(matrix: FeatureMatrix, rows: Uint32Array): FeatureMatrix {
  return {
    nRows: rows.length,
    columns: matrix.columns.map((column) => {
      const out = new Float32Array(rows.length)
      for (let i = 0; i < rows.length; i++) out[i] = column[rows[i]!]!
      return out
    }),
    nCategories: matrix.nCategories,
  }
}

/** At most `most` rows, evenly spread. No copy where they are not more. */
export function thinned(rows: LabelledRows, most: number): LabelledRows {
  const n = rows.labels.length
  if (n <= most) return rows
  const chosen = Uint32Array.from({ length: most }, (_, i) => Math.floor((i * n) / most))
  return {
    matrix: rowsOf(rows.matrix, chosen),
    labels: Uint8Array.from(chosen, (row) => rows.labels[row]!),
  }
}

/** Some columns of a matrix, in the order given. No copy. */
export function columnsOf(matrix: FeatureMatrix, kept: readonly number[]): FeatureMatrix {
  return {
    nRows: matrix.nRows,
    columns: kept.map((f) => matrix.columns[f]!),
    nCategories: kept.map((f) => matrix.nCategories[f]!),
  }
}
