import { condense } from '../../shared/analytics/ledger/customerDays.ts'
import type { PurchaseLedger } from '../../shared/analytics/ledger/ledger.ts'
import type { LifetimeRun } from '../../shared/analytics/lifetime/index.ts'
import { compileScheme, createSnapshot, scoreAt } from '../../shared/analytics/rfm/index.ts'
import type { LifetimeTiers } from '../../shared/contract/lifetime.ts'
import type { BUILT_IN_SCHEMES } from '../../shared/contract/rfm.ts'

type BuiltIn = (typeof BUILT_IN_SCHEMES)[number]

/** Everybody's number of tier at a day over all history, orders counted; -1 = none. Cost: a few passes over the ledger. */
export function tiersAt(ledger: PurchaseLedger, asOfDay: number, scheme: BuiltIn): Int16Array {
  const snapshot = createSnapshot(ledger.nCustomers)
  const view = { asOfDay, windowDays: null, frequency: 'orders' } as const
  scoreAt(condense(ledger), view, compileScheme(scheme), snapshot)
  const tierOf = new Int16Array(ledger.nCustomers).fill(-1)
  const { raw, segment } = snapshot
  for (let i = 0; i < raw.nMembers; i++) tierOf[raw.customer[i]!] = segment[i]!
  return tierOf
}

/** Value of a run's customers by tier. Cost: one pass over them. */
export function lifetimeTiers(run: LifetimeRun, tierOf: Int16Array, scheme: BuiltIn): LifetimeTiers {
  const { segments } = compileScheme(scheme).scheme
  const none = { customers: 0, pastSpendMinor: 0, valueMinor: 0, expectedActive: 0 }
  const totals = [...segments, null].map(() => ({ ...none }))
  run.histories.customer.forEach((customer, i) => {
    const tier = tierOf[customer]!
    const total = totals[tier < 0 ? segments.length : tier]!
    total.customers++
    total.pastSpendMinor += run.pastSpendMinor[i]!
    total.valueMinor += run.valueMinor[i]!
    total.expectedActive += run.pActive[i]!
  })
  return {
    scheme,
    asOfDay: run.summary.predictionDay,
    tiers: segments.map(({ key, nameZh, nameEn }, s) => ({ key, nameZh, nameEn, ...totals[s]! })),
    others: totals[segments.length]!,
  }
}
