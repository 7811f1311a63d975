import type { CHURN_MODELS, ChurnBaseline, ChurnDriftPoint, ChurnVerdict } from '../../contract/churn.ts'
import { AppError } from '../../contract/errors.ts'
import { isoFromDay } from '../../contract/calendar.ts'
import { accuracyAt, auc, bootstrapMetrics, brier, scoredSample } from '../learn/index.ts'
import { coveredDays } from './alive.ts'
import { baselineScores, baselinesOf } from './baselines.ts'
import { chooseRecipe, type Choice } from './choose.ts'
import { DayStore, rowsAt, specsOf, type DayRows, type RowSource } from './dayRows.ts'
import { foldsOf, stackedDays } from './folds.ts'
import { pChurnOf, type ChurnModel } from './model.ts'
import { planAsOfDays, type AsOfPlan } from './plan.ts'
import { trainByRecipe, type TrainingContext } from './recipe.ts'
import { RECENT_DAYS } from './risks.ts'
import { thinned, type LabelledRows } from './stack.ts'
import { GUESS_THRESHOLD, verdictOf, type Judged } from './verdict.ts'
import { yearlyValue } from './yearlyValue.ts'

/** What an experiment may be told while it runs. */
export interface ExperimentContext extends TrainingContext {
  /** earlier test days at which the recipe is judged once more, default 5 */
  readonly nDriftDays?: number
  readonly progress?: (step: 'features' | 'training' | 'judging', done: number, total: number) => void
}

/** What is asked of an experiment. `testDay`: the last day that may be judged at; earlier ones serve for drift. */
export interface ExperimentRequest {
  readonly source: RowSource
  readonly testDay: number
  readonly model: (typeof CHURN_MODELS)[number]
  readonly nResamples: number
}

/** A model with all that judging it on unseen customers has shown. */
export interface Experiment {
  readonly plan: AsOfPlan
  readonly choice: Choice
  /** trained on the plan's days only: the model that was judged */
  readonly model: ChurnModel
  readonly nTrainRows: number
  readonly test: DayRows
  readonly judged: Judged
  readonly all: ChurnVerdict
  /** rows of the test day that had bought within `RECENT_DAYS` */
  readonly recentRows: Uint32Array
  readonly recent: ChurnVerdict | null
  readonly baselines: readonly ChurnBaseline[]
  readonly recentBaselines: readonly ChurnBaseline[]
  readonly drift: readonly ChurnDriftPoint[]
  readonly store: DayStore
}

/** Fewer training rows, or fewer of either outcome, teach nothing. */
export const LEAST_TRAINING_ROWS = 200
const LEAST_OF_A_CLASS = 25
/** Fewer recent customers than this are not judged apart. */
const LEAST_RECENT = 100
/** More teach little: the days of a customer resemble one another. */
const MOST_TRAINING_ROWS = 36_000
/** Customers that the verdict is about, drawn where there are more. */
const MOST_TEST_ROWS = 20_000
const TRAINING_DAYS = 10
const VALIDATION_DAYS = 2
const DRIFT_DAYS = 5
/** Six models that only tell a trend learn from fewer rows. */
const MOST_DRIFT_ROWS = 20_000
const DRIFT_RESAMPLES = 100

/**
 * Trains on as-of days whose label windows close by the test day, chooses recipe and calibration on the latest of them,
 * judges on the test day, and repeats the training at earlier test days with the same recipe (drift). Nothing is chosen on
 * a test day. Fails with `churn-too-short`, `churn-too-few`, `churn-one-class`, `cancelled`.
 * Cost: features at some twenty days, some ten trainings.
 */
