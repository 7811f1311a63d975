import type { ScenarioInput } from '../../../shared/contract/winback.ts'

/** A scenario that uses every field, with `change` made to a copy of it. */
export function example(change: (scenario: ScenarioInput) => void = () => undefined): ScenarioInput {
  const scenario: ScenarioInput = {
    schema: 'huiliu.scenario/1',
    name: 'every field',
    currency: 'CNY',
    windowDays: 30,
    audience: {
      groups: [
        {
          name: 'high',
          customers: 2000,
          organicReturn: 0.06,
          revenuePerReturn: 600,
          oneOrderRevenue: 150,
          core: true,
          reachable: { push: 0.5, sms: 0.95, call: 0.9 },
        },
        {
          name: 'low',
          customers: 8000,
          organicReturn: 0.03,
          revenuePerReturn: 300,
          oneOrderRevenue: 120,
          core: false,
          reachable: { push: 0.4, sms: 0.9 },
        },
      ],
    },
    organicStayRate: 0.6,
    value: { marginRate: 0.3, acquisitionCost: 90 },
    northStar: { coreCustomers: 5000, monthlyRepurchaseOfReturned: 0.35 },
    ladder: [
      {
        channel: 'push',
        day: 0,
        unitCost: 0.01,
        delivered: 0.95,
        response: 0.01,
        optOut: 0.002,
        stayRate: 0.6,
      },
      {
        channel: 'sms',
        day: 7,
        unitCost: 0.05,
        delivered: { high: 0.97, '*': 0.9 },
        response: { high: 0.03, low: 0.02 },
        optOut: 0.004,
        offer: true,
        stayRate: 0.4,
      },
      {
        channel: 'call',
        day: 14,
        unitCost: 4,
        chargedOn: 'delivered',
        delivered: 0.5,
        response: 0.12,
        optOut: 0.001,
        groups: ['high'],
        stayRate: 0.5,
      },
    ],
    offer: {
      kind: 'coupon',
      faceValue: 20,
      minimumSpend: 99,
      eligibleShare: 0.8,
      redeemShare: 0.5,
      lift: { maximum: 1, halfFace: 15, shape: 1.5 },
    },
    ledgers: {
      direct: { fixed: 300 },
      opportunity: { on: true, alternativeRoi: 0.2 },
      hidden: { on: true, hours: 24, hourCost: 80, upkeep: 500, optOutValue: 15 },
    },
    budget: 3000,
    caps: [{ channel: 'call', maximum: 400 }],
    uncertainty: {
      draws: 20,
      seed: 3,
      valueVariation: 0.2,
      sampleSizes: { response: 200, delivered: 200, organicReturn: 200, redeemShare: 200, stayRate: 200 },
    },
  }
  change(scenario)
  return scenario
}

/** Sets what stands at a path such as "ladder[1].delivered"; `undefined` takes it away. */
export function put(scenario: object, path: string, value: unknown): void {
  const parts = path.split(/[.[\]]+/).filter((part) => part !== '')
  const last = parts.pop() ?? ''
  const at = parts.reduce<Record<string, unknown>>(
    (object, part) => object[part] as Record<string, unknown>,
    scenario as Record<string, unknown>,
  )
  if (value === undefined) delete at[last]
  else at[last] = value
}
