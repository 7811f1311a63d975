import type { Scenario } from '../../../../shared/contract/winback.ts'
import type { BudgetPicture, BudgetPlan } from './budgetPicture.ts'
import type { PlainKey } from '../../../app/screen.ts'
import { inputOf, preparedOf } from './evaluation.ts'

/** `costs`: returns less than it costs; `budget`: would earn, the money is spent before; `coupon`, `step`: spared in part. */
export type AloneReason = 'costs' | 'budget' | 'coupon' | 'step'

export const ALONE_REASONS: Readonly<Record<AloneReason, PlainKey>> = {
  costs: 'whatif.aloneCosts',
  budget: 'whatif.aloneBudget',
  coupon: 'whatif.aloneCoupon',
  step: 'whatif.aloneStep',
}

export interface AloneRow {
  readonly group: string
  readonly reason: AloneReason
  readonly customers: number
  /** direct cost of the whole ladder with its offer, less what the plan spends on them */
  readonly saved: number
}

/** Customers who are spared something against the whole ladder, by group and reason. */
export function aloneRows(scenario: Scenario, picture: BudgetPicture, { plan }: BudgetPlan): AloneRow[] {
  const input = inputOf(scenario)
  const { nSlots, cost } = preparedOf(scenario).table
  const wouldBeReached = new Map<string, number>()
  for (const { group, action, customers } of picture.best.allocation) {
    if (action !== null) wouldBeReached.set(group, (wouldBeReached.get(group) ?? 0) + customers)
  }
  const rows: AloneRow[] = []
  for (const line of plan.allocation) {
    const entry = scenario.groups.findIndex(({ name }) => name === line.group)
    const whole = line.customers * wholeCost(entry)
    const saved = whole - line.cost
    if (!(saved > 0.005)) continue
    const reason: AloneReason =
      line.action === null
        ? (wouldBeReached.get(line.group) ?? 0) > 0
          ? 'budget'
          : 'costs'
        : !line.withOffer && input.offer !== null
          ? 'coupon'
          : 'step'
    rows.push({ group: line.group, reason, customers: line.customers, saved })
  }
  return rows.toSorted((a, b) => b.saved - a.saved)

  /** Direct cost of one customer of an entry who climbs all of the ladder. */
  function wholeCost(entry: number): number {
    let most = 0
    for (let slot = nSlots - 1; slot >= 0 && most === 0; slot--) most = cost[entry * nSlots + slot] ?? 0
    return most
  }
}