export function runExperiment(request: ExperimentRequest, context: ExperimentContext = {}): Experiment {
  const { source, testDay } = request
  const plan = planFor(source, testDay)
  const days = [...plan.trainingDays, ...plan.validationDays]
  const store = new DayStore(source, Math.floor(MOST_TRAINING_ROWS / days.length))
  days.forEach((day, i) => {
    context.progress?.('features', i, days.length)
    store.at(day)
  })
  const train = stackedDays(store, days)
  checkRows(train)
  const choice = chooseRecipe(foldsOf(store, plan), request.model, source.seed, {
    ...context,
    progress: (done, total) => context.progress?.('training', done, total + 1),
  })
  const model = trained(train, choice, context)
  const nDriftDays = context.nDriftDays ?? DRIFT_DAYS
  context.progress?.('judging', 0, nDriftDays + 1)
  const test = rowsAt(source, testDay, MOST_TEST_ROWS)
  const judged = judgedOf(source, test, model, context)
  const recentRows = recentOf(test, source)
  const specs = specsOf(source)
  const baselines = baselineScores(train, test, specs, BASELINE_FEATURES)
  const verdictOptions = { seed: source.seed, nResamples: request.nResamples, ...cancelOf(context) }
  const all = verdictOf(judged, verdictOptions)
  const isRecentJudged = recentRows.length >= LEAST_RECENT && hasBoth(test.labels, recentRows)
  const drift = driftOf(store, testDay, nDriftDays, choice, context)
  const last = pointOf(testDay, judged, recentRows, source, context)
  context.progress?.('judging', nDriftDays + 1, nDriftDays + 1)
  return {
    plan,
    choice,
    model,
    nTrainRows: train.labels.length,
    test,
    judged,
    all,
    recentRows,
    recent: isRecentJudged ? verdictOf(partOf(judged, recentRows), verdictOptions) : null,
    baselines: baselinesOf(baselines, test.labels),
    recentBaselines: isRecentJudged ? baselinesOf(baselines, test.labels, recentRows) : [],
    drift: last === null ? drift : [...drift, last],
    store,
  }
}

/** Which features the baselines stand on. */
export const BASELINE_FEATURES = {
  recency: ['recency', 'activityRecency'],
  rfm: ['rfmR', 'rfmF', 'rfmM'],
  pActive: ['pActive'],
} as const

/** The model of a recipe, calibrated as chosen. */
export function trained(rows: LabelledRows, choice: Choice, context: TrainingContext): ChurnModel {
  return { version: 1, ...trainByRecipe(rows, choice.recipe, context), calibration: choice.calibration }
}

/** As-of days for a test day. Fails with `churn-too-short` when there is none to learn from. */
export function planFor(source: RowSource, testDay: number): AsOfPlan {
  const covered = coveredDays(source.history, source.alive)
  if (covered === null) throw new AppError('no-data')
  const { horizonDays } = source
  const plan = planAsOfDays({
    ...covered,
    horizonDays,
    testDay,
    nTrainingDays: TRAINING_DAYS,
    nValidationDays: VALIDATION_DAYS,
    stepDays: Math.max(7, Math.round(horizonDays / 4)),
  })
  if (plan.trainingDays.length + plan.validationDays.length === 0) {
    throw new AppError('churn-too-short', {
      firstDay: isoFromDay(covered.firstDay),
      lastDay: isoFromDay(covered.lastDay),
      horizonDays,
    })
  }
  return plan
}

/** Fails with `churn-too-few` or `churn-one-class`. */
export function checkRows({ labels }: LabelledRows): void {
  const churned = labels.reduce((sum, label) => sum + label, 0)
  if (labels.length < LEAST_TRAINING_ROWS) {
    throw new AppError('churn-too-few', { customers: labels.length, needed: LEAST_TRAINING_ROWS })
  }
  if (churned === 0 || churned === labels.length) {
    throw new AppError('churn-one-class', { outcome: churned === 0 ? 'stayed' : 'churned' })
  }
  const fewer = Math.min(churned, labels.length - churned)
  if (fewer < LEAST_OF_A_CLASS) {
    throw new AppError('churn-too-few', { customers: fewer, needed: LEAST_OF_A_CLASS })
  }
}

function judgedOf(source: RowSource, rows: DayRows, model: ChurnModel, context: TrainingContext): Judged {
  return {
    pChurn: pChurnOf(model, rows.matrix, context.isCancelled),
    labels: rows.labels,
    valueMinor: yearlyValue(source.history.purchases, rows.customers, rows.asOfDay),
    recency: recencyScore(rows, source),
  }
}

/** Days since the last sign of life as a score; never = longer ago than anybody. */
function recencyScore(rows: DayRows, source: RowSource): Float64Array | null {
  const specs = specsOf(source)
  const at = BASELINE_FEATURES.recency
    .map((key) => specs.findIndex((spec) => spec.key === key))
    .find((index) => index >= 0)
  const column = at === undefined ? undefined : rows.matrix.columns[at]
  return column === undefined
    ? null
    : Float64Array.from(column, (days) => (Number.isNaN(days) ? 100_000 : days))
}

