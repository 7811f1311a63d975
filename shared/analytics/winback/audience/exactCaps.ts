import type { Scenario } from '../../../contract/winback.ts'
import { solveCapped } from '../policy/capped.ts'
import type { PlanInput } from '../plan/planner.ts'
import { pricerOf } from '../plan/pricer.ts'

/** The slot of every member under budget and caps, -1 = left alone. Cost: as `solveCapped`; contacts by slot are kept. */
export function planCapped(scenario: Scenario, input: PlanInput, isCancelled?: () => boolean): Int32Array {
  const { audience, ladder, economics, offer, rho } = input
  const pricer = pricerOf(ladder, economics, offer, rho, true)
  const { nSlots } = pricer
  const { n } = audience
  const nChannels = ladder.channels.length
  const gain = new Float64Array(n * nSlots)
  const cost = new Float64Array(n * nSlots)
  const uses = scenario.caps.map(() => new Float64Array(n * nSlots))
  const caps = scenario.caps.map(({ channel, group, unit }) => ({
    isMoney: unit === 'money',
    channel: channel === undefined ? null : ladder.channels.indexOf(channel),
    group: group === undefined ? null : scenario.groups.findIndex(({ name }) => name === group),
  }))
  for (let i = 0; i < n; i++) {
    pricer.price(audience, i)
    gain.set(pricer.gain, i * nSlots)
    cost.set(pricer.cost, i * nSlots)
    caps.forEach(({ isMoney, channel, group }, k) => {
      if (group !== null && audience.rateClass[i] !== group) return
      const counted = isMoney ? pricer.messageCost : pricer.contacts
      for (let slot = 0; slot < nSlots; slot++) {
        let used = isMoney && channel === null ? pricer.cost[slot]! : 0
        for (let c = 0; c < nChannels && !(isMoney && channel === null); c++) {
          if (channel === null || c === channel) used += counted[slot * nChannels + c]!
        }
        uses[k]![i * nSlots + slot] = used
      }
    })
  }
  const budget = scenario.budget ?? null
  const maxima = scenario.caps.map(({ maximum, perDay }) => maximum ?? (perDay ?? 0) * scenario.windowDays)
  const plan = solveCapped(
    {
      nItems: n,
      offsets: Uint32Array.from({ length: n + 1 }, (_, i) => i * nSlots),
      count: audience.count,
      gain,
      use: budget === null ? uses : [cost, ...uses],
      limit: budget === null ? maxima : [budget, ...maxima],
    },
    isCancelled,
  )
  const slot = new Int32Array(n).fill(-1)
  for (const [item, action, customers] of plan.lines) if (customers > 0) slot[item] = action - item * nSlots
  return slot
}
