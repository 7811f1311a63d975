import { applyAttributes } from '../../shared/analytics/attributes/applyAttributes.ts'
import type { AttributeTable } from '../../shared/analytics/attributes/attributeTable.ts'
import { featuresOf, type RowSource } from '../../shared/analytics/churn/dayRows.ts'
import { contributionsOf, pChurnOf } from '../../shared/analytics/churn/model.ts'
import type { ModelFile } from '../../shared/analytics/churn/modelFile.ts'
import { populationOf } from '../../shared/analytics/features/extract.ts'
import { reasonsOf } from '../../shared/analytics/features/reasons.ts'
import { signalReader } from '../../shared/analytics/features/signalCounts.ts'
import { eligibleAt } from '../../shared/analytics/churn/labels.ts'
import type { FeatureMatrix } from '../../shared/analytics/learn/index.ts'
import type { ChurnReason } from '../../shared/contract/features.ts'

/** Points of a customer's past risk, and how far they lie apart. */
const PAST_POINTS = 8
const PAST_STEP_DAYS = 21
/** in larger shops the past would take longer than a person waits for a drawer */
const MOST_FOR_PAST = 100_000

/** What explaining stands on: a history with its features, or a table. */
export type Explained =
  | { readonly kind: 'history'; readonly source: RowSource; readonly file: ModelFile }
  | { readonly kind: 'table'; readonly table: AttributeTable; readonly file: ModelFile }

/** Why single customers are at risk: their features are worked out anew, so nothing of them needs to be kept. */
export class ChurnExplainer {
  readonly #about: Explained
  #signals: ReturnType<typeof signalReader> | null = null

  constructor(about: Explained) {
    this.#about = about
  }

  /** Reasons of each customer, at most `nRisk` toward risk and `nProtecting` against it. */
  reasons(customers: Uint32Array, nRisk: number, nProtecting: number): ChurnReason[][] {
    if (customers.length === 0) return []
    const { file } = this.#about
    const matrix = this.#features(customers)
    const contributions = contributionsOf(file.model, matrix)
    const nFeatures = file.specs.length
    const values = new Float64Array(nFeatures)
    return Array.from(customers, (customer, row) => {
      for (let f = 0; f < nFeatures; f++) values[f] = matrix.columns[f]?.[row] ?? Number.NaN
      const own = contributions.subarray(row * nFeatures, (row + 1) * nFeatures)
      file.reference?.forEach((usual, f) => (own[f] = (own[f] ?? 0) - usual))
      return reasonsOf(file.specs, values, own, {
        signals: this.#signalsOf(customer),
        nRisk,
        nProtecting,
      })
    })
  }

  /** pChurn by the same model at earlier days, oldest first, the scored day last; empty for tables and large shops. */
  past(customer: number): { day: Int32Array; pChurn: Float32Array } {
    const about = this.#about
    const none = { day: new Int32Array(0), pChurn: new Float32Array(0) }
    if (about.kind === 'table' || about.file.history === null) return none
    const { source, file } = about
    const { asOfDay, alive } = about.file.history
    if (source.history.purchases.nCustomers > MOST_FOR_PAST) return none
    const one = Uint32Array.of(customer)
    const days: number[] = []
    const p: number[] = []
    for (let k = PAST_POINTS - 1; k >= 0; k--) {
      const day = asOfDay - k * PAST_STEP_DAYS
      const everybody = eligibleAt(source.history, day, { activeWithinDays: null, alive })
      if (!everybody.includes(customer)) continue
      const population = populationOf(source.history, day, everybody)
      days.push(day)
      p.push(pChurnOf(file.model, featuresOf(source, day, one, population))[0] ?? 0)
    }
    return { day: Int32Array.from(days), pChurn: Float32Array.from(p) }
  }

  #features(customers: Uint32Array): FeatureMatrix {
    const about = this.#about
    if (about.kind === 'table') {
      return applyAttributes(about.table, about.file.table?.columns ?? [], customers)
    }
    const { history } = about.file
    return featuresOf(
      about.source,
      history?.asOfDay ?? 0,
      customers,
      history?.population ?? { shopGapDays: null, rfmCuts: null, products: null },
    )
  }

  #signalsOf(customer: number): ReturnType<ReturnType<typeof signalReader>> | null {
    const about = this.#about
    if (about.kind === 'table' || about.file.history === null) return null
    const { asOfDay, population } = about.file.history
    this.#signals ??= signalReader(about.source.history, asOfDay, population.products)
    return this.#signals(customer)
  }
}
