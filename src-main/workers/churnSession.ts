import { randomUUID } from 'node:crypto'
import type { AttributeTable } from '../../shared/analytics/attributes/attributeTable.ts'
import { coveredDays } from '../../shared/analytics/churn/alive.ts'
import { proposeHorizon } from '../../shared/analytics/churn/horizon.ts'
import { labelColumns } from '../../shared/analytics/churn/labelColumns.ts'
import { matchRisks, type MatchedRisks } from '../../shared/analytics/churn/risks.ts'
import { adviceByCell } from '../../shared/analytics/churn/scoring.ts'
import {
  HORIZON_DAYS,
  trainHistory,
  type ChurnTrainingContext,
  type LevelsBefore,
  type Trained,
} from '../../shared/analytics/churn/trainHistory.ts'
import { trainTable } from '../../shared/analytics/churn/trainTable.ts'
import { yearlyValue } from '../../shared/analytics/churn/yearlyValue.ts'
import { featureSpecs } from '../../shared/analytics/features/featureList.ts'
import type { CustomerHistory } from '../../shared/analytics/features/history.ts'
import { condense, type CustomerDays } from '../../shared/analytics/ledger/customerDays.ts'
import { monthlyNet, monthStarts } from '../../shared/analytics/rfm/rhythm.ts'
import type { CountProgress, Input, Output } from '../../shared/contract/api.ts'
import type { ChurnAlive, ChurnParams, ChurnSetup, ChurnSummary } from '../../shared/contract/churn.ts'
import { AppError } from '../../shared/contract/errors.ts'
import type { FeatureGroup } from '../../shared/contract/features.ts'
import { ENGINE_VERSIONS } from '../../shared/contract/version.ts'
import type { ExportList, ExportStyle } from './analyticsExport.ts'
import { AnalyticsKeys } from './analyticsKeys.ts'
import { ChurnExplainer } from './churnExplainer.ts'
import { EXPORTED_REASONS, riskHeader, riskRow } from './churnExport.ts'
import { profitOf } from './churnProfit.ts'
import { runFrom, storedRun, type ChurnRun } from './churnRun.ts'
import { explainedBy, rescored } from './churnScoring.ts'
import type { ChurnSource } from './churnSource.ts'
import { weeklySignals } from './churnWeeks.ts'

const KEPT_RUNS = 4
const PAGE_MONTHS = 12
const PAGE_REASONS = 3
const EXPORT_BLOCK = 2_000
const LEAST_CUSTOMERS = 200

interface Data {
  readonly history: CustomerHistory
  readonly table: AttributeTable
  readonly days: CustomerDays
  readonly keys: AnalyticsKeys
}

/** One project's churn engine, as a worker thread holds it: the data, the last run, what was asked about it. */
export class ChurnSession {
  readonly #source: ChurnSource
  #data: Data | null = null
  #run: ChurnRun | null = null
  #explainer: ChurnExplainer | null = null
  #matched: { readonly question: string; readonly answer: MatchedRisks } | null = null

  constructor(source: ChurnSource) {
    this.#source = source
  }

  /** Forgets the data after the project changed; the stored run stays. */
  reload(): void {
    this.#data = null
    this.#forgetRun()
  }

  setup({ alive }: { alive: ChurnAlive }): ChurnSetup {
    const { history, table } = this.#load()
    const covered = coveredDays(history, alive)
    const proposal = covered === null ? null : proposeHorizon(history, alive)
    const groups = new Map<FeatureGroup, number>()
    const specs = featureSpecs(history)
    for (const { group } of specs) groups.set(group, (groups.get(group) ?? 0) + 1)
    const horizonDays = proposal?.horizonDays ?? null
    const lastTestDay = covered === null || horizonDays === null ? null : covered.lastDay - horizonDays
    const isTooShort =
      covered !== null && lastTestDay !== null && lastTestDay - (horizonDays ?? 0) < covered.firstDay
    return {
      firstDay: covered?.firstDay ?? null,
      lastDay: covered?.lastDay ?? null,
      horizonCurve: {
        days: Float64Array.from(proposal?.wrongShare ?? [], (_, day) => day),
        returnShare: Float64Array.from(proposal?.lateReturnShare ?? []),
        wrongShare: Float64Array.from(proposal?.wrongShare ?? []),
      },
      proposedHorizonDays: horizonDays,
      lastTestDay,
      nFeatures: specs.length,
      featureGroups: [...groups].map(([group, n]) => ({ group, n })),
      events: eventCounts(history),
      labels: labelColumns(table),
      problem:
        covered === null
          ? 'no-purchases'
          : history.purchases.nCustomers < LEAST_CUSTOMERS
            ? 'too-few-customers'
            : isTooShort
              ? 'too-short'
              : null,
    }
  }

