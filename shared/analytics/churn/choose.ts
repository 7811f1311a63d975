import type { CHURN_MODELS, ChurnCandidate, ChurnModelKind } from '../../contract/churn.ts'
import {
  applyBins,
  binMatrix,
  fitBoosted,
  scoreBinned,
  type BoostingOptions,
} from '../learn/boosting/index.ts'
import {
  applyDesign,
  auc,
  chooseCalibration,
  fitDesign,
  fitLogisticPath,
  logLoss,
  logOddsOf,
  scoredSample,
  type Calibration,
} from '../learn/index.ts'
import { meanOf, probabilities } from './model.ts'
import { boostingShapes, learnerContext, type Recipe, type TrainingContext } from './recipe.ts'
import type { LabelledRows } from './stack.ts'

/** Rows to learn from and later rows (or other customers) to choose by. */
export interface Fold {
  readonly train: LabelledRows
  readonly valid: LabelledRows
}

/** What was chosen, how the candidates did, and the calibration of the chosen one, all on the validation rows. */
export interface Choice {
  readonly recipe: Recipe
  readonly candidates: readonly ChurnCandidate[]
  readonly calibration: Calibration
}

/** From a strong penalty to almost none, for standardised columns. */
const LAMBDAS = [3, 1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001]
const ALPHAS = [0, 0.5]
/** A single part must beat the blend by this much log loss: two unlike models err less together when the shop changes. */
const WORTH_A_PART = 1e-3

interface Tried {
  readonly logOdds: Float64Array
  readonly loss: number
}

interface TriedLinear extends Tried {
  readonly lambda: number
  readonly alpha: number
}

interface TriedBoosted extends Tried {
  readonly boosting: BoostingOptions
}

/**
 * Chooses penalty, form and number of trees, and the kind of model by the mean log loss on the validation rows of all
 * folds; a model asked for by name is taken whatever it is worth. Deterministic by seed. `progress` counts trainings.
 * Cost: folds x (two penalty paths + the forms of trees).
 */
export function chooseRecipe(
  folds: readonly Fold[],
  asked: (typeof CHURN_MODELS)[number],
  seed: number,
  context: TrainingContext & { readonly progress?: (done: number, total: number) => void },
): Choice {
  const learners = learnerContext(context)
  const labels = joined(folds.map(({ valid }) => valid.labels))
  const nRows = Math.min(...folds.map(({ train }) => train.matrix.nRows))
  const shapes = asked === 'logistic' ? [] : boostingShapes(nRows, seed)
  const alphas = asked === 'boosted' ? [] : ALPHAS
  const total = shapes.length + alphas.length
  let done = 0
  const step = <T>(result: T): T => {
    context.progress?.(++done, total)
    return result
  }
  const linear = best(alphas.map((alpha) => step(tryPath(folds, labels, alpha, learners))))
  const boosted = best(shapes.map((shape) => step(tryShape(folds, labels, shape, learners))))
  const tried: { readonly kind: ChurnModelKind; readonly logOdds: Float64Array; readonly loss: number }[] = []
  if (linear !== null) tried.push({ kind: 'logistic', ...linear })
  if (boosted !== null) tried.push({ kind: 'boosted', ...boosted })
  if (linear !== null && boosted !== null) {
    const logOdds = meanOf([linear.logOdds, boosted.logOdds], labels.length)
    tried.push({ kind: 'blend', logOdds, loss: lossOf(logOdds, labels) - WORTH_A_PART })
  }
  const chosen = tried.reduce((one, other) => (other.loss < one.loss ? other : one))
  return {
    recipe: {
      kind: chosen.kind,
      lambda: linear?.lambda ?? 0.03,
      alpha: linear?.alpha ?? 0,
      boosting: boosted?.boosting ?? boostingShapes(nRows, seed)[0]!,
    },
    candidates: tried.map(({ kind, logOdds }) => ({
      model: kind,
      auc: auc(scoredSample(logOdds, labels)) ?? 0.5,
      logLoss: lossOf(logOdds, labels),
      chosen: kind === chosen.kind,
    })),
    calibration: chooseCalibration(probabilities(chosen.logOdds), labels, { seed }).calibration,
  }
}

function tryPath(
  folds: readonly Fold[],
  labels: Uint8Array,
  alpha: number,
  context: TrainingContext,
): TriedLinear {
  const perFold = folds.map(({ train, valid }) => {
    const design = fitDesign(train.matrix, null, context)
    const seen = applyDesign(design, train.matrix, null, context.isCancelled)
    const unseen = applyDesign(design, valid.matrix, null, context.isCancelled)
    const fits = fitLogisticPath(seen, train.labels, { alpha, lambdas: LAMBDAS, tolerance: 1e-4, ...context })
    return fits.map((fit) => logOddsOf(fit, unseen))
  })
  const nFits = Math.min(...perFold.map((fits) => fits.length))
  const tried = LAMBDAS.slice(0, nFits).map((lambda, k): TriedLinear => {
    const logOdds = joinedNumbers(perFold.map((fits) => fits[k]!))
    return { lambda, alpha, logOdds, loss: lossOf(logOdds, labels) }
  })
  return best(tried)!
}

function tryShape(
  folds: readonly Fold[],
  labels: Uint8Array,
  shape: BoostingOptions,
  context: TrainingContext,
): TriedBoosted {
  const perFold = folds.map(({ train, valid }) => {
    const binned = binMatrix(train.matrix)
    const validation = { binned: applyBins(valid.matrix, binned.features), labels: valid.labels }
    const { model } = fitBoosted(binned, train.labels, shape, { ...context, validation })
    return { logOdds: scoreBinned(model, validation.binned), nTrees: model.trees.length }
  })
  const logOdds = joinedNumbers(perFold.map((one) => one.logOdds))
  const nTrees = Math.round(perFold.reduce((sum, one) => sum + one.nTrees, 0) / perFold.length)
  return {
    logOdds,
    loss: lossOf(logOdds, labels),
    boosting: { ...shape, nTrees: Math.max(1, nTrees), patience: null },
  }
}

function best<T extends Tried>(tried: readonly T[]): T | null {
  return tried.reduce<T | null>((one, other) => (one === null || other.loss < one.loss ? other : one), null)
}

function lossOf(logOdds: Float64Array, labels: Uint8Array): number {
  return logLoss(scoredSample(probabilities(logOdds), labels)) ?? Infinity
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

function joinedNumbers(parts: readonly Float64Array[]): Float64Array {
  const out = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}
