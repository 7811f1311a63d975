import type { ChurnNote, ChurnParams } from '../../contract/churn.ts'
import { AppError } from '../../contract/errors.ts'
import { attributeMatrix, type AttributeColumn } from '../attributes/attributeMatrix.ts'
import type { AttributeTable } from '../attributes/attributeTable.ts'
import type { FeatureSpec } from '../features/spec.ts'
import { stackRows, rowsOf, type LabelledRows } from './stack.ts'
import { chooseRecipe } from './choose.ts'
import { checkRows, trained } from './experiment.ts'
import { stratifiedFolds } from '../learn/stratifiedFolds.ts'
import { customerFolds } from './folds.ts'
import { modelInsight } from './importance.ts'
import { tableLabels, type TableLabels } from './labelColumns.ts'
import { riskLevels } from './levels.ts'
import { riskMap } from './map.ts'
import { pChurnOf } from './model.ts'
import { tableNotes } from './notes.ts'
import { learnerContext } from './recipe.ts'
import { RECENT_DAYS } from './risks.ts'
import { scoreIntervals } from './scoreIntervals.ts'
import { risksOf, scoredTotals } from './scoring.ts'
import type { ChurnTrainingContext, LevelsBefore, Trained } from './trainHistory.ts'
import { baselineOf, conclusionOf, verdictOf } from './verdict.ts'

/** What training on a labelled table needs. `valueOf`: yearly spend by customer index where purchases are known too. */
export interface TableTraining {
  readonly table: AttributeTable
  readonly aliases: ReadonlyMap<string, string>
  readonly params: ChurnParams & { readonly source: { readonly kind: 'label' } }
  readonly valueMinor: Float64Array
  readonly before: LevelsBefore | null
}

const FOLDS = 5
const INNER_FOLDS = 4
const LARGE = 20_000
const RESAMPLES = 200

/**
 * Trains on a customer table that says who churned, judged by five-fold cross-validation: each fifth is scored by a
 * model whose recipe and calibration were chosen on the other four. Then once on all, for scoring everybody. Fails with
 * `churn-label-missing`, `churn-label-values`, `churn-no-features`, `churn-too-few`, `churn-one-class`, `cancelled`.
 * Cost: six choices and trainings.
 */
export function trainTable(training: TableTraining, context: ChurnTrainingContext = {}): Trained {
  const { table, params, before } = training
  const { seed, source } = params
  const found = tableLabels(table, training.aliases, source.attribute, source.positive)
  const features = attributeMatrix(table, (attribute) => attribute === found.attribute)
  if (features.columns.length === 0) throw new AppError('churn-no-features')
  const specs = features.columns.map(specOf)
  const labelled = Uint32Array.from(found.labels.keys()).filter((row) => found.labels[row] !== 255)
  const rows: LabelledRows = {
    matrix: rowsOf(features.matrix, labelled),
    labels: Uint8Array.from(labelled, (row) => found.labels[row]!),
  }
  checkRows(rows)
  const { pChurn, majority } = crossValidated(rows, params, context)
  const valueMinor = Float64Array.from(labelled, (row) => training.valueMinor[row] ?? 0)
  const judged = { pChurn, labels: rows.labels, valueMinor, recency: null }
  const all = verdictOf(judged, { seed, nResamples: RESAMPLES, ...cancelOf(context) })
  const choice = chooseRecipe(innerFolds(rows, seed), params.model, seed, learnerContext(context))
  const model = trained(rows, choice, context)
  const levels = riskLevels(all.baseRate)
  const intervals = scoreIntervals(pChurn, rows.labels)
  const customers = Uint32Array.from(found.labels.keys())
  context.progress?.('scoring', 0, 1)
  // a customer with a label is scored by the model that has not seen it
  const scores = Float32Array.from(pChurnOf(model, features.matrix, context.isCancelled))
  labelled.forEach((row, i) => (scores[row] = pChurn[i]!))
  const risks = risksOf({
    customers,
    pChurn: scores,
    valueMinor: training.valueMinor,
    recencyDays: new Int32Array(customers.length).fill(-1),
    overdue: new Float32Array(customers.length).fill(Number.NaN),
    rules: { levels, intervals, levelsBefore: before?.levels ?? null },
  })
  const map = riskMap(risks, () => null)
  return {
    summary: {
      params: {
        ...params,
        source: { ...source, attribute: table.names[found.attribute]!, positive: found.positive },
      },
      model: model.kind,
      calibration: model.calibration.kind,
      candidates: choice.candidates,
      horizonDays: null,
      testDay: null,
      trainDays: [],
      validationDays: [],
      nTrainRows: rows.labels.length,
      nFeatures: specs.length,
      conclusion: conclusionOf(all),
      all,
      recent: null,
      recentDays: RECENT_DAYS,
      baselines: [baselineOf('majority', majority, rows.labels)],
      recentBaselines: [],
      drift: [],
      ...modelInsight(model, rows.matrix, specs),
      signals: [],
      map,
      levels,
      scored: scoredTotals(risks, null, before?.about ?? null),
      notes: notesOf(features.notes, rows, specs, found, conclusionOf(all)),
    },
    file: {
      version: 1,
      specs,
      model,
      levels,
      intervals,
      history: null,
      table: { columns: features.columns.map(({ name, kind, categories }) => ({ name, kind, categories })) },
    },
    risks,
    judged,
    recentRows: new Uint32Array(0),
  }
}