  train(params: ChurnParams, nowMs: number, context: ChurnTrainingContext): ChurnSummary {
    const begun = performance.now()
    const data = this.#load()
    const before = this.#levelsBefore(data)
    const trained = this.#trained(params, data, before, context)
    const summary: ChurnSummary = {
      ...trained.summary,
      runId: `churn-${randomUUID()}`,
      engineVersion: ENGINE_VERSIONS.churn,
      trainedAtMs: nowMs,
      elapsedMs: performance.now() - begun,
    }
    this.#keep({ ...trained, summary, dataStamp: this.#source.stamp() })
    return summary
  }

  /** The data that are there now by the stored model; its verdict stays, "newly" is against the scoring before. */
  score(asOfDay: number, nowMs: number, context: ChurnTrainingContext): ChurnSummary {
    const begun = performance.now()
    const data = this.#load()
    const old = this.#neededRun()
    const about = explainedBy(old.file, data.history, data.table)
    const scored = rescored(old, about, asOfDay, this.#levelsBefore(data), data, context)
    const summary: ChurnSummary = {
      ...scored.summary,
      runId: `churn-${randomUUID()}`,
      trainedAtMs: nowMs,
      elapsedMs: performance.now() - begun,
    }
    this.#keep({ ...scored, summary, dataStamp: this.#source.stamp() })
    return summary
  }

  current(): Output<'churn.current'> {
    const run = this.#lastRun()
    return run === null ? null : { summary: run.summary, isStale: run.dataStamp !== this.#source.stamp() }
  }

  profit({ runId, recentOnly, economics }: Input<'churn.profit'>): Output<'churn.profit'> {
    return profitOf(this.#runOf(runId), recentOnly, economics)
  }

  page(query: Input<'churn.page'>): Output<'churn.page'> {
    const run = this.#runOf(query.runId)
    const { keys, days } = this.#load()
    const matched = this.#match(run, query)
    const rows = matched.rows.subarray(query.offset, query.offset + query.limit)
    const { risks, summary } = run
    const customers = rows.map((row) => risks.customer[row] ?? 0)
    const monthlyMinor = new Float32Array(rows.length * PAGE_MONTHS)
    const starts = summary.scored.asOfDay === null ? null : monthStarts(summary.scored.asOfDay, PAGE_MONTHS)
    const advice = adviceByCell(summary.map)
    customers.forEach((customer, i) => {
      if (starts !== null && customer < days.nCustomers) {
        monthlyNet(days, customer, starts, monthlyMinor, i * PAGE_MONTHS)
      }
    })
    return {
      nMatched: matched.rows.length,
      matchedValueMinor: matched.valueMinor,
      matchedValueAtRiskMinor: matched.valueAtRiskMinor,
      customerId: customers.map((customer) => customer + 1),
      customerKey: Array.from(customers, (customer) => keys.at(customer)),
      pChurn: Float32Array.from(rows, (row) => risks.pChurn[row] ?? 0),
      pLow: Float32Array.from(rows, (row) => risks.pLow[row] ?? 0),
      pHigh: Float32Array.from(rows, (row) => risks.pHigh[row] ?? 0),
      level: Uint8Array.from(rows, (row) => risks.level[row] ?? 0),
      levelBefore: Int8Array.from(rows, (row) => risks.levelBefore[row] ?? -1),
      valueMinor: Float64Array.from(rows, (row) => risks.valueMinor[row] ?? 0),
      recencyDays: Int32Array.from(rows, (row) => risks.recencyDays[row] ?? -1),
      overdue: Float32Array.from(rows, (row) => risks.overdue[row] ?? Number.NaN),
      advice: Array.from(rows, (row) => advice(risks.level[row] ?? 0, risks.valueTier[row] ?? 0)),
      reasons: this.#explain(run).reasons(customers, PAGE_REASONS, 0),
      monthlyMinor,
    }
  }

  customer({ customerId }: Input<'churn.customer'>): Output<'churn.customer'> {
    const run = this.#lastRun()
    if (run === null) return null
    const { history } = this.#load()
    const { risks, summary } = run
    const customer = customerId - 1
    const row = risks.customer.indexOf(customer)
    const { asOfDay } = summary.scored
    const signals = asOfDay === null ? [] : weeklySignals(history, customer, asOfDay)
    if (row < 0) {
      return {
        isScored: false,
        asOfDay,
        pChurn: 0,
        pLow: 0,
        pHigh: 0,
        level: 0,
        valueMinor: 0,
        advice: 'watch',
        reasons: [],
        history: { day: new Int32Array(0), pChurn: new Float32Array(0) },
        signals,
      }
    }
    const explainer = this.#explain(run)
    const level = (risks.level[row] ?? 0) as 0 | 1 | 2
    return {
      isScored: true,
      asOfDay,
      pChurn: risks.pChurn[row] ?? 0,
      pLow: risks.pLow[row] ?? 0,
      pHigh: risks.pHigh[row] ?? 0,
      level,
      valueMinor: risks.valueMinor[row] ?? 0,
      advice: adviceByCell(summary.map)(level, risks.valueTier[row] ?? 0),
      reasons: explainer.reasons(Uint32Array.of(customer), 4, 3)[0] ?? [],
      history: explainer.past(customer),
      signals,
    }
  }

  /** The customers that match (and, given ids, are among them), the most value at risk first, for a file. */
  exportRisks(
    query: Omit<Input<'churn.export'>, 'target'>,
    style: ExportStyle,
    context: { readonly isCancelled: () => boolean; readonly progress: (value: CountProgress) => void },
  ): ExportList {
    const run = this.#runOf(query.runId)
    const { keys } = this.#load()
    const { rows: all } = this.#match(run, { filter: query.filter, sort: 'valueAtRisk', descending: true })
    const wanted = query.customerIds === undefined ? null : new Set(query.customerIds)
    const rows = wanted === null ? all : all.filter((row) => wanted.has((run.risks.customer[row] ?? -1) + 1))
    const explainer = this.#explain(run)
    const advice = adviceByCell(run.summary.map)
    const { risks, file } = run
    const categoryOf = (key: string, code: number): string =>
      file.table?.columns.find(({ name }) => `attribute:${name}` === key)?.categories[code] ?? String(code)
    function* lines(): Generator<readonly string[]> {
      for (let from = 0; from < rows.length; from += EXPORT_BLOCK) {
        if (context.isCancelled()) throw new AppError('cancelled')
        context.progress({ done: from, total: rows.length })
        const block = rows.subarray(from, from + EXPORT_BLOCK)
        const customers = block.map((row) => risks.customer[row] ?? 0)
        const reasons = explainer.reasons(customers, EXPORTED_REASONS, 0)
        for (let i = 0; i < block.length; i++) {
          const row = block[i] ?? 0
          const told = advice(risks.level[row] ?? 0, risks.valueTier[row] ?? 0)
          yield riskRow(risks, row, keys.at(customers[i] ?? 0), told, reasons[i] ?? [], style, {
            category: categoryOf,
          })
        }
      }
      context.progress({ done: rows.length, total: rows.length })
    }
    return { header: riskHeader(style), rows: lines(), nRows: rows.length }
  }

  #trained(
    params: ChurnParams,
    { history, table }: Data,
    before: LevelsBefore | null,
    context: ChurnTrainingContext,
  ): Trained {
    const { source } = params
    if (source.kind === 'label') {
      const everybody = Uint32Array.from({ length: table.nCustomers }, (_, c) => c)
      const valueMinor =
        history.purchases.nEvents === 0
          ? new Float64Array(table.nCustomers)
          : yearlyValue(
              history.purchases,
              everybody,
              coveredDays(history, { purchases: true, events: [] })?.lastDay ?? 0,
            )
      return trainTable(
        { table, aliases: this.#source.readAliases(), params: { ...params, source }, valueMinor, before },
        context,
      )
    }
    const { horizonDays } = source
    if (horizonDays !== null && (horizonDays < HORIZON_DAYS.low || horizonDays > HORIZON_DAYS.high)) {
      throw new AppError('churn-horizon-invalid', { horizonDays, ...HORIZON_DAYS })
    }
    const alive = source.alive.events.includes('any')
      ? { ...source.alive, events: history.eventNames.filter((name) => name !== '') }
      : source.alive
    return trainHistory({ history, params: { ...params, source: { ...source, alive } }, before }, context)
  }

  #keep(run: ChurnRun): void {
    const { run: stored, columns } = storedRun(run)
    this.#source.save(stored, columns, KEPT_RUNS)
    this.#forgetRun()
    this.#run = run
  }

  #forgetRun(): void {
    this.#run = null
    this.#explainer = null
    this.#matched = null
  }

  /** Levels of the newest run, by customer, so that the next one can tell who is newly at risk. */
  #levelsBefore({ history, table }: Data): LevelsBefore | null {
    const run = this.#lastRun()
    if (run === null) return null
    const levels = new Int8Array(Math.max(history.purchases.nCustomers, table.nCustomers)).fill(-1)
    run.risks.customer.forEach((customer, row) => (levels[customer] = run.risks.level[row] ?? 0))
    return {
      levels,
      about: { asOfDay: run.summary.scored.asOfDay, scoredAtMs: run.summary.trainedAtMs },
    }
  }

