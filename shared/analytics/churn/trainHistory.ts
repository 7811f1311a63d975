import type {
  ChurnMapCell,
  ChurnNote,
  ChurnParams,
  ChurnScored,
  ChurnSignal,
  ChurnSummary,
} from '../../contract/churn.ts'
import { AppError } from '../../contract/errors.ts'
import { featureSpecs } from '../features/featureList.ts'
import type { CustomerHistory } from '../features/history.ts'
import { aliveFinder, coveredDays } from './alive.ts'
import { specsOf, type DayStore, type RowSource } from './dayRows.ts'
import { checkRows, runExperiment, trained, type Experiment, type ExperimentContext } from './experiment.ts'
import { stackedDays } from './folds.ts'
import { proposeHorizon } from './horizon.ts'
import { modelInsight } from './importance.ts'
import { riskLevels, valueBorders } from './levels.ts'
import { lifetimeFeatures } from './lifetimeFeatures.ts'
import { riskMap } from './map.ts'
import { measuredResponse } from './measuredResponse.ts'
import type { ChurnModel } from './model.ts'
import type { ModelFile } from './modelFile.ts'
import { tableNotes } from './notes.ts'
import { planAsOfDays } from './plan.ts'
import { stayersReference } from './reference.ts'
import { RECENT_DAYS, type Risks } from './risks.ts'
import { scoreIntervals } from './scoreIntervals.ts'
import { scoredTotals, scoreHistory } from './scoring.ts'
import { signalRecords } from './signals.ts'
import type { Judged } from './verdict.ts'
import { conclusionOf } from './verdict.ts'

/** Levels by dense customer index at the scoring before, for "newly at risk". */
export interface LevelsBefore {
  readonly levels: Int8Array
  readonly about: NonNullable<ChurnScored['before']>
}

/** What a training needs beside its parameters. */
export interface HistoryTraining {
  readonly history: CustomerHistory
  readonly params: ChurnParams & { readonly source: { readonly kind: 'history' } }
  readonly before: LevelsBefore | null
}

/** A training's result: the summary but for what the caller knows (run, time), the model to keep, the scored, the judged. */
export interface Trained {
  readonly summary: Omit<ChurnSummary, 'runId' | 'trainedAtMs' | 'elapsedMs' | 'engineVersion'>
  readonly file: ModelFile
  readonly risks: Risks
  readonly judged: Judged
  readonly recentRows: Uint32Array
}

/** What a training tells: which part of the work, and how far it is. */
export interface ChurnTrainingContext extends Omit<ExperimentContext, 'progress'> {
  readonly progress?: (
    step: 'features' | 'training' | 'judging' | 'scoring',
    done: number,
    total: number,
  ) => void
}

/** Horizons that may be asked for, days. */
export const HORIZON_DAYS = { low: 1, high: 730 } as const
const RESAMPLES = 200

/**
 * Trains and judges on the shop's own past, then learns once more by the same recipe from all days whose outcome is known
 * by the scored day, and scores everybody. The verdict is about the recipe on customers of a later time; the model that
 * scores has learned from the test period too. Fails as `runExperiment`, and with `no-data`, `churn-horizon-invalid`.
 */
