import type { BoostedModel } from './model.ts'

/** What each feature did in the trees, by feature. */
export interface FeatureImportance {
  /** sum of the gains of its splits, in twice the log loss */
  readonly gain: Float64Array
  readonly nSplits: Float64Array
}

/** Importance of features in training: gains and numbers of their splits. Cost: one pass over the nodes. */
export function featureImportance(model: BoostedModel): FeatureImportance {
  const gain = new Float64Array(model.features.length)
  const nSplits = new Float64Array(model.features.length)
  for (const tree of model.trees) {
    tree.feature.forEach((f, node) => {
      if (f < 0) return
      gain[f] = gain[f]! + tree.gain[node]!
      nSplits[f] = nSplits[f]! + 1
    })
  }
  return { gain, nSplits }
}
