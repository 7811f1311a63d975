import type { ChurnBaseline } from '../../contract/churn.ts'
import type { FeatureSpec } from '../features/spec.ts'
import { applyDesign, fitDesign, fitLogistic, predictLogistic } from '../learn/index.ts'
import { columnsOf, type LabelledRows } from './stack.ts'
import { baselineOf } from './verdict.ts'

/** Features of each baseline, by key; a baseline whose features the data lack is left out. */
export interface BaselineFeatures {
  readonly recency: readonly string[]
  readonly rfm: readonly string[]
  readonly pActive: readonly string[]
}

/** pChurn of the test rows by each baseline, as far as the data allow. */
export type BaselineScores = ReadonlyMap<ChurnBaseline['key'], Float64Array>

/**
 * What needs no model, turned into probabilities on the training rows so that it can be judged by every measure: the
 * base rate for everybody (majority), recency alone, the RFM scores, and P(active) of a lifetime model where it is among
 * the features. Cost: small logistic regressions.
 */
export function baselineScores(
  train: LabelledRows,
  test: LabelledRows,
  specs: readonly FeatureSpec[],
  features: BaselineFeatures,
): BaselineScores {
  const churned = train.labels.reduce((sum, label) => sum + label, 0)
  const scores = new Map<ChurnBaseline['key'], Float64Array>()
  scores.set('majority', new Float64Array(test.matrix.nRows).fill(churned / train.labels.length))
  for (const key of ['recency', 'rfm', 'pActive'] as const) {
    const columns = features[key].flatMap((name) => {
      const at = specs.findIndex((spec) => spec.key === name)
      return at < 0 ? [] : [at]
    })
    const known = columns.filter((at) => train.matrix.columns[at]!.some((value) => !Number.isNaN(value)))
    if (known.length === 0) continue
    const seen = columnsOf(train.matrix, known)
    const design = fitDesign(seen, null, { clipShare: 0, mayTransform: true })
    if (design.columns.length === 0) continue
    const fit = fitLogistic(applyDesign(design, seen), train.labels, { l2: 1e-4, tolerance: 1e-6 })
    scores.set(key, predictLogistic(fit, applyDesign(design, columnsOf(test.matrix, known))))
  }
  return scores
}

/** The baselines' figures on the test rows, or on the rows that are kept. */
export function baselinesOf(
  scores: BaselineScores,
  labels: Uint8Array,
  kept: Uint32Array | null = null,
): ChurnBaseline[] {
  const own = kept === null ? labels : Uint8Array.from(kept, (row) => labels[row]!)
  return [...scores].map(([key, p]) =>
    baselineOf(key, kept === null ? p : Float64Array.from(kept, (row) => p[row]!), own),
  )
}
