import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { memberPlan, type MemberPlan } from '../../../shared/analytics/winback/index.ts'
import { buy, frontierOf } from '../../../shared/analytics/winback/policy/frontier.ts'
import { hullBuilder } from '../../../shared/analytics/winback/policy/hull.ts'
import { scenarioSchema, type Scenario, type ScenarioInput } from '../../../shared/contract/winback.ts'
import { projectFilterSchema } from '../../../shared/contract/winbackAudience.ts'
import { readInput } from '../../../shared/contract/winbackRead.ts'
import { CHURN_SEED } from '../../../shared/contract/churn.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import { AnalyticsKeys } from '../../../src-main/workers/analyticsKeys.ts'
import { ChurnSession } from '../../../src-main/workers/churnSession.ts'
import { churnSource } from '../../../src-main/workers/churnSource.ts'
import { createSampleProject } from '../../../src-main/workers/sampleProject.ts'
import { WinbackSession } from '../../../src-main/workers/winbackSession.ts'
import { winbackSource } from '../../../src-main/workers/winbackSource.ts'
import { readTrueCustomers, trueWorth, type TrueStep, type TrueWorth } from './trueWorth.ts'

/** Whoever spends the money. */
export const PLANNERS = [
  'knowing every customer',
  'knowing every cell',
  'measured',
  'coupon to everybody',
  'highest churn risk first',
  'highest value first',
  'RFM rule: push, then SMS',
] as const
/** See `PLANNERS`. */
export type Planner = (typeof PLANNERS)[number]

/** What each planner truly earns of one shop at the same budget. */
export interface Judgement {
  readonly seed: number
  readonly customers: number
  readonly budget: number
  readonly profit: Readonly<Record<Planner, number>>
  readonly spent: Readonly<Record<Planner, number>>
  readonly cpuSeconds: number
}

/** Yuan a customer of the audience. */
const BUDGET_EACH = 0.5
const MADE_AT_MS = 1_762_992_000_000
const FACE = 20
const HORIZON_DAYS = 30
/**
 * Of 12,234 delivered coupons of 20 in the shops of seeds 401 to 410, 791 were redeemed and 1,604 holders came back within 30
 * days, some 230 of them because of the coupon: (791 - 230) / (1,604 - 230).
 */
const TRUE_REDEEM_SHARE = 0.41
const QUIET = { isCancelled: () => false, progress: () => undefined }

/** A ladder with starting values, as in the built-in scenarios; the shop's own contacts replace what they measure. */
const LADDER: ScenarioInput = {
  schema: 'huiliu.scenario/1',
  windowDays: 30,
  audience: { fromProject: {} },
  value: { marginRate: 0.3 },
  ladder: [
    {
      channel: 'push',
      day: 0,
      unitCost: 0.01,
      response: 0.007,
      delivered: 0.95,
      optOut: 0.002,
      stayRate: 0.5,
    },
    {
      channel: 'email',
      day: 3,
      unitCost: 0.01,
      response: 0.009,
      delivered: 0.9,
      optOut: 0.001,
      stayRate: 0.5,
    },
    {
      channel: 'sms',
      day: 7,
      unitCost: 0.05,
      response: 0.018,
      delivered: 0.97,
      optOut: 0.004,
      stayRate: 0.45,
      offer: true,
    },
    {
      channel: 'call',
      day: 14,
      unitCost: 3.5,
      response: 0.06,
      delivered: 0.5,
      optOut: 0.01,
      stayRate: 0.5,
    },
  ],
  offer: { kind: 'coupon', faceValue: FACE, redeemShare: 0.5, lift: { maximum: 1, halfFace: 20, shape: 1 } },
  ledgers: { hidden: { on: true, optOutValue: 15 } },
}
const CALL_STEP = 3

/**
 * Makes the shop of a seed and lets every planner spend the same money on it. `hasChurnRun`: the warning model is trained in
 * the project first, as the screens propose it, and tells who would come by himself.
 */