/** A column of the table as a feature. */
export function specOf({ name, kind, categories }: AttributeColumn): FeatureSpec {
  return {
    key: `attribute:${name}`,
    group: 'attributes',
    nameZh: name,
    nameEn: name,
    unit: kind === 'category' ? 'category' : 'plain',
    isSkewed: false,
    nCategories: categories.length,
  }
}

function crossValidated(
  rows: LabelledRows,
  { model, seed }: ChurnParams,
  context: ChurnTrainingContext,
): { pChurn: Float64Array; majority: Float64Array } {
  const n = rows.labels.length
  const pChurn = new Float64Array(n)
  const majority = new Float64Array(n)
  const foldOf = stratifiedFolds(rows.labels, FOLDS, seed)
  customerFolds(rows, FOLDS, seed).forEach(({ train, valid }, fold) => {
    context.progress?.('training', fold, FOLDS)
    const choice = chooseRecipe(innerFolds(train, seed + fold + 1), model, seed, learnerContext(context))
    const p = pChurnOf(trained(train, choice, context), valid.matrix, context.isCancelled)
    const base = train.labels.reduce((sum, label) => sum + label, 0) / train.labels.length
    let at = 0
    for (let row = 0; row < n; row++) {
      if (foldOf[row] !== fold) continue
      pChurn[row] = p[at++]!
      majority[row] = base
    }
  })
  return { pChurn, majority }
}

/** Folds to choose by: all of four for small tables, one of four for large ones. */
function innerFolds(rows: LabelledRows, seed: number): ReturnType<typeof customerFolds> {
  const folds = customerFolds(stackRows([rows]), INNER_FOLDS, seed)
  return rows.labels.length > LARGE ? folds.slice(0, 1) : folds
}

function cancelOf({ isCancelled }: ChurnTrainingContext): { isCancelled?: () => boolean } {
  return isCancelled === undefined ? {} : { isCancelled }
}

function notesOf(
  attributeNotes: readonly { readonly code: string; readonly name: string; readonly n: number }[],
  rows: LabelledRows,
  specs: readonly FeatureSpec[],
  found: TableLabels,
  conclusion: ReturnType<typeof conclusionOf>,
): ChurnNote[] {
  const notes: ChurnNote[] = []
  const named = (code: ChurnNote['code'], of: string): void => {
    const names = attributeNotes.filter((note) => note.code === of)
    if (names.length === 0) return
    const text = names.slice(0, 5).map(({ name }) => name)
    const n = of === 'infinite' ? names.reduce((sum, one) => sum + one.n, 0) : names.length
    notes.push({ code, values: { n, namesZh: text.join('、'), namesEn: text.join(', ') } })
  }
  named('empty-features', 'empty')
  named('constant-features', 'constant')
  named('infinite-values', 'infinite')
  notes.push(...tableNotes(rows.matrix, rows.labels, specs))
  if (found.nUnlabelled > 0) notes.push({ code: 'unlabelled-rows', values: { n: found.nUnlabelled } })
  if (conclusion === 'not-better') notes.push({ code: 'not-better', values: {} })
  return notes
}