export function trainHistory(
  { history, params, before }: HistoryTraining,
  context: ChurnTrainingContext = {},
): Trained {
  const { asOfDay, alive, testDay: askedTestDay } = params.source
  const covered = coveredDays(history, alive)
  if (covered === null) throw new AppError('no-data')
  const horizonDays = params.source.horizonDays ?? proposeHorizon(history, alive).horizonDays
  const source: RowSource = {
    history,
    specs: featureSpecs(history),
    extra: alive.purchases ? lifetimeFeatures(history.purchases, horizonDays, context.isCancelled) : null,
    alive,
    horizonDays,
    seed: params.seed,
    ...(context.isCancelled === undefined ? {} : { isCancelled: context.isCancelled }),
  }
  const testDay = Math.min(askedTestDay ?? asOfDay, asOfDay, covered.lastDay - horizonDays)
  const experiment = runExperiment({ source, testDay, model: params.model, nResamples: RESAMPLES }, context)
  const { all, judged, recentRows } = experiment
  const levels = riskLevels(experiment.recent?.baseRate ?? all.baseRate)
  const intervals = scoreIntervals(judged.pChurn, judged.labels)
  context.progress?.('scoring', 0, 4)
  const model = latestModel(experiment, asOfDay, context)
  context.progress?.('scoring', 1, 4)
  const { risks, population } = scoreHistory(source, model, asOfDay, {
    levels,
    intervals,
    levelsBefore: before?.levels ?? null,
  })
  context.progress?.('scoring', 2, 4)
  const signals = signalsOf(source, experiment, asOfDay, risks)
  context.progress?.('scoring', 3, 4)
  const map = mapOf(source, model, levels, risks, Math.min(asOfDay, covered.lastDay))
  const specs = specsOf(source)
  const reference = stayersReference(model, experiment.test.matrix, experiment.test.labels)
  return {
    summary: {
      params: { ...params, source: { ...params.source, horizonDays, testDay } },
      model: model.kind,
      calibration: model.calibration.kind,
      candidates: experiment.choice.candidates,
      horizonDays,
      testDay,
      trainDays: experiment.plan.trainingDays,
      validationDays: experiment.plan.validationDays,
      nTrainRows: experiment.nTrainRows,
      nFeatures: specs.length,
      conclusion: conclusionOf(all),
      all,
      recent: experiment.recent,
      recentDays: RECENT_DAYS,
      baselines: experiment.baselines,
      recentBaselines: experiment.recentBaselines,
      drift: experiment.drift,
      ...modelInsight(model, experiment.test.matrix, specs),
      signals,
      map,
      levels,
      scored: scoredTotals(risks, asOfDay, before?.about ?? null),
      notes: notesOf(source, experiment, map),
    },
    file: {
      version: 1,
      specs,
      model,
      levels,
      intervals,
      ...(reference === null ? {} : { reference }),
      history: { alive, horizonDays, seed: params.seed, asOfDay, population },
      table: null,
    },
    risks,
    judged,
    recentRows,
  }
}

/** The recipe on everything that is known by the scored day; the judged model itself where nothing newer is known. */
function latestModel(experiment: Experiment, asOfDay: number, context: ChurnTrainingContext): ChurnModel {
  const { store, plan, choice } = experiment
  if (asOfDay <= plan.testDay) return experiment.model
  const days = latestDays(
    store,
    plan.stepDays,
    plan.trainingDays.length + plan.validationDays.length,
    asOfDay,
  )
  if (days.length === 0) return experiment.model
  const rows = stackedDays(store, days)
  checkRows(rows)
  return trained(rows, choice, context)
}

function latestDays(store: DayStore, stepDays: number, most: number, asOfDay: number): number[] {
  const { history, alive, horizonDays } = store.source
  const covered = coveredDays(history, alive)
  if (covered === null) return []
  const plan = planAsOfDays({
    firstDay: covered.firstDay,
    lastDay: asOfDay + horizonDays,
    horizonDays,
    testDay: asOfDay,
    nTrainingDays: most,
    nValidationDays: 0,
    stepDays,
  })
  return [...plan.trainingDays, ...plan.validationDays].filter((day) => day + horizonDays <= covered.lastDay)
}

function signalsOf(source: RowSource, { plan }: Experiment, asOfDay: number, risks: Risks): ChurnSignal[] {
  const { horizonDays } = source
  const pastDays = [plan.testDay, plan.testDay - horizonDays, plan.testDay - 2 * horizonDays].filter(
    (day) => day >= Math.min(...plan.trainingDays, ...plan.validationDays),
  )
  return signalRecords(source, pastDays, asOfDay, risks.customer)
}

function mapOf(
  source: RowSource,
  model: ChurnModel,
  levels: { readonly medium: number; readonly high: number },
  risks: Risks,
  lastDay: number,
): ChurnMapCell[] {
  const finder = aliveFinder(source.history, source.alive)
  const borders = valueBorders(risks.valueMinor)
  return riskMap(risks, measuredResponse(source, model, levels, borders, lastDay, finder))
}

function notesOf(source: RowSource, experiment: Experiment, map: readonly ChurnMapCell[]): ChurnNote[] {
  const { plan, all, test, choice } = experiment
  const notes = tableNotes(test.matrix, test.labels, specsOf(source))
  if (plan.trainingDays.length + plan.validationDays.length < 2) {
    notes.push({ code: 'one-training-day', values: {} })
  }
  const fewer = Math.min(all.churned, all.customers - all.churned)
  if (fewer < 100) notes.push({ code: 'few-churners', values: { n: fewer } })
  if (source.history.behaviours === null) notes.push({ code: 'no-behaviours', values: {} })
  if (map.every((cell) => cell.response === null)) notes.push({ code: 'no-control-group', values: {} })
  if (conclusionOf(all) === 'not-better')
    notes.push({ code: 'not-better', values: { model: choice.recipe.kind } })
  return notes
}
