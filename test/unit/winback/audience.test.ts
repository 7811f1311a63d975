import { describe, expect, it } from 'vitest'
import type { AttributeTable } from '../../../shared/analytics/attributes/attributeTable.ts'
import {
  LEDGER_FLAG,
  type ContactLedger,
  type PurchaseLedger,
} from '../../../shared/analytics/ledger/ledger.ts'
import { redeemShareOf } from '../../../shared/analytics/winback/audience/redeemShare.ts'
import { reachOf } from '../../../shared/analytics/winback/audience/reach.ts'
import { standingAt, tierCuts, tierOf } from '../../../shared/analytics/winback/audience/tiers.ts'
import {
  audienceFromProject,
  basketQuantiles,
  exactPlan,
  memberAction,
  memberPlan,
  NO_RATES,
  projectRates,
  projectScenario,
  TIERS,
  type ProjectMembers,
} from '../../../shared/analytics/winback/index.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import { scenarioSchema, type Scenario, type ScenarioInput } from '../../../shared/contract/winback.ts'
import { projectFilterSchema } from '../../../shared/contract/winbackAudience.ts'
import { readInput } from '../../../shared/contract/winbackRead.ts'

const DAY = 1000

/** Orders as [day, yuan] by customer. */
function purchasesOf(orders: readonly (readonly (readonly [number, number])[])[]): PurchaseLedger {
  const all = orders.flat()
  const offsets = [0]
  for (const own of orders) offsets.push(offsets.at(-1)! + own.length)
  return {
    nCustomers: orders.length,
    nEvents: all.length,
    offsets: Uint32Array.from(offsets),
    day: Int32Array.from(all, ([day]) => day),
    amountMinor: Float64Array.from(all, ([, yuan]) => yuan * 100),
    flags: new Uint8Array(all.length).fill(LEDGER_FLAG.orderStart | LEDGER_FLAG.positive),
  }
}

function attributesOf(columns: Readonly<Record<string, readonly string[]>>): AttributeTable {
  const names = Object.keys(columns)
  const values = names.map((name) => [...new Set(columns[name])].filter((text) => text !== ''))
  return {
    nCustomers: columns[names[0] ?? '']?.length ?? 0,
    names,
    values,
    codes: names.map((name, a) => Int32Array.from(columns[name]!, (text) => values[a]!.indexOf(text))),
  }
}

const terms: ScenarioInput = {
  schema: 'huiliu.scenario/1',
  audience: { fromProject: {} },
  value: { marginRate: 0.4 },
  ladder: [
    { channel: 'push', unitCost: 0.01, response: { high: 0.02, '*': 0.01 }, groups: ['high'] },
    { channel: 'sms', day: 5, unitCost: 0.05, response: 0.03, offer: true },
    { channel: 'call', day: 9, unitCost: 4, response: 0.08 },
  ],
  offer: { faceValue: 10, redeemShare: 0.5, lift: { maximum: 1, halfFace: 10 } },
}

/** 240 customers, silent for 31 to 270 days, who spend more the lower their number. */
const purchases = purchasesOf(
  Array.from({ length: 240 }, (_, c) => [
    ...(c % 2 === 0 ? [[DAY - 400, 60 + (c % 7) * 30] as const] : []),
    [DAY - 31 - c, 60 + (c % 7) * 30] as const,
  ]),
)
const attributes = attributesOf({
  pushReachable: Array.from({ length: 240 }, (_, c) => (c % 4 === 0 ? '0' : '1')),
  smsReachable: Array.from({ length: 240 }, (_, c) => (c % 5 === 0 ? '0' : '1')),
  callReachable: Array.from({ length: 240 }, (_, c) => (c % 20 === 0 ? '0' : '1')),
})
const facts = {
  purchases,
  attributes,
  churn: null,
  lifetime: null,
  asOfDay: DAY,
  windowDays: 30,
  silentDays: 30,
  valueDays: 180,
  channels: ['push', 'sms', 'call'],
  controls: null,
}
const filter = projectFilterSchema.parse({})
const about = { filter, asOfDay: DAY, origin: 'entered', baskets: [] } as const

function madeOf(more: object = {}): { members: ProjectMembers; scenario: Scenario; input: ScenarioInput } {
  const members = audienceFromProject(facts)
  const input = { ...projectScenario(terms, members, NO_RATES, about).scenario, ...more }
  return { members, input, scenario: readInput(scenarioSchema, input) }
}

