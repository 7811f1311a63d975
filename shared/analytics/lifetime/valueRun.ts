import type { LifetimeEconomics, LifetimeValue } from '../../contract/lifetime.ts'
import type { Histories } from './histories.ts'
import type { OrderDays } from './orderDays.ts'
import { byCustomer, type FittedGroups } from './predict.ts'
import {
  concentrationOf,
  discountedOfNew,
  discountedOrderDays,
  valueByCohort,
  valueHistogram,
} from './value.ts'

/** What valuing a run needs of it; columns by customer of `histories`. */
export interface ValuedColumns {
  readonly days: OrderDays
  readonly histories: Histories
  readonly fitted: FittedGroups
  readonly pActive: Float64Array
  readonly expectedSpendMinor: Float64Array
  readonly pastSpendMinor: Float64Array
}

/**
 * Residual lifetime value of every customer of a run under other economics: margin x expected spend x discounted expected
 * order days. Cost: one expectation a period and distinct (frequency, age), one sort.
 */
export function valueRun(
  run: ValuedColumns,
  economics: LifetimeEconomics,
  newSpendMinor: number,
): { value: LifetimeValue; valueMinor: Float64Array } {
  const { fitted, histories, days, expectedSpendMinor } = run
  const { model, parameters, unitDays, groups } = fitted
  const valueMinor = byCustomer(groups, discountedOrderDays(fitted, economics))
  for (let i = 0; i < valueMinor.length; i++) {
    valueMinor[i] = valueMinor[i]! * economics.marginRate * expectedSpendMinor[i]!
  }
  const totalMinor = valueMinor.reduce((sum, value) => sum + value, 0)
  return {
    valueMinor,
    value: {
      economics,
      totalMinor,
      meanMinor: valueMinor.length === 0 ? 0 : totalMinor / valueMinor.length,
      newCustomerMinor:
        economics.marginRate * newSpendMinor * discountedOfNew(model, parameters, unitDays, economics),
      concentration: concentrationOf(valueMinor),
      histogram: valueHistogram(valueMinor),
      cohorts: valueByCohort(histories.nCustomers, {
        firstDay: (i) => days.day[days.offsets[histories.customer[i]!]!]!,
        pastSpendMinor: run.pastSpendMinor,
        valueMinor,
        pActive: run.pActive,
      }),
    },
  }
}
