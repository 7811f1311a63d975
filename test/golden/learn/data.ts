import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DesignMatrix } from '../../../shared/analytics/learn/index.ts'

function table(name: string): number[][] {
  const lines = readFileSync(join(import.meta.dirname, name), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
  return lines.map((line) => line.split(',').map(Number))
}

function column(rows: readonly number[][], k: number): number[] {
  return rows.map((row) => row[k] ?? NaN)
}

interface TrainingRows {
  readonly matrix: DesignMatrix
  readonly labels: Uint8Array
  readonly weights: Float64Array
}

export function trainingRows(): TrainingRows {
  const rows = table('rows.csv')
  const columns = [0, 1, 2, 3, 4].map((k) => Float32Array.from(column(rows, k)))
  return {
    matrix: { nRows: rows.length, nColumns: columns.length, columns },
    labels: Uint8Array.from(column(rows, 5)),
    weights: Float64Array.from(column(rows, 6)),
  }
}

interface ScoredRows {
  readonly scores: Float64Array
  readonly labels: Uint8Array
  readonly weights: Float64Array
  readonly values: Float64Array
}

export function scoredRows(): ScoredRows {
  const rows = table('scored.csv')
  return {
    scores: Float64Array.from(column(rows, 0)),
    labels: Uint8Array.from(column(rows, 1)),
    weights: Float64Array.from(column(rows, 2)),
    values: Float64Array.from(column(rows, 3)),
  }
}
