import type { Scenario, ScenarioCap } from '../../../contract/winback.ts'
import type { CurvePoint, PlanLine, PlanResult } from '../../../contract/winbackResult.ts'
import type { Evaluation } from '../evaluate.ts'
import { actionsAt } from '../policy/frontier.ts'
import { curveUnderLimits, planUnderLimits, type Limit, type LimitedActions } from '../policy/limits.ts'
import { fixedTotal, planAt, plannerOf, type PlanInput, type Planner } from './planner.ts'
import { pricerOf, type Pricer } from './pricer.ts'

/** Per customer: gains, costs, returns and contacts of every group's slots. */
interface SlotTable {
  readonly nSlots: number
  readonly gain: Float64Array
  readonly cost: Float64Array
  readonly returns: Float64Array
  readonly contacts: Float64Array
  readonly messageCost: Float64Array
}

/** What all plans of one evaluation share, whatever their budget and caps. */
export interface PreparedPlan {
  readonly input: PlanInput
  readonly planner: Planner
  readonly table: SlotTable
  readonly frontier: readonly CurvePoint[]
  readonly forced: readonly CurvePoint[]
  /** what the caps of a scenario leave, made with the first plan under them */
  readonly underCaps: WeakMap<readonly ScenarioCap[], UnderCaps>
}

interface UnderCaps {
  readonly actions: LimitedActions
  readonly frontier: readonly CurvePoint[]
}

/** Prices an evaluation's slots and sorts its frontier, for many plans. Throws `cancelled`. Cost: see `plannerOf`. */
export function preparePlan({ model, solved }: Evaluation, isCancelled?: () => boolean): PreparedPlan {
  const { audience, ladder, economics } = model
  const input: PlanInput = { audience, ladder, economics, offer: solved.offer, rho: solved.rho ?? 0 }
  const planner = plannerOf(input, isCancelled)
  const { cost, gain, nSteps, nUseful } = planner.frontier
  const forced = Array.from({ length: nSteps }, (_, k) => ({ cost: cost[k]!, gain: gain[k]! }))
  return {
    input,
    planner,
    table: slotTable(input),
    frontier: forced.slice(0, nUseful),
    forced,
    underCaps: new WeakMap(),
  }
}

type Line = readonly [group: number, slot: number, customers: number]

/**
 * The best use of a scenario's budget under its caps: every customer of a group is offered the ladder up to some step,
 * with or without the offer, or is left alone. Without a budget the caps alone limit. `prepared` is `preparePlan` of the same
 * evaluation. Throws `cancelled`. Cost: see `planUnderLimits`; without caps some operations a group.
 */
export function planScenario(
  scenario: Scenario,
  evaluation: Evaluation,
  isCancelled?: () => boolean,
  prepared: PreparedPlan = preparePlan(evaluation, isCancelled),
): PlanResult {
  const { sums } = evaluation
  const { input, planner, table } = prepared
  const { economics } = input
  const budget = scenario.budget ?? null
  const fixed = fixedTotal(economics)
  const finish = (
    lines: readonly Line[],
  ): Pick<PlanResult, 'allocation' | 'incrementalReturns' | 'leftAlone'> => ({
    allocation: allocationOf(scenario, input, table, lines),
    incrementalReturns: lines.reduce(
      (sum, [i, slot, n]) => sum + n * table.returns[i * table.nSlots + slot]!,
      0,
    ),
    leftAlone: leftAlone(input, table, lines, sums.customers),
  })
  if (scenario.caps.length === 0) {
    const bought = planAt(planner, budget)
    const { gain, cost, bound, shadowPrice, profit } = bought
    return {
      ...finish(linesOf(planner.frontier, bought, input)),
      gain,
      cost,
      bound,
      shadowPrice,
      fixed,
      profit,
      frontier: prepared.frontier,
      forced: prepared.forced,
      caps: [],
    }
  }
  const { actions, frontier } = underCapsOf(scenario, prepared, isCancelled)
  const limited = planUnderLimits(actions, budget, isCancelled, frontier)
  const { plan } = limited
  return {
    ...finish(plan.lines.map(([i, action, n]) => [i, action - i * table.nSlots, n])),
    gain: plan.gain,
    cost: limited.cost,
    bound: plan.bound,
    shadowPrice: limited.shadowPrice,
    fixed,
    profit: plan.gain - fixed,
    frontier: limited.frontier,
    forced: [],
    caps: limited.limits.map((limit, k) => ({
      channel: scenario.caps[k]?.channel ?? null,
      group: scenario.caps[k]?.group ?? null,
      ...limit,
    })),
  }
}

function underCapsOf(scenario: Scenario, prepared: PreparedPlan, isCancelled?: () => boolean): UnderCaps {
  const found = prepared.underCaps.get(scenario.caps)
  if (found) return found
  const { input, table } = prepared
  const { n, count } = input.audience
  const actions = {
    nItems: n,
    offsets: Uint32Array.from({ length: n + 1 }, (_, i) => i * table.nSlots),
    count,
    gain: table.gain,
    cost: table.cost,
    limits: scenario.caps.map((cap) => limitOf(cap, scenario, input, table)),
  }
  const made = { actions, frontier: curveUnderLimits(actions, isCancelled) }
  prepared.underCaps.set(scenario.caps, made)
  return made
}

