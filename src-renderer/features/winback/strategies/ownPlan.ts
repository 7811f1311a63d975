import type { StrategiesInput } from '../../../../shared/contract/winbackStrategies.ts'
import { useWhatIf } from '../store.ts'
import { pictureOf, planOf } from '../model/budgetPicture.ts'

/** The open scenario's plan by its totals: everybody who comes back is counted, as the other strategies count. */
export function ownPlan(name: string): StrategiesInput['strategies'][number] | null {
  const { scenario } = useWhatIf.getState()
  const { plan, ledgers } = planOf(scenario, pictureOf(scenario))
  let reached = 0
  let organic = 0
  for (const { group, action, customers } of plan.allocation) {
    if (action === null) continue
    reached += customers
    organic += customers * (scenario.groups.find((one) => one.name === group)?.organicReturn ?? 0)
  }
  if (reached < 1) return null
  return {
    name,
    cost: ledgers.direct,
    reached,
    returned: Math.min(reached, plan.incrementalReturns + organic),
    organicReturn: organic / reached,
  }
}