describe('standing and tiers', () => {
  it('sees nothing after the day, and tells silence and repeat orders apart', () => {
    const ledger = purchasesOf([
      [
        [10, 50],
        [40, 70],
      ],
    ])
    expect(standingAt(ledger, 0, 9)).toBeNull()
    expect(standingAt(ledger, 0, 39)).toEqual({ recencyDays: 29, orders: 1, ageDays: 29, spendMinor: 5000 })
    const cuts = tierCuts([10, 20, 30, 40, 50, 60])
    expect(cuts).toEqual({ silent: 30, lapsed: 50 })
    expect(TIERS[tierOf({ recencyDays: 30, orders: 1, ageDays: 1, spendMinor: 0 }, cuts)]).toBe('silent-once')
    expect(TIERS[tierOf({ recencyDays: 50, orders: 2, ageDays: 1, spendMinor: 0 }, cuts)]).toBe(
      'lapsed-repeat',
    )
  })
})

describe('reach', () => {
  it('is the customer’s own field; who uninstalled has no push; unknown is the share of the known', () => {
    const table = attributesOf({
      pushReachable: ['1', '是', '0', '', '1'],
      uninstalled: ['', '', '', '', '2025-01-01'],
    })
    expect([...reachOf(table, 5, 'push').share]).toEqual([1, 1, 0, 0.5, 0])
    expect(reachOf(table, 5, 'sms')).toMatchObject({ nKnown: 0 })
    expect([...reachOf(table, 5, 'sms').share]).toEqual([1, 1, 1, 1, 1])
  })
})

describe('an audience from a project', () => {
  it('leaves out whom nothing reaches, keeps everybody else in one cell, and says its sources', () => {
    const { members } = madeOf()
    expect(members.unreachable).toBe(12)
    expect(members.customer).toHaveLength(228)
    expect(members.cells.count.reduce((sum, n) => sum + n, 0)).toBe(228)
    expect(new Set(members.cellNames).size).toBe(members.cells.n)
    const sources = new Map(members.inputs.map(({ input, channel, source }) => [channel ?? input, source]))
    expect(sources.get('organic')).toBe('past-returns')
    expect(sources.get('value')).toBe('past-orders')
    expect(sources.get('push')).toBe('customer-fields')
    expect(() => audienceFromProject({ ...facts, silentDays: 3000 })).toThrow(AppError)
  })

  it('takes the churn run where there is one, brought to the window, and moves the level to that of control groups', () => {
    const churn = { horizonDays: 60, customer: [1, 2, 3], pChurn: [0.81, 0.25, 1] }
    const { audience, customer, inputs } = audienceFromProject({ ...facts, churn })
    const at = (c: number): number => audience.organicReturn[customer.indexOf(c)]!
    expect(at(1)).toBeCloseTo(0.1, 12)
    expect(at(2)).toBeCloseTo(0.5, 12)
    expect(at(3)).toBe(0)
    expect(inputs[0]).toMatchObject({ source: 'churn-model', n: 3 })
    const controls = { nControl: 1e6, returned: 2_000, expected: 1_000 }
    const moved = audienceFromProject({ ...facts, churn, controls })
    const level = 2 ** (1_000 / (1_000 + 20))
    expect(moved.audience.organicReturn[moved.customer.indexOf(1)]).toBeCloseTo(0.1 * level, 12)
    expect(moved.inputs).toContainEqual(expect.objectContaining({ source: 'control-groups', n: 1e6 }))
  })

  it('keeps given rates, maps names that the project does not have, and refuses groups of another project', () => {
    const { scenario, members } = madeOf()
    expect(scenario.ladder[0]?.response).toEqual({ '*': 0.01 })
    expect(scenario.ladder[0]?.groups).toEqual(['*'])
    const tiered = projectScenario(
      { ...terms, ladder: [{ ...terms.ladder[0]!, groups: ['recent-once'] }] },
      members,
      NO_RATES,
      about,
    )
    expect(tiered.scenario.ladder[0]?.groups?.every((name) => name.startsWith('recent-once '))).toBe(true)
    const foreign = readInput(scenarioSchema, {
      ...terms,
      ladder: [terms.ladder[1]!],
      audience: { groups: [{ name: 'vip', customers: 3, revenuePerReturn: 100 }] },
    })
    expect(() => memberPlan(foreign, members)).toThrow(/scenario-invalid/)
  })
})

