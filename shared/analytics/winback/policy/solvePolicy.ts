import type { Policy, PolicyCap } from '../../../contract/winbackPolicy.ts'
import type { PolicyResult } from '../../../contract/winbackResult.ts'
import { actionsAt, buy, frontierOf } from './frontier.ts'
import { hullBuilder } from './hull.ts'
import { planUnderLimits, type LimitedActions } from './limits.ts'

type PolicyAction = Policy['customers'][number]['actions'][number]

/**
 * Whom to do what for under a budget: a multiple-choice knapsack. Without caps the customers' hull steps are taken the
 * steepest first (the plan is within one customer's step of the LP bound); with caps the LP relaxation is solved and
 * rounded (within as many steps as limits bind). Actions that gain nothing and actions below a customer's hull are never
 * used without caps. Ties: the earlier customer first. Throws `cancelled`. Cost: see `frontierOf`, `planUnderLimits`.
 */
export function solvePolicy(policy: Policy, isCancelled?: () => boolean): PolicyResult {
  const { customers, budget } = policy
  const table = tableOf(policy)
  const nameOf = (i: number, action: number): string | null =>
    action < 0 ? null : (customers[i]?.actions[action - (table.offsets[i] ?? 0)]?.name ?? null)
  if (table.limits.length > 0) {
    const { plan, cost, shadowPrice, limits, frontier } = planUnderLimits(table, budget, isCancelled)
    const chosen = new Int32Array(customers.length).fill(-1)
    for (const [i, action] of plan.lines) chosen[i] = action
    return {
      allocation: customers.map(({ name }, i) => ({ name, action: nameOf(i, chosen[i] ?? -1) })),
      gain: plan.gain,
      cost,
      bound: plan.bound,
      shadowPrice,
      frontier,
      caps: limits.map((limit, k) => ({
        channel: policy.caps[k]?.channel ?? null,
        tier: policy.caps[k]?.tier ?? null,
        ...limit,
      })),
    }
  }
  const builder = hullBuilder(table.gain.length)
  for (let i = 0; i < table.nItems; i++) {
    const start = table.offsets[i]!
    const end = table.offsets[i + 1]!
    builder.add(i, table.gain.subarray(start, end), table.cost.subarray(start, end), end - start, start)
  }
  const frontier = frontierOf(builder.steps(), null)
  const bought = buy(frontier, budget)
  const chosen = actionsAt(frontier, bought, table.nItems)
  return {
    allocation: customers.map(({ name }, i) => ({ name, action: nameOf(i, chosen[i] ?? -1) })),
    gain: bought.gain,
    cost: bought.cost,
    bound: bought.bound,
    shadowPrice: bought.shadowPrice,
    frontier: Array.from({ length: frontier.nUseful }, (_, k) => ({
      cost: frontier.cost[k]!,
      gain: frontier.gain[k]!,
    })),
  }
}

function tableOf({ customers, caps }: Policy): LimitedActions {
  const offsets = new Uint32Array(customers.length + 1)
  customers.forEach(({ actions }, i) => {
    offsets[i + 1] = offsets[i]! + actions.length
  })
  const actions = customers.flatMap((customer) => customer.actions)
  return {
    nItems: customers.length,
    offsets,
    count: new Uint8Array(customers.length).fill(1),
    gain: Float64Array.from(actions, ({ gain }) => gain),
    cost: Float64Array.from(actions, ({ cost }) => cost),
    limits: caps.map((cap) => ({
      unit: cap.unit,
      maximum: cap.maximum,
      use: Float64Array.from(
        customers.flatMap(({ tier, actions: own }) =>
          own.map((action) => (cap.tier === undefined || cap.tier === tier ? useOf(action, cap) : 0)),
        ),
      ),
    })),
  }
}

/** What one customer's action uses of a cap. Money counts wholly for an action that contacts the cap's channel. */
function useOf({ name, channel, contacts, cost }: PolicyAction, cap: PolicyCap): number {
  const counts = contacts ?? { [channel ?? name]: 1 }
  const own = cap.channel === undefined ? Object.values(counts) : [countOf(counts, cap.channel)]
  const n = own.reduce((sum, count) => sum + count, 0)
  if (cap.unit === 'contacts') return n
  return cap.channel === undefined || n > 0 ? cost : 0
}

function countOf(counts: Readonly<Record<string, number>>, channel: string): number {
  return Object.hasOwn(counts, channel) ? (counts[channel] ?? 0) : 0
}
