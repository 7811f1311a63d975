import type { CustomerHistory } from '../../../shared/analytics/features/history.ts'
import type { ChurnReason } from '../../../shared/contract/features.ts'
import { isTold, tracesOf } from './causeTraces.ts'
import type { TrueCustomer } from './judgedShop.ts'

/** How often a planted cause is told; `elsewhere`: how often the same reasons stand at churners of other causes. */
export interface CauseRecord {
  readonly cause: string
  readonly planted: number
  readonly told: number
  readonly others: number
  readonly elsewhere: number
}

/** A scored customer with truth and reasons. */
export interface Explained {
  readonly index: number
  readonly level: number
  readonly truth: TrueCustomer
  readonly reasons: readonly ChurnReason[]
}

const RECENT_CHURN_DAYS = 90

/** Planted churners: those who turned away lately for a cause, and whom the engine holds to be at risk. */
export function plantedAtRisk(customers: readonly Explained[], lastDay: number): Explained[] {
  return customers.filter(({ level, truth: { state, cause, churnDay } }) => {
    const isLate = churnDay !== null && churnDay > lastDay - RECENT_CHURN_DAYS
    return level > 0 && cause !== 'none' && isLate && (state === 'left' || state === 'fading')
  })
}

/** The record of each cause over the planted churners. */
export function causeRecords(planted: readonly Explained[], history: CustomerHistory): CauseRecord[] {
  const traces = new Map(planted.map((one) => [one, tracesOf(one.truth, one.index, history)]))
  const causes = [...new Set(planted.map(({ truth }) => truth.cause))].toSorted((a, b) => (a < b ? -1 : 1))
  return causes.map((cause) => {
    const own = planted.filter(({ truth }) => truth.cause === cause)
    const others = planted.filter(({ truth }) => truth.cause !== cause)
    const common = [...new Set(own.flatMap((one) => traces.get(one) ?? []))]
    return {
      cause,
      planted: own.length,
      told: own.filter((one) => isTold(traces.get(one) ?? [], one.reasons)).length,
      others: others.length,
      elsewhere: others.filter(({ reasons }) => isTold(common, reasons)).length,
    }
  })
}
