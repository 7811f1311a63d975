import { buildLedger, type PlainPurchase } from '../../shared/analytics/ledger/buildLedger.ts'
import {
  cohortTables,
  customerOrder,
  lifetimeHistory,
  lifetimeMap,
  lifetimePage,
  matchCustomers,
  matchedCustomers,
  orderDaysOf,
  runLifetime,
  valueRun,
  type LifetimeRun,
} from '../../shared/analytics/lifetime/index.ts'
import { seededRandom } from '../../shared/analytics/numerics/seededRandom.ts'
import { dayFromCivil } from '../../shared/contract/calendar.ts'
import { DEFAULT_LIFETIME_ECONOMICS, type LifetimeParams } from '../../shared/contract/lifetime.ts'
import { lifetimeTiers, tiersAt } from '../../src-main/workers/lifetimeTiers.ts'
import type { FakeAnswers } from './fakeClient.ts'
import { simulateBuyers } from './simulatedBuyers.ts'

const N = 700
const LAST = dayFromCivil(2025, 11, 12)

/** Buyers of a model, whose order days lie anywhere between their first and last one. */
function shop(): PlainPurchase[] {
  const random = seededRandom(5)
  const { frequency, recencyDays, ageDays } = simulateBuyers({
    model: 'mbgnbd',
    parameters: [0.9, 7, 0.8, 2.5],
    customers: N,
    ticksPerUnit: 7,
    ageTicks: [0, 550],
    seed: 3,
  })
  return Array.from({ length: N }, (_, customer) => {
    const recency = recencyDays[customer] ?? 0
    const x = Math.min(frequency[customer] ?? 0, recency)
    const at = new Set<number>([0, ...(x > 0 ? [recency] : [])])
    while (at.size < x + 1) at.add(random.below(recency))
    const usual = 1_000 + random.below(9_000)
    const first = LAST - (ageDays[customer] ?? 0)
    return [...at].map((day) => ({ customer, day: first + day, amountMinor: usual + random.below(2_000) }))
  }).flat()
}

const ledger = buildLedger(shop(), N)
const days = orderDaysOf(ledger, 'count')

export const LIFETIME_PARAMS: LifetimeParams = {
  asOfDay: null,
  calibrationEndDay: null,
  predictAt: 'as-of',
  unit: 'week',
  model: 'auto',
  horizonDays: 60,
  economics: DEFAULT_LIFETIME_ECONOMICS,
  zeroSpend: 'count',
  acquiredFromDay: null,
}

/** That shop under the real engine. */
export const lifetimeRunOf = (params: Partial<LifetimeParams> = {}): LifetimeRun =>
  runLifetime(days, { ...LIFETIME_PARAMS, ...params }, { check: () => undefined, step: () => undefined })

let last: LifetimeRun | null = null
const run = (): LifetimeRun => (last ??= lifetimeRunOf())

export const lifetimeAnswers: FakeAnswers = {
  'lifetime.run': (params) => {
    last = lifetimeRunOf(params)
    return { runId: 'lifetime-1', summary: last.summary }
  },
  'lifetime.value': ({ economics }) => valueRun(run(), economics, run().summary.newCustomer.spendMinor).value,
  'lifetime.map': ({ horizonDays }) => lifetimeMap(run().fitted, run().histories, 480, horizonDays),
  'lifetime.tiers': ({ scheme }) =>
    lifetimeTiers(run(), tiersAt(ledger, run().summary.predictionDay, scheme), scheme),
  'lifetime.customer': ({ customerId }) =>
    lifetimeHistory(run().fitted, days, customerId - 1, run().summary.predictionDay, 60),
  'lifetime.cohorts': ({ period }) => cohortTables(days, run().summary.asOfDay, period, 1),
  'lifetime.page': ({ filter, sort, descending, offset, limit }) => {
    const order = customerOrder(run(), sort, descending, () =>
      Uint32Array.from({ length: days.nCustomers }, (_, i) => i),
    )
    const matched = matchedCustomers(run(), matchCustomers(run(), filter, null), order)
    return lifetimePage(run(), matched, offset, limit, (c) => `U${String(c).padStart(7, '0')}`)
  },
}
