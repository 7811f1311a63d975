import type { ModelFile } from '../../shared/analytics/churn/modelFile.ts'
import type { Risks } from '../../shared/analytics/churn/risks.ts'
import type { Judged } from '../../shared/analytics/churn/verdict.ts'
import type { ChurnSummary } from '../../shared/contract/churn.ts'
import { AppError } from '../../shared/contract/errors.ts'
import { fromPlainJson, toPlainJson } from '../project/saved/plainJson.ts'
import type { RunColumn, StoredRun } from '../project/saved/runs.ts'
import { CHURN_ENGINE } from './churnSource.ts'

/** A training or scoring as it is kept in the project. */
export interface ChurnRun {
  readonly summary: ChurnSummary
  readonly file: ModelFile
  readonly risks: Risks
  readonly judged: Judged
  readonly recentRows: Uint32Array
  readonly dataStamp: string
}

/** A run for the table of runs. */
export function storedRun(run: ChurnRun): { run: StoredRun; columns: Record<string, RunColumn> } {
  const { summary, file, risks, judged, recentRows, dataStamp } = run
  return {
    run: {
      id: summary.runId,
      engine: CHURN_ENGINE,
      engineVersion: summary.engineVersion,
      parameters: JSON.stringify(summary.params),
      seed: summary.params.seed,
      ranAtMs: summary.trainedAtMs,
      summary: toPlainJson(summary),
      dataStamp,
    },
    columns: {
      model: JSON.stringify(file),
      customer: risks.customer,
      p_churn: risks.pChurn,
      p_low: risks.pLow,
      p_high: risks.pHigh,
      level: risks.level,
      level_before: Int32Array.from(risks.levelBefore),
      value_tier: risks.valueTier,
      value_minor: risks.valueMinor,
      recency_days: risks.recencyDays,
      overdue: risks.overdue,
      test_p_churn: judged.pChurn,
      test_churned: judged.labels,
      test_value_minor: judged.valueMinor,
      ...(judged.recency === null ? {} : { test_recency: judged.recency }),
      test_recent_rows: recentRows,
    },
  }
}

/** A run out of the table. Fails with `project-damaged` when a column is missing. */
export function runFrom(stored: StoredRun, columns: ReadonlyMap<string, RunColumn>): ChurnRun {
  const column = <T extends RunColumn>(name: string, isRight: (value: RunColumn) => value is T): T => {
    const value = columns.get(name)
    if (value === undefined || !isRight(value)) throw new AppError('project-damaged', { part: `run ${name}` })
    return value
  }
  const f64 = (value: RunColumn): value is Float64Array => value instanceof Float64Array
  const f32 = (value: RunColumn): value is Float32Array => value instanceof Float32Array
  const u32 = (value: RunColumn): value is Uint32Array => value instanceof Uint32Array
  const i32 = (value: RunColumn): value is Int32Array => value instanceof Int32Array
  const u8 = (value: RunColumn): value is Uint8Array => value instanceof Uint8Array
  const text = (value: RunColumn): value is string => typeof value === 'string'
  const customer = column('customer', u32)
  return {
    summary: fromPlainJson<ChurnSummary>(stored.summary),
    file: JSON.parse(column('model', text)) as ModelFile,
    dataStamp: stored.dataStamp,
    risks: {
      n: customer.length,
      customer,
      pChurn: column('p_churn', f32),
      pLow: column('p_low', f32),
      pHigh: column('p_high', f32),
      level: column('level', u8),
      levelBefore: Int8Array.from(column('level_before', i32)),
      valueTier: column('value_tier', u8),
      valueMinor: column('value_minor', f64),
      recencyDays: column('recency_days', i32),
      overdue: column('overdue', f32),
    },
    judged: {
      pChurn: column('test_p_churn', f64),
      labels: column('test_churned', u8),
      valueMinor: column('test_value_minor', f64),
      recency: columns.has('test_recency') ? column('test_recency', f64) : null,
    },
    recentRows: column('test_recent_rows', u32),
  }
}
