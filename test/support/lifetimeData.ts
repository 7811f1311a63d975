import {
  cohortTables,
  customerOrder,
  lifetimeMap,
  lifetimePage,
  matchCustomers,
  matchedCustomers,
  orderDaysOf,
  runLifetime,
  valueRun,
  type LifetimeRun,
} from '../../shared/analytics/lifetime/index.ts'
import { DEFAULT_LIFETIME_ECONOMICS, type LifetimeParams } from '../../shared/contract/lifetime.ts'
import type { FakeAnswers } from './fakeClient.ts'
import { smallShop } from './northStarData.ts'

const days = orderDaysOf(smallShop(900), 'count')

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

/** The small shop under the real engine. */
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
  'lifetime.cohorts': ({ period }) => cohortTables(days, run().summary.asOfDay, period, 1),
  'lifetime.page': ({ filter, sort, descending, offset, limit }) => {
    const order = customerOrder(run(), sort, descending, () =>
      Uint32Array.from({ length: days.nCustomers }, (_, i) => i),
    )
    const matched = matchedCustomers(run(), matchCustomers(run(), filter, null), order)
    return lifetimePage(run(), matched, offset, limit, (c) => `U${String(c).padStart(7, '0')}`)
  },
}
