import type { ChurnModelKind } from '../../contract/churn.ts'
import {
  binMatrix,
  DEFAULT_BOOSTING,
  fitBoosted,
  type BoostingOptions,
  type HistogramTeam,
} from '../learn/boosting/index.ts'
import { applyDesign, fitDesign, fitLogistic } from '../learn/index.ts'
import type { LinearPart, RawModel } from './model.ts'
import type { LabelledRows } from './stack.ts'

/** How a model is trained, chosen on validation rows; the same recipe is used at every as-of day. */
export interface Recipe {
  readonly kind: ChurnModelKind
  /** penalty of the logistic regression, see `fitLogistic` */
  readonly lambda: number
  readonly alpha: number
  readonly boosting: BoostingOptions
}

/** What training may be given beside its rows. */
export interface TrainingContext {
  readonly team?: HistogramTeam
  readonly isCancelled?: () => boolean
}

/** What of a context the learners take: their own steps are too fine to be told. */
export function learnerContext({ team, isCancelled }: TrainingContext): TrainingContext {
  return { ...(team === undefined ? {} : { team }), ...(isCancelled === undefined ? {} : { isCancelled }) }
}

/** Forms of trees that are tried, from the calmest on: few leaves and many small steps suit some thousand customers. */
export function boostingShapes(nRows: number, seed: number): BoostingOptions[] {
  const base: BoostingOptions = {
    ...DEFAULT_BOOSTING,
    seed,
    nTrees: 600,
    patience: 40,
    learningRate: nRows < 20_000 ? 0.04 : 0.08,
    rowFraction: 0.8,
    featureFraction: nRows < 20_000 ? 0.4 : 0.6,
    minLeafRows: nRows < 5_000 ? 20 : 40,
    l2: 5,
  }
  const leaves = nRows < 20_000 ? [4, 8] : [8, 24]
  return leaves.map((maxLeaves) => ({ ...base, maxLeaves }))
}

/** A logistic regression by the recipe. */
export function trainLinear(rows: LabelledRows, recipe: Recipe, context: TrainingContext): LinearPart {
  const design = fitDesign(rows.matrix, null, learnerContext(context))
  const matrix = applyDesign(design, rows.matrix, null, context.isCancelled)
  const fit = fitLogistic(matrix, rows.labels, {
    l1: recipe.lambda * recipe.alpha,
    l2: recipe.lambda * (1 - recipe.alpha),
    tolerance: 1e-6,
    ...learnerContext(context),
  })
  return { design, fit }
}

/** All that the recipe asks for, trained on all the rows. */
export function trainByRecipe(rows: LabelledRows, recipe: Recipe, context: TrainingContext): RawModel {
  const { kind } = recipe
  return {
    kind,
    linear: kind === 'boosted' ? null : trainLinear(rows, recipe, context),
    boosted:
      kind === 'logistic'
        ? null
        : fitBoosted(binMatrix(rows.matrix), rows.labels, { ...recipe.boosting, patience: null }, context)
            .model,
  }
}
