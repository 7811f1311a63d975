import { applyAttributes } from '../../shared/analytics/attributes/applyAttributes.ts'
import type { AttributeTable } from '../../shared/analytics/attributes/attributeTable.ts'
import { aliveFinder, coveredDays } from '../../shared/analytics/churn/alive.ts'
import { rowsAt, type RowSource } from '../../shared/analytics/churn/dayRows.ts'
import { valueBorders } from '../../shared/analytics/churn/levels.ts'
import { lifetimeFeatures } from '../../shared/analytics/churn/lifetimeFeatures.ts'
import { riskMap } from '../../shared/analytics/churn/map.ts'
import { measuredResponse } from '../../shared/analytics/churn/measuredResponse.ts'
import { pChurnOf } from '../../shared/analytics/churn/model.ts'
import type { ModelFile } from '../../shared/analytics/churn/modelFile.ts'
import { risksOf, scoredTotals, scoreHistory } from '../../shared/analytics/churn/scoring.ts'
import type { ChurnTrainingContext, LevelsBefore } from '../../shared/analytics/churn/trainHistory.ts'
import type { CustomerHistory } from '../../shared/analytics/features/history.ts'
import { auc, scoredSample } from '../../shared/analytics/learn/index.ts'
import type { ChurnNote } from '../../shared/contract/churn.ts'
import { AppError } from '../../shared/contract/errors.ts'
import type { Explained } from './churnExplainer.ts'
import type { ChurnRun } from './churnRun.ts'

const DRIFT_ROWS = 50_000

/** A stored model beside the data that are there now. */
export function explainedBy(file: ModelFile, history: CustomerHistory, table: AttributeTable): Explained {
  if (file.history === null) return { kind: 'table', table, file }
  const { alive, horizonDays, seed } = file.history
  const hasLifetime = file.specs.some(({ key }) => key === 'pActive')
  const source: RowSource = {
    history,
    specs: file.specs.filter(({ key }) => key !== 'pActive'),
    extra: hasLifetime ? lifetimeFeatures(history.purchases, horizonDays) : null,
    alive,
    horizonDays,
    seed,
  }
  return { kind: 'history', source, file }
}

/** Everybody scored anew by a stored model; what it was judged by stays, and a drift since then is told. */
export function rescored(
  old: ChurnRun,
  about: Explained,
  asOfDay: number,
  before: LevelsBefore | null,
  data: { readonly history: CustomerHistory; readonly table: AttributeTable },
  context: ChurnTrainingContext,
): Omit<ChurnRun, 'dataStamp'> {
  const { file, summary } = old
  const rules = { levels: file.levels, intervals: file.intervals, levelsBefore: before?.levels ?? null }
  context.progress?.('scoring', 0, 2)
  if (about.kind === 'table' || file.history === null) {
    const customers = Uint32Array.from({ length: data.table.nCustomers }, (_, c) => c)
    const matrix = applyAttributes(data.table, file.table?.columns ?? [], customers)
    const risks = risksOf({
      customers,
      pChurn: Float32Array.from(pChurnOf(file.model, matrix, context.isCancelled)),
      valueMinor: new Float64Array(customers.length),
      recencyDays: new Int32Array(customers.length).fill(-1),
      overdue: new Float32Array(customers.length).fill(Number.NaN),
      rules,
    })
    return {
      ...old,
      risks,
      summary: { ...summary, scored: scoredTotals(risks, null, before?.about ?? null) },
    }
  }
  const source: RowSource = {
    ...about.source,
    ...(context.isCancelled === undefined ? {} : { isCancelled: context.isCancelled }),
  }
  const covered = coveredDays(source.history, source.alive)
  if (covered === null) throw new AppError('no-data')
  const { risks, population } = scoreHistory(source, file.model, asOfDay, rules)
  context.progress?.('scoring', 1, 2)
  const response = measuredResponse(
    source,
    file.model,
    file.levels,
    valueBorders(risks.valueMinor),
    Math.min(asOfDay, covered.lastDay),
    aliveFinder(source.history, source.alive),
  )
  const notes = summary.notes.filter(({ code }) => code !== 'drift')
  const drift = driftNote(old, source, Math.min(asOfDay, covered.lastDay) - source.horizonDays)
  return {
    ...old,
    risks,
    file: { ...file, history: { ...file.history, asOfDay, population } },
    summary: {
      ...summary,
      map: riskMap(risks, response),
      scored: scoredTotals(risks, asOfDay, before?.about ?? null),
      notes: drift === null ? notes : [...notes, drift],
    },
  }
}

/** Told when the stored model now ranks worse than the lower end of what its verdict said. */
function driftNote(old: ChurnRun, source: RowSource, testDay: number): ChurnNote | null {
  const { summary, file } = old
  const floor = summary.all.auc.low
  if (floor === null || summary.testDay === null || testDay <= summary.testDay) return null
  const rows = rowsAt(source, testDay, DRIFT_ROWS)
  const area = auc(scoredSample(pChurnOf(file.model, rows.matrix), rows.labels))
  return area === null || area >= floor
    ? null
    : {
        code: 'drift',
        values: { before: rounded(summary.all.auc.value ?? 0), now: rounded(area) },
      }
}

function rounded(area: number): number {
  return Math.round(area * 1000) / 1000
}