export async function judgeSeed(seed: number, customers: number, hasChurnRun = false): Promise<Judgement> {
  const begun = process.cpuUsage()
  const folder = mkdtempSync(join(tmpdir(), 'huiliu-winback-truth-'))
  try {
    const path = join(folder, 'shop.huiliu')
    const made = await createSampleProject(path, { customers, seed, nowMs: MADE_AT_MS }, QUIET)
    if (hasChurnRun) trainChurn(path)
    const source = winbackSource(path)
    const filter = projectFilterSchema.parse({})
    const session = new WinbackSession(source)
    const of = session.audience({ scenario: { ...LADDER }, isStarting: true, filter }, 'CNY', QUIET)
    const budget = Math.round(BUDGET_EACH * of.audience.customers)
    const scenario = readInput(scenarioSchema, { ...of.scenario, budget })
    const members = session.membersOf(scenario, filter)
    const keys = new AnalyticsKeys(source.readCustomerKeys())
    const truth = readTrueCustomers(made.truthCsv, FACE)
    const own = Array.from(members.customer, (c) => truth.get(keys.at(c))!)
    const { channels } = memberPlan(scenario, members).input.ladder
    const delivered = { push: 0.83, email: 0.94, sms: 0.97, call: 0.56 }
    const terms = {
      windowDays: scenario.windowDays,
      marginRate: scenario.value.marginRate,
      faceValue: FACE,
      redeemShare: TRUE_REDEEM_SHARE,
      delivered,
    }
    const worth = (i: number, steps: readonly TrueStep[]): TrueWorth =>
      trueWorth(
        own[i]!,
        steps,
        (channel) => members.audience.reachable[channels.indexOf(channel)]?.[i] ?? 1,
        terms,
      )
    const ladder = stepsOf(scenario)
    const n = own.length
    const everyone = [...own.keys()]

    const plan = memberPlan(scenario, members)
    const smsCoupon = ladder.filter(({ channel }) => channel === 'sms').map((step) => ({ ...step, day: 0 }))
    const pushThenSms = ladder
      .filter(({ channel }) => channel === 'push' || channel === 'sms')
      .map((step) => ({ ...step, hasCoupon: false }))
    const { organicReturn, revenuePerReturn } = members.audience
    const inTurn: Record<
      Exclude<Planner, 'knowing every customer' | 'knowing every cell'>,
      readonly [number, readonly TrueStep[]][]
    > = {
      measured: chosenInOrder(plan).map((i) => [i, cut(ladder, plan.slot[i]!)]),
      'coupon to everybody': everyone.map((i) => [i, smsCoupon]),
      'highest churn risk first': everyone
        .toSorted((a, b) => organicReturn[a]! - organicReturn[b]!)
        .map((i) => [i, smsCoupon]),
      'highest value first': everyone
        .toSorted((a, b) => revenuePerReturn[b]! - revenuePerReturn[a]!)
        .map((i) => [i, smsCoupon]),
      'RFM rule: push, then SMS': everyone.filter((i) => members.tier[i]! >= 2).map((i) => [i, pushThenSms]),
    }
    const outcomes = Object.entries(inTurn).map(([name, list]) => {
      let [gain, cost] = [0, 0]
      for (const [i, steps] of list) {
        const one = worth(i, steps)
        if (cost + one.cost > budget) break
        gain += one.gain
        cost += one.cost
      }
      return [name, { gain, cost }] as const
    })
    outcomes.push(['knowing every customer', knowing(n, (i) => i, n, ladder, worth, budget)])
    outcomes.push([
      'knowing every cell',
      knowing(n, (i) => members.cellOf[i]!, members.cells.n, ladder, worth, budget),
    ])
    const pick = (of: 'gain' | 'cost'): Record<Planner, number> =>
      Object.fromEntries(outcomes.map(([name, one]) => [name, one[of]])) as Record<Planner, number>
    const { user, system } = process.cpuUsage(begun)
    return {
      seed,
      customers: n,
      budget,
      profit: pick('gain'),
      spent: pick('cost'),
      cpuSeconds: (user + system) / 1e6,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function trainChurn(path: string): void {
  const session = new ChurnSession(churnSource(path))
  const alive = { purchases: true, events: [] }
  const { lastDay } = session.setup({ alive })
  if (lastDay === null) throw new AppError('no-data')
  const source = {
    kind: 'history',
    asOfDay: lastDay,
    horizonDays: HORIZON_DAYS,
    testDay: null,
    alive,
  } as const
  session.train({ source, model: 'auto', seed: CHURN_SEED }, MADE_AT_MS, { nDriftDays: 0 })
}

function stepsOf({ ladder }: Scenario): TrueStep[] {
  return ladder.map(({ channel, day, unitCost, chargedOn, offer }) => ({
    channel,
    day,
    unitCost,
    isPaidDelivered: chargedOn === 'delivered',
    hasCoupon: offer,
  }))
}

/** The ladder up to a slot's step, with its coupon or without. */
function cut(ladder: readonly TrueStep[], slot: number): TrueStep[] {
  const withOffer = slot % 2 === 1
  return ladder.slice(0, (slot >> 1) + 1).map((step) => ({ ...step, hasCoupon: withOffer && step.hasCoupon }))
}

/** What earns most a yuan first: what a budget that runs out early would leave out is the least. */
function chosenInOrder({ slot, gain, cost }: MemberPlan): number[] {
  const ratio = (i: number): number => gain[i]! / Math.max(1e-9, cost[i]!)
  return [...slot.keys()].filter((i) => slot[i]! >= 0).sort((a, b) => ratio(b) - ratio(a))
}

/** The best plan when the true worth of every action is known as a mean over items; an item of one is a customer. */
function knowing(
  n: number,
  itemOf: (i: number) => number,
  nItems: number,
  ladder: readonly TrueStep[],
  worth: (i: number, steps: readonly TrueStep[]) => TrueWorth,
  budget: number,
): { gain: number; cost: number } {
  const nSlots = 2 * (CALL_STEP + 1)
  const gain = new Float64Array(nItems * nSlots)
  const cost = new Float64Array(nItems * nSlots)
  const count = new Float64Array(nItems)
  for (let i = 0; i < n; i++) {
    const item = itemOf(i)
    count[item] = count[item]! + 1
    for (let slot = 0; slot < nSlots; slot++) {
      const one = worth(i, cut(ladder, slot))
      gain[item * nSlots + slot] = gain[item * nSlots + slot]! + one.gain
      cost[item * nSlots + slot] = cost[item * nSlots + slot]! + one.cost
    }
  }
  const builder = hullBuilder(nItems * 2)
  const mean = (sums: Float64Array, item: number): Float64Array =>
    sums.slice(item * nSlots, (item + 1) * nSlots).map((sum) => sum / count[item]!)
  for (let item = 0; item < nItems; item++) {
    builder.add(item, mean(gain, item), mean(cost, item), nSlots, 0)
  }
  const bought = buy(frontierOf(builder.steps(), count), budget)
  return { gain: bought.gain, cost: bought.cost }
}
