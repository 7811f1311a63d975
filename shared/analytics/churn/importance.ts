import type { ChurnImportance, ChurnPartial } from '../../contract/churn.ts'
import type { FeatureGroup } from '../../contract/features.ts'
import type { FeatureSpec } from '../features/spec.ts'
import type { FeatureMatrix } from '../learn/index.ts'
import { contributionsOf, pChurnOf, type ChurnModel } from './model.ts'
import { rowsOf } from './stack.ts'

const MOST_ROWS = 1_000
const PARTIAL_ROWS = 400
const PARTIAL_STEPS = 15
const SHOWN = 24
const PARTIAL_SHOWN = 6

/** What weighs in a model: mean absolute contributions as shares, by feature and by group, and partial dependence. */
export interface ModelInsight {
  readonly importance: readonly ChurnImportance[]
  readonly importanceByGroup: readonly { readonly group: FeatureGroup; readonly share: number }[]
  readonly partial: readonly ChurnPartial[]
}

/**
 * Importance over at most 1,000 of the rows, and what pChurn does over 400 of them (mean, P10 and P90) while one of the six
 * weightiest numbers moves between its 5% and 95% quantiles. Source: mean |SHAP| after Lundberg et al. 2018; partial
 * dependence after Friedman 2001, section 8.2; its spread over customers after Goldstein et al. 2015. Cost: contributions of
 * the rows, 90 scorings.
 */
export function modelInsight(
  model: ChurnModel,
  matrix: FeatureMatrix,
  specs: readonly FeatureSpec[],
): ModelInsight {
  const sample = spread(matrix, MOST_ROWS)
  const contributions = contributionsOf(model, sample)
  const nFeatures = specs.length
  const sums = new Float64Array(nFeatures)
  for (let at = 0; at < contributions.length; at++) {
    sums[at % nFeatures] = sums[at % nFeatures]! + Math.abs(contributions[at]!)
  }
  const total = sums.reduce((sum, value) => sum + value, 0)
  const share = (value: number): number => (total > 0 ? value / total : 0)
  const order = [...sums.keys()].filter((f) => sums[f]! > 0).sort((a, b) => sums[b]! - sums[a]!)
  const groups = new Map<FeatureGroup, number>()
  specs.forEach(({ group }, f) => groups.set(group, (groups.get(group) ?? 0) + share(sums[f]!)))
  return {
    importance: order.slice(0, SHOWN).map((f) => ({ ...nameOf(specs[f]!), share: share(sums[f]!) })),
    importanceByGroup: [...groups]
      .filter(([, value]) => value > 0)
      .map(([group, value]) => ({ group, share: value }))
      .sort((a, b) => b.share - a.share),
    partial: order
      .filter((f) => specs[f]!.nCategories === 0)
      .slice(0, PARTIAL_SHOWN)
      .flatMap((f) => partialOf(model, spread(matrix, PARTIAL_ROWS), f, specs[f]!)),
  }
}

function nameOf({ key, group, nameZh, nameEn, unit }: FeatureSpec): Omit<ChurnImportance, 'share'> {
  return { key, group, nameZh, nameEn, unit }
}

function partialOf(
  model: ChurnModel,
  matrix: FeatureMatrix,
  feature: number,
  spec: FeatureSpec,
): ChurnPartial[] {
  const known = matrix.columns[feature]!.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b)
  if (known.length < 2) return []
  const quantile = (share: number): number => known[Math.round(share * (known.length - 1))]!
  const steps = Array.from({ length: PARTIAL_STEPS }, (_, k) =>
    quantile(0.05 + (0.9 * k) / (PARTIAL_STEPS - 1)),
  )
  const grid = [...new Set(steps)]
  if (grid.length < 2) return []
  const moved = new Float32Array(matrix.nRows)
  const columns = matrix.columns.map((column, f) => (f === feature ? moved : column))
  const curve = { value: Float64Array.from(grid), pChurn: column(), pLow: column(), pHigh: column() }
  grid.forEach((value, k) => {
    moved.fill(value)
    const p = Float64Array.from(pChurnOf(model, { ...matrix, columns })).sort((a, b) => a - b)
    const at = (share: number): number => p[Math.round(share * (p.length - 1))]!
    curve.pChurn[k] = p.reduce((sum, one) => sum + one, 0) / p.length
    curve.pLow[k] = at(0.1)
    curve.pHigh[k] = at(0.9)
  })
  return [{ ...nameOf(spec), ...curve }]

  function column(): Float64Array {
    return new Float64Array(grid.length)
  }
}

/** At most `most` rows, evenly spread over the matrix. */
function spread(matrix: FeatureMatrix, most: number): FeatureMatrix {
  if (matrix.nRows <= most) return matrix
  return rowsOf(
    matrix,
    Uint32Array.from({ length: most }, (_, i) => Math.floor((i * matrix.nRows) / most)),
  )
}