function recentOf(rows: DayRows, source: RowSource): Uint32Array {
  const score = recencyScore(rows, source)
  return Uint32Array.from(rows.labels.keys()).filter((row) => score !== null && score[row]! < RECENT_DAYS)
}

function partOf(judged: Judged, rows: Uint32Array): Judged {
  const pick = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => values[row]!)
  return {
    pChurn: pick(judged.pChurn),
    labels: Uint8Array.from(rows, (row) => judged.labels[row]!),
    valueMinor: pick(judged.valueMinor),
    recency: judged.recency === null ? null : pick(judged.recency),
  }
}

function hasBoth(labels: Uint8Array, rows: Uint32Array): boolean {
  return rows.some((row) => labels[row] === 1) && rows.some((row) => labels[row] === 0)
}

/** The recipe at earlier test days, oldest first, each time trained on what had closed by then. */
function driftOf(
  store: DayStore,
  testDay: number,
  nDays: number,
  choice: Choice,
  context: ExperimentContext,
): ChurnDriftPoint[] {
  const { source } = store
  const step = Math.max(7, Math.round(source.horizonDays / 4))
  const points: ChurnDriftPoint[] = []
  for (let k = nDays; k >= 1; k--) {
    context.progress?.('judging', nDays - k + 1, nDays + 1)
    const point = driftPoint(store, testDay - k * step, choice, context)
    if (point !== null) points.push(point)
  }
  return points
}

function driftPoint(
  store: DayStore,
  day: number,
  choice: Choice,
  context: ExperimentContext,
): ChurnDriftPoint | null {
  const { source } = store
  let days: readonly number[]
  try {
    const plan = planFor(source, day)
    days = [...plan.trainingDays, ...plan.validationDays]
    const train = thinned(stackedDays(store, days), MOST_DRIFT_ROWS)
    checkRows(train)
    const rows = store.at(day)
    const judged = judgedOf(source, rows, trained(train, choice, context), context)
    return pointOf(day, judged, recentOf(rows, source), source, context)
  } catch (thrown) {
    // a day too early to be judged is no failure of the experiment
    const error = AppError.from(thrown)
    if (error.code.startsWith('churn-')) return null
    throw error
  }
}

function pointOf(
  testDay: number,
  judged: Judged,
  recentRows: Uint32Array,
  source: RowSource,
  context: ExperimentContext,
): ChurnDriftPoint | null {
  const sample = scoredSample(judged.pChurn, judged.labels)
  const churned = judged.labels.reduce((sum, label) => sum + label, 0)
  const n = judged.labels.length
  if (n === 0 || churned === 0 || churned === n) return null
  const { area } = bootstrapMetrics(
    sample,
    { area: auc },
    { seed: source.seed, nResamples: DRIFT_RESAMPLES, ...cancelOf(context) },
  )
  const part = partOf(judged, recentRows)
  const nRecent = recentRows.length
  const recentChurned = part.labels.reduce((sum, label) => sum + label, 0)
  return {
    testDay,
    customers: n,
    baseRate: churned / n,
    auc: { value: area.estimate, low: area.low, high: area.high },
    brier: brier(sample) ?? 0,
    accuracy: accuracyAt(sample, GUESS_THRESHOLD) ?? 0,
    majorityAccuracy: Math.max(churned, n - churned) / n,
    recencyAuc: recencyAuc(judged),
    recent:
      nRecent < LEAST_RECENT || recentChurned === 0 || recentChurned === nRecent
        ? null
        : {
            customers: nRecent,
            baseRate: recentChurned / nRecent,
            auc: auc(scoredSample(part.pChurn, part.labels)) ?? 0.5,
            recencyAuc: recencyAuc(part),
          },
  }
}

function recencyAuc({ recency, labels }: Judged): number {
  return recency === null ? 0.5 : (auc(scoredSample(recency, labels)) ?? 0.5)
}

function cancelOf({ isCancelled }: TrainingContext): { isCancelled?: () => boolean } {
  return isCancelled === undefined ? {} : { isCancelled }
}
