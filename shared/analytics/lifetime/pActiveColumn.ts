import type { PurchaseLedger } from '../ledger/ledger.ts'
import { bgNbd, mbgNbd } from './geometricDropout.ts'
import { groupHistories } from './groups.ts'
import { fitPurchaseModel } from './fitPurchases.ts'
import { historiesAt } from './histories.ts'
import { orderDaysOf } from './orderDays.ts'
import { byCustomer, fittedGroups, pActive } from './predict.ts'

/** Fewer customers with a repeat than this hold no distribution of rates. */
export const MIN_REPEAT_CUSTOMERS = 30

/** A column for other engines, with what it stands on. */
export interface PActiveColumn {
  /** by position in `customers` (by dense index when that is null); NaN = never bought by the day, or not fitted */
  readonly pActive: Float64Array
  readonly model: 'bgnbd' | 'mbgnbd' | null
  /** why there is nothing: too few customers with a repeat order day, or no search came to an end */
  readonly reason: 'lifetime-too-few-repeats' | 'lifetime-not-converged' | null
}

/**
 * P(at least one order day in asOfDay < day <= asOfDay + horizonDays) of each customer, by the likelier of BG/NBD and
 * MBG/NBD fitted to the same customers' history up to `asOfDay`; nothing later is read. `customers` = dense indexes in any
 * order, null = all. Lines above 0 count as purchases. Never throws but what `check` throws.
 * Cost: one pass over the ledger, two fits (a second each for a million customers).
 */
export function pActiveColumn(
  ledger: PurchaseLedger,
  customers: Uint32Array | null,
  asOfDay: number,
  horizonDays: number,
  check?: () => void,
): PActiveColumn {
  const out = new Float64Array(customers === null ? ledger.nCustomers : customers.length).fill(NaN)
  const none = (reason: PActiveColumn['reason']): PActiveColumn => ({ pActive: out, model: null, reason })
  const chosen = customers === null ? null : customers.toSorted((a, b) => a - b)
  const histories = historiesAt(orderDaysOf(ledger, 'leave-out'), asOfDay, chosen)
  const groups = groupHistories(histories.frequency, histories.recencyDays, histories.ageDays)
  let repeaters = 0
  for (let g = 0; g < groups.nGroups; g++) if (groups.frequency[g]! > 0) repeaters += groups.weight[g]!
  if (repeaters < MIN_REPEAT_CUSTOMERS) return none('lifetime-too-few-repeats')
  const [best] = [bgNbd, mbgNbd]
    .map((model) => ({ model, fit: fitPurchaseModel(model, groups, 1, check) }))
    .filter(({ fit }) => fit.converged || fit.atBound.length > 0)
    .sort((a, b) => b.fit.logLikelihood - a.fit.logLikelihood)
  if (best === undefined) return none('lifetime-not-converged')
  const fitted = fittedGroups(best.model, best.fit.parameters, 1, groups)
  const values = byCustomer(groups, pActive(fitted, horizonDays))
  const byIndex = customers === null ? out : new Float64Array(ledger.nCustomers).fill(NaN)
  for (let i = 0; i < histories.nCustomers; i++) byIndex[histories.customer[i]!] = values[i]!
  if (customers !== null) for (let k = 0; k < out.length; k++) out[k] = byIndex[customers[k]!]!
  return { pActive: out, model: best.model.key === 'bgnbd' ? 'bgnbd' : 'mbgnbd', reason: null }
}