function slotTable({ audience, ladder, economics, offer, rho }: PlanInput): SlotTable {
  const pricer = pricerOf(ladder, economics, offer, rho, true)
  const gather = (of: (pricer: Pricer) => Float64Array): Float64Array =>
    new Float64Array(audience.n * of(pricer).length)
  const table = {
    nSlots: pricer.nSlots,
    gain: gather(({ gain }) => gain),
    cost: gather(({ cost }) => cost),
    returns: gather(({ returns }) => returns),
    contacts: gather(({ contacts }) => contacts),
    messageCost: gather(({ messageCost }) => messageCost),
  }
  for (let i = 0; i < audience.n; i++) {
    pricer.price(audience, i)
    for (const name of ['gain', 'cost', 'returns', 'contacts', 'messageCost'] as const) {
      table[name].set(pricer[name], i * pricer[name].length)
    }
  }
  return table
}

function linesOf(
  frontier: Parameters<typeof actionsAt>[0],
  bought: Parameters<typeof actionsAt>[1],
  { audience }: PlanInput,
): Line[] {
  const lines: Line[] = []
  let partial: Line | null = null
  const chosen = actionsAt(frontier, bought, audience.n, (i, slot, n) => {
    partial = [i, slot, n]
  })
  const [partialGroup, , nPartial]: Line = partial ?? [-1, -1, 0]
  chosen.forEach((slot, i) => {
    const n = audience.count[i]! - (i === partialGroup ? nPartial : 0)
    if (slot >= 0 && n > 0) lines.push([i, slot, n])
    if (i === partialGroup && partial !== null) lines.push(partial)
  })
  return lines
}

function allocationOf(
  scenario: Scenario,
  input: PlanInput,
  table: SlotTable,
  lines: readonly Line[],
): PlanLine[] {
  const byGroup = scenario.groups.map((): Line[] => [])
  for (const line of lines) byGroup[line[0]]?.push(line)
  return scenario.groups.flatMap(({ name, customers }, i) => {
    const own = byGroup[i] ?? []
    const alone = own.reduce((left, [, , n]) => left - n, customers)
    const nothing = { action: null, withOffer: false, cost: 0, gain: 0, incrementalReturns: 0 }
    return [
      ...own.map(([, slot, n]) => {
        const at = i * table.nSlots + slot
        return {
          group: name,
          action: actionName(input, i, slot),
          withOffer: slot % 2 === 1,
          customers: n,
          cost: n * table.cost[at]!,
          gain: n * table.gain[at]!,
          incrementalReturns: n * table.returns[at]!,
        }
      }),
      ...(alone > 0 ? [{ group: name, customers: alone, ...nothing }] : []),
    ]
  })
}

/** The channels that a group meets up to a slot's step: "push > email > sms". */
export function actionName({ audience, ladder }: PlanInput, i: number, slot: number): string {
  const names: string[] = []
  for (let s = 0; s <= slot >> 1; s++) {
    if (ladder.allowed[s * ladder.nClasses + audience.rateClass[i]!] === 0) continue
    names.push(ladder.channels[ladder.channel[s]!] ?? '')
  }
  return names.join(' > ')
}

/** Customers with no line, and what the whole ladder with its offer would have spent on them. */
function leftAlone(
  { audience }: PlanInput,
  table: SlotTable,
  lines: readonly Line[],
  nCustomers: number,
): { customers: number; saved: number } {
  const busy = new Float64Array(audience.n)
  for (const [i, , n] of lines) busy[i] = busy[i]! + n
  let saved = 0
  let customers = nCustomers
  for (let i = 0; i < audience.n; i++) {
    customers -= busy[i]!
    let last = 0
    for (let slot = 0; slot < table.nSlots; slot++) {
      const cost = table.cost[i * table.nSlots + slot]!
      if (table.returns[i * table.nSlots + slot]! > 0 || cost > 0) last = cost
    }
    saved += (audience.count[i]! - busy[i]!) * last
  }
  return { customers, saved }
}

/** Contacts count what is sent by the channel; money its messages, or all direct cost when no channel is named. */
function limitOf(cap: ScenarioCap, scenario: Scenario, { ladder }: PlanInput, table: SlotTable): Limit {
  const nChannels = ladder.channels.length
  const isForAll = cap.channel === undefined
  const channel = ladder.channels.indexOf(cap.channel ?? '')
  const counted = cap.unit === 'money' ? table.messageCost : table.contacts
  const use = Float64Array.from(table.gain, (_, at) => {
    const group = scenario.groups[Math.floor(at / table.nSlots)]?.name
    if (cap.group !== undefined && group !== cap.group) return 0
    if (cap.unit === 'money' && isForAll) return table.cost[at]!
    let used = 0
    for (let c = 0; c < nChannels; c++) if (isForAll || c === channel) used += counted[at * nChannels + c]!
    return used
  })
  return { unit: cap.unit, maximum: cap.maximum ?? (cap.perDay ?? 0) * scenario.windowDays, use }
}