describe('the exact pass', () => {
  it('spends within the budget and earns no less than the cells, but for the last customer', () => {
    const { members, scenario } = madeOf({ budget: 40 })
    const { exact, cells, contacted, customers } = exactPlan(scenario, members)
    expect(customers).toBe(228)
    expect(exact.cost).toBeLessThanOrEqual(40 * (1 + 1e-9))
    expect(contacted).toBeGreaterThan(0)
    expect(exact.profit).toBeGreaterThan(cells.profit * 0.9)
  })

  it('never sends by a channel that does not reach a customer', () => {
    const { members, scenario } = madeOf({ budget: 400 })
    const plan = memberPlan(scenario, members)
    for (let i = 0; i < members.customer.length; i++) {
      const { reachable } = plan.input.audience
      if (memberAction(plan, i) === 'push') expect(reachable[0]![i]).toBe(1)
    }
  })

  it('keeps caps, and follows what the hand changed', () => {
    const capped = madeOf({ budget: 400, caps: [{ channel: 'call', maximum: 5 }] })
    const plan = memberPlan(capped.scenario, capped.members)
    const { input } = plan
    let calls = 0
    plan.slot.forEach((slot, i) => {
      if (slot >= 4) calls += input.audience.reachable[2]![i]!
    })
    expect(calls).toBeLessThanOrEqual(8)
    const groups = capped.scenario.groups.map((group) => ({
      ...group,
      revenuePerReturn: group.revenuePerReturn * 2,
    }))
    const richer = exactPlan({ ...capped.scenario, groups }, capped.members)
    expect(richer.exact.profit).toBeGreaterThan(plan.totals.profit)
  })
})

describe('measured rates', () => {
  /** every customer contacted once by SMS or left alone; of the contacted every third orders */
  const n = 600
  const contacts: ContactLedger = {
    nCustomers: n,
    nEvents: n,
    offsets: Uint32Array.from({ length: n + 1 }, (_, i) => i),
    day: new Int32Array(n).fill(DAY - 60),
    campaign: new Uint32Array(n).fill(1),
    channel: Uint16Array.from({ length: n }, (_, c) => (c % 2 === 0 ? 1 : 0)),
    variant: new Uint16Array(n),
    control: Uint8Array.from({ length: n }, (_, c) => c % 2),
    costMinor: new Float64Array(n),
    couponFaceMinor: new Float64Array(n),
    delivered: new Uint8Array(n).fill(1),
    opened: new Uint8Array(n).fill(255),
    clicked: new Uint8Array(n).fill(255),
    redeemed: new Uint8Array(n).fill(255),
  }
  const ledger = purchasesOf(
    Array.from({ length: n }, (_, c) => [
      [DAY - 200 - (c % 90), 80] as const,
      ...(c % 6 === 0 ? [[DAY - 50, 80] as const] : []),
    ]),
  )

  it('replace what the scenario says, with intervals and the size of the trial', () => {
    const members = audienceFromProject({ ...facts, purchases: ledger, attributes: attributesOf({}) })
    const rates = projectRates(contacts, ledger, ['', 'sms'], { silent: 60, lapsed: 180 }, 30, DAY)
    const { scenario, audience } = projectScenario(terms, members, rates, about)
    const sms = audience.rates.find(
      ({ kind, channel, tier }) => kind === 'response' && channel === 'sms' && tier === null,
    )
    expect(sms).toMatchObject({ source: 'measured', nTreated: 300, nControl: 300 })
    expect(sms?.value).toBeGreaterThan(0.03)
    expect(sms?.interval?.low).toBeLessThan(sms?.value ?? 0)
    const entered = audience.rates.find(({ kind, channel }) => kind === 'response' && channel === 'call')
    expect(entered).toMatchObject({ source: 'entered', value: 0.08, interval: null })
    const response = readInput(scenarioSchema, scenario).ladder[1]?.response
    expect(typeof response).toBe('object')
    for (const rate of Object.values(response ?? {})) expect(rate >= 0 && rate <= 1).toBe(true)
  })

  it('tell prices and redemptions; what a person gave is kept, a starting value is not', () => {
    const paid: ContactLedger = {
      ...contacts,
      costMinor: new Float64Array(n).fill(6),
      couponFaceMinor: Float64Array.from(contacts.control, (control) => (control === 1 ? 0 : 1000)),
      redeemed: Uint8Array.from(contacts.control, (control, c) =>
        control === 1 ? 255 : c % 12 === 0 ? 1 : 0,
      ),
    }
    const members = audienceFromProject({ ...facts, purchases: ledger, attributes: attributesOf({}) })
    const rates = projectRates(paid, ledger, ['', 'sms'], { silent: 60, lapsed: 180 }, 30, DAY)
    expect(rates.unitCosts).toEqual([{ channel: 'sms', perSent: 0.06, perDelivered: 0.06, n: 300 }])
    const [use] = rates.redemptions
    expect(use).toMatchObject({ channel: 'sms', faceMinor: 1000, nIssued: 300 })
    expect(use!.nRedeemed).toBeGreaterThan(0)
    expect(use!.nReturned).toBeGreaterThanOrEqual(use!.nRedeemed)
    const given = { ...terms, offer: { ...terms.offer!, minimumSpend: 60, eligibleShare: 0.4 } }
    const baskets = [20, 40, 60, 80, 100]
    const kept = projectScenario(given, members, rates, { ...about, baskets })
    expect(kept.scenario.ladder[1]?.unitCost).toBe(0.05)
    expect(kept.scenario.offer?.eligibleShare).toBe(0.4)
    const own = projectScenario(given, members, rates, { ...about, baskets, origin: 'starting-table' })
    expect(own.scenario.ladder[1]?.unitCost).toBe(0.06)
    expect(own.scenario.ladder[2]?.unitCost).toBe(4)
    expect(own.scenario.offer?.eligibleShare).toBe(0.6)
    expect(own.audience.inputs).toContainEqual({
      input: 'eligible',
      channel: null,
      mean: 0.6,
      source: 'past-orders',
      n: null,
    })
    const redeemed = own.audience.rates.find(({ kind }) => kind === 'redemption')
    expect(redeemed).toMatchObject({ channel: 'sms', faceValue: 10, nTreated: 300 })
    expect(redeemed!.value).toBeCloseTo(use!.nRedeemed / 300, 12)
  })
})

