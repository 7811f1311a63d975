import type { ChurnNote } from '../../contract/churn.ts'
import type { FeatureSpec } from '../features/spec.ts'
import { auc, scoredSample, type FeatureMatrix } from '../learn/index.ts'

/** A single feature that tells the outcome so well has most likely seen it. */
const LEAK_AUC = 0.995
/** A category alone that does: its share of rows judged rightly. */
const LEAK_ACCURACY = 0.995
const NAMED = 5

/**
 * What a person should know of the features: empty and constant ones, copies of one another, and such that separate the
 * outcomes almost perfectly (most likely a leak). Cost: a sort a feature.
 */
export function tableNotes(
  matrix: FeatureMatrix,
  labels: Uint8Array,
  specs: readonly FeatureSpec[],
): ChurnNote[] {
  const notes: ChurnNote[] = []
  const note = (code: ChurnNote['code'], found: readonly FeatureSpec[]): void => {
    if (found.length === 0) return
    const named = found.slice(0, NAMED)
    notes.push({
      code,
      values: {
        n: found.length,
        namesZh: named.map(({ nameZh }) => nameZh).join('、'),
        namesEn: named.map(({ nameEn }) => nameEn).join(', '),
      },
    })
  }
  const of = (holds: (f: number) => boolean): FeatureSpec[] => specs.filter((_, f) => holds(f))
  note(
    'empty-features',
    of((f) => matrix.columns[f]!.every(Number.isNaN)),
  )
  note(
    'constant-features',
    of((f) => isConstant(matrix.columns[f]!)),
  )
  note(
    'duplicate-features',
    of((f) => isCopy(matrix, f)),
  )
  note(
    'separating-feature',
    of((f) =>
      matrix.nCategories[f]! > 0
        ? categoryAccuracy(matrix.columns[f]!, matrix.nCategories[f]!, labels) >= LEAK_ACCURACY
        : separation(matrix.columns[f]!, labels) >= LEAK_AUC,
    ),
  )
  return notes
}

function isConstant(column: Float32Array): boolean {
  const first = column.find((value) => !Number.isNaN(value))
  return first !== undefined && column.every((value) => value === first)
}

/** Equal to an earlier column in every row, and not constant. */
function isCopy({ columns, nRows }: FeatureMatrix, f: number): boolean {
  const own = columns[f]!
  if (isConstant(own) || own.every(Number.isNaN)) return false
  return columns.slice(0, f).some((other) => {
    for (let i = 0; i < nRows; i++) {
      if (!Object.is(own[i]!, other[i]!)) return false
    }
    return true
  })
}

/** AUC of a number alone, whichever way it points, with missing values as a value of their own; 0.5 for one class. */
function separation(column: Float32Array, labels: Uint8Array): number {
  const known = Float64Array.from(column, (value) => (Number.isNaN(value) ? -1e30 : value))
  const area = auc(scoredSample(known, labels))
  return area === null ? 0.5 : Math.max(area, 1 - area)
}

function categoryAccuracy(column: Float32Array, nCategories: number, labels: Uint8Array): number {
  const ones = new Float64Array(nCategories + 1)
  const all = new Float64Array(nCategories + 1)
  column.forEach((code, i) => {
    const at = Number.isNaN(code) ? nCategories : code
    all[at] = all[at]! + 1
    ones[at] = ones[at]! + labels[i]!
  })
  const right = all.reduce((sum, n, at) => sum + Math.max(ones[at]!, n - ones[at]!), 0)
  const churned = labels.reduce((sum, label) => sum + label, 0)
  // a base rate near 0 or 1 is no achievement of the category
  const majority = Math.max(churned, labels.length - churned)
  return right > majority ? (right - majority) / (labels.length - majority) : 0
}