  #lastRun(): ChurnRun | null {
    if (this.#run !== null) return this.#run
    const [newest] = this.#source.runs()
    if (newest === undefined) return null
    this.#run = runFrom(newest, this.#source.columnsOf(newest.id))
    return this.#run
  }

  #neededRun(): ChurnRun {
    const run = this.#lastRun()
    if (run === null) throw new AppError('churn-no-model')
    return run
  }

  #runOf(runId: string): ChurnRun {
    const run = this.#neededRun()
    if (run.summary.runId !== runId) throw new AppError('run-expired', { runId })
    return run
  }

  #match(run: ChurnRun, query: Pick<Input<'churn.page'>, 'filter' | 'sort' | 'descending'>): MatchedRisks {
    const { filter, sort, descending } = query
    const question = JSON.stringify([run.summary.runId, filter, sort, descending])
    if (this.#matched?.question !== question) {
      const { keys } = this.#load()
      const answer = matchRisks(
        run.risks,
        filter,
        sort,
        descending,
        adviceByCell(run.summary.map),
        keys.search(filter.search ?? ''),
        () => keys.ranks(),
      )
      this.#matched = { question, answer }
    }
    return this.#matched.answer
  }

  #explain(run: ChurnRun): ChurnExplainer {
    const { history, table } = this.#load()
    this.#explainer ??= new ChurnExplainer(explainedBy(run.file, history, table))
    return this.#explainer
  }

  #load(): Data {
    if (this.#data === null) {
      const history = this.#source.readHistory()
      this.#data = {
        history,
        table: this.#source.readAttributes(),
        days: condense(history.purchases),
        keys: new AnalyticsKeys(this.#source.readKeys()),
      }
    }
    return this.#data
  }
}

function eventCounts({ behaviours, eventNames }: CustomerHistory): ChurnSetup['events'] {
  if (behaviours === null) return []
  const counts = new Float64Array(eventNames.length)
  for (const event of behaviours.event) if (event < counts.length) counts[event] = (counts[event] ?? 0) + 1
  return eventNames
    .map((name, id) => ({ name, n: counts[id] ?? 0 }))
    .filter(({ name, n }) => name !== '' && n > 0)
    .sort((a, b) => b.n - a.n)
}