describe('baskets', () => {
  it('are a year of orders, lines of a day together from their first line on', () => {
    const lines = purchasesOf([
      [
        [DAY - 400, 999],
        [DAY - 5, 10],
        [DAY - 5, 30],
        [DAY, 60],
      ],
      [[DAY + 1, 500]],
    ])
    lines.flags[2] = LEDGER_FLAG.positive
    const quantiles = basketQuantiles(lines, DAY)
    expect(quantiles).toHaveLength(101)
    expect(new Set(quantiles)).toEqual(new Set([40, 60]))
    expect(basketQuantiles(lines, DAY - 2_000)).toEqual([])
  })
})

describe('holders who redeem', () => {
  const base = { value: 0.02, variance: 0.002 ** 2 }
  const joint = { channels: new Map([['sms', base]]), lift: { value: 1, variance: 0.2 ** 2 } }
  const rates = {
    ...NO_RATES,
    controls: { nControl: 10_000, returned: 500, expected: 500 },
    redemptions: [{ channel: 'sms', faceMinor: 2000, nIssued: 20_000, nRedeemed: 700, nReturned: 1_550 }],
  }

  it('are those redeemed whom the coupon did not bring, of all holders who came', () => {
    // 20,000 x 0.95 x 0.02 x 1 x 20 / (20 + 20) = 190 came for it: 510 of 1,360 others redeemed
    const share = redeemShareOf(rates, joint, 20, 0.75, 0.5)
    expect(share?.value).toBeCloseTo(510 / 1_360 / 0.75, 2)
    expect(share?.nIssued).toBe(20_000)
    expect(share?.sampleSize).toBeGreaterThan(100)
  })

  it('stay as they were given where nothing can tell', () => {
    expect(redeemShareOf({ ...rates, controls: null }, joint, 20, 1, 0.5)).toBeNull()
    expect(redeemShareOf(rates, { ...joint, lift: null }, 20, 1, 0.5)).toBeNull()
    const few = [{ ...rates.redemptions[0]!, nIssued: 60, nRedeemed: 3, nReturned: 5 }]
    expect(redeemShareOf({ ...rates, redemptions: few }, joint, 20, 1, 0.5)).toBeNull()
  })
})
