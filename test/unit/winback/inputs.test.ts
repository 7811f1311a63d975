import { describe, expect, it } from 'vitest'
import { computeScenario, eligibleShare } from '../../../shared/analytics/winback/index.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import { scenarioSchema } from '../../../shared/contract/winback.ts'
import { policySchema } from '../../../shared/contract/winbackPolicy.ts'
import { readInput } from '../../../shared/contract/winbackRead.ts'
import { strategiesSchema } from '../../../shared/contract/winbackStrategies.ts'
import { example, put } from './example.ts'

function refusal(work: () => unknown): Record<string, unknown> {
  try {
    work()
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'scenario-invalid') return thrown.detail
    throw thrown
  }
  throw new Error('nothing was refused')
}

describe('every input moves an output', () => {
  const before = JSON.stringify(computeScenario(readInput(scenarioSchema, example())))

  it.each([
    ['windowDays', 40],
    ['audience.groups[0].name', 'top'],
    ['audience.groups[0].customers', 2100],
    ['audience.groups[0].organicReturn', 0.07],
    ['audience.groups[0].revenuePerReturn', 610],
    ['audience.groups[0].oneOrderRevenue', 160],
    ['audience.groups[0].core', false],
    ['audience.groups[0].reachable', { push: 0.6, sms: 0.95, call: 0.9 }],
    ['organicStayRate', 0.7],
    ['value.marginRate', 0.31],
    ['value.acquisitionCost', 95],
    ['northStar.coreCustomers', 5100],
    ['northStar.monthlyRepurchaseOfReturned', 0.36],
    ['ladder[0].channel', 'email'],
    ['ladder[0].unitCost', 0.02],
    ['ladder[0].delivered', 0.9],
    ['ladder[0].response', 0.011],
    ['ladder[0].optOut', 0.003],
    ['ladder[0].offer', true],
    ['ladder[0].stayRate', 0.5],
    ['ladder[1].day', 8],
    ['ladder[1].delivered', { high: 0.96, '*': 0.9 }],
    ['ladder[1].response', { high: 0.03, '*': 0.021 }],
    ['ladder[2].chargedOn', 'sent'],
    ['ladder[2].groups', ['*']],
    ['offer.faceValue', 21],
    ['offer.eligibleShare', 0.7],
    ['offer.redeemShare', 0.6],
    ['offer.lift.maximum', 1.1],
    ['offer.lift.halfFace', 16],
    ['offer.lift.shape', 1],
    ['ledgers.direct.fixed', 310],
    ['ledgers.opportunity.on', false],
    ['ledgers.opportunity.alternativeRoi', 0.3],
    ['ledgers.hidden.on', false],
    ['ledgers.hidden.hours', 25],
    ['ledgers.hidden.hourCost', 81],
    ['ledgers.hidden.upkeep', 510],
    ['ledgers.hidden.optOutValue', 16],
    ['budget', 1200],
    ['caps[0].maximum', 300],
    ['caps[0].channel', 'sms'],
    ['caps[0].unit', 'money'],
    ['caps[0].group', 'low'],
    ['uncertainty.draws', 30],
    ['uncertainty.seed', 4],
    ['uncertainty.valueVariation', 0.3],
    ['uncertainty.sampleSizes.response', 300],
    ['uncertainty.sampleSizes.delivered', 300],
    ['uncertainty.sampleSizes.organicReturn', { low: 300, '*': 200 }],
    ['uncertainty.sampleSizes.redeemShare', 300],
    ['uncertainty.sampleSizes.stayRate', { sms: 300, '*': 200 }],
  ])('%s', (path, value) => {
    const changed = example((scenario) => {
      put(scenario, path, value)
      if (path === 'audience.groups[0].name') {
        put(scenario, 'ladder[2].groups', ['top'])
        put(scenario, 'ladder[1].response', { top: 0.03, low: 0.02 })
        put(scenario, 'ladder[1].delivered', { top: 0.97, '*': 0.9 })
      }
    })
    expect(JSON.stringify(computeScenario(readInput(scenarioSchema, changed)))).not.toBe(before)
  })

  it('redemption and its reading', () => {
    const asked = (mode: 'habit' | 'pull', redemption: number) =>
      computeScenario(
        readInput(
          scenarioSchema,
          example((scenario) => {
            put(scenario, 'offer.mode', mode)
            put(scenario, 'offer.redemption', redemption)
            if (mode === 'habit') put(scenario, 'offer.redeemShare', undefined)
          }),
        ),
      )
    const [less, more] = [asked('habit', 0.03), asked('habit', 0.04)]
    expect(more.totals.incrementalReturns).toBeCloseTo(less.totals.incrementalReturns, 9)
    expect(more.totals.profit).toBeLessThan(less.totals.profit)
    const [weak, strong] = [asked('pull', 0.03), asked('pull', 0.06)]
    expect(strong.totals.incrementalReturns).toBeGreaterThan(weak.totals.incrementalReturns)
    expect(strong.totals.redemption).toBeCloseTo(0.06, 12)
    expect(strong.lift?.maximum).toBeGreaterThan(weak.lift?.maximum ?? 0)
  })

  it('minimumSpend, through the shop’s own baskets and the largest coupon', () => {
    const baskets = [20, 50, 99, 120, 300]
    expect(eligibleShare(baskets, 99)).toBe(0.6)
    expect(eligibleShare(baskets, 100)).toBe(0.4)
    expect(eligibleShare([], 100)).toBe(1)
    expect(
      refusal(() =>
        readInput(
          scenarioSchema,
          example((s) => put(s, 'offer.minimumSpend', 15)),
        ),
      ),
    ).toMatchObject({ path: 'offer.faceValue', problem: 'above-basket', allowed: '0..15' })
  })
})

describe('what a scenario refuses', () => {
  it.each([
    ['ladder[1].delivered.high', 1.01, 'out-of-range', '0..1'],
    ['ladder[0].response', -0.1, 'out-of-range', '0..1'],
    ['audience.groups[1].organicReturn', 2, 'out-of-range', '0..1'],
    ['audience.groups[1].reachable.sms', 1.5, 'out-of-range', '0..1'],
    ['audience.groups[1].revenuePerReturn', -1, 'out-of-range', '0..1e12'],
    ['audience.groups[1].customers', 0, 'out-of-range', '1..1e9'],
    ['audience.groups', [], 'empty', '>= 1 group'],
    ['audience.groups[1].name', 'high', 'duplicate-name', ''],
    ['ladder[0].unitCost', -0.01, 'out-of-range', '0..1e12'],
    ['ladder[0].unitCost', '0.05', 'wrong-type', '0..1e12'],
    ['ladder[0].unitCost', null, 'wrong-type', '0..1e12'],
    ['ladder[2].day', 30, 'out-of-range', '7 <= day < 30'],
    ['ladder[2].day', 6.5, 'too-early', '7 <= day < 30'],
    ['ladder[2].groups', ['hihg'], 'unknown-name', 'high, low, *'],
    ['ladder[1].response', { high: 0.03, lwo: 0.02 }, 'unknown-name', 'high, low, *'],
    ['ladder[1].response', { high: 0.03 }, 'missing', '0..1'],
    ['audience.groups[0].reachable', { fax: 0.2 }, 'unknown-name', 'push, email, sms'],
    ['value.marginRate', undefined, 'missing', '0..1'],
    ['value.marginRate', Infinity, 'out-of-range', '0..1'],
    ['offer.redeemShare', undefined, 'neither-given', 'redeemShare | redemption'],
    ['offer.redemption', 0.04, 'both-given', 'redeemShare | redemption'],
    ['offer.faceValue', 100, 'above-basket', '0..99'],
    ['ledgers.opportunity.alternativeRoi', undefined, 'missing', '0..1e6'],
    ['budget', 0, 'out-of-range', '> 0, <= 1e12'],
    [
      'caps',
      [
        { channel: 'call', maximum: 1 },
        { channel: 'call', maximum: 2 },
      ],
      'contradiction',
      '',
    ],
    ['caps[0].channel', 'fax', 'unknown-name', 'call'],
    ['caps[0].perDay', 3, 'both-given', 'maximum | perDay'],
    ['uncertainty.draws', 1, 'out-of-range', '10..10000'],
    ['widnowDays', 30, 'unknown-key', ''],
    ['windowDays', 0, 'out-of-range', '1..3650'],
  ])('%s = %j', (path, value, problem, allowed) => {
    const detail = refusal(() =>
      readInput(
        scenarioSchema,
        example((scenario) => put(scenario, path, value)),
      ),
    )
    expect(detail['problem']).toBe(problem)
    expect(String(detail['allowed'])).toContain(allowed)
    expect(String(detail['path']).startsWith(path.replace(/\.\w+$/, ''))).toBe(true)
  })

  it('a redemption that cannot be reached, with the range that can', () => {
    const compute = (change: Parameters<typeof example>[0]) => () =>
      computeScenario(readInput(scenarioSchema, example(change)))
    const range = computeScenario(readInput(scenarioSchema, example())).redemptionRange ?? [0, 0]
    const habit = refusal(
      compute((scenario) => {
        put(scenario, 'offer.redeemShare', undefined)
        put(scenario, 'offer.redemption', 0.5)
      }),
    )
    expect(habit).toMatchObject({ path: 'offer.redemption', problem: 'infeasible' })
    expect(habit['allowed']).toBe(`${range[0]}..${range[1]}`)
    const pull = refusal(
      compute((scenario) => {
        put(scenario, 'offer.mode', 'pull')
        put(scenario, 'offer.redemption', 0.001)
      }),
    )
    expect(pull).toMatchObject({ path: 'offer.redemption', problem: 'infeasible', given: '0.001' })
  })

  it('pull without both numbers', () => {
    const pull = example((scenario) => put(scenario, 'offer.mode', 'pull'))
    expect(refusal(() => readInput(scenarioSchema, pull))).toMatchObject({
      path: 'offer.redemption',
      problem: 'missing',
    })
  })

  it('an audience of a project, as long as there is none', () => {
    const scenario = example((s) => put(s, 'audience', { fromProject: {} }))
    put(scenario, 'ladder[2].groups', ['*'])
    expect(refusal(() => computeScenario(readInput(scenarioSchema, scenario)))).toMatchObject({
      path: 'audience.fromProject',
      problem: 'needs-project',
    })
  })
})

describe('what a policy and strategies refuse', () => {
  it('names the field', () => {
    const customers = [{ name: 'Alice', actions: [{ name: 'A', gain: 30, cost: 3 }] }]
    expect(refusal(() => readInput(policySchema, { budget: 0, customers }))).toMatchObject({ path: 'budget' })
    expect(refusal(() => readInput(policySchema, { customers }))).toMatchObject({
      path: 'budget',
      problem: 'missing',
    })
    expect(refusal(() => readInput(policySchema, { budget: 1, customers: [] }))).toMatchObject({
      path: 'customers',
      problem: 'empty',
    })
    const dear = [{ name: 'Alice', actions: [{ name: 'A', gain: 30, cost: -3 }] }]
    expect(refusal(() => readInput(policySchema, { budget: 1, customers: dear }))).toMatchObject({
      path: 'customers[0].actions[0].cost',
      allowed: '0..1e12',
    })
    const capped = { budget: 1, customers, caps: [{ channel: 'B', maximum: 1 }] }
    expect(refusal(() => readInput(policySchema, capped))).toMatchObject({ path: 'caps[0].channel' })

    const schema = 'huiliu.strategies/1'
    const compare = (strategy: object) => () =>
      readInput(strategiesSchema, { schema, strategies: [strategy] })
    expect(refusal(compare({ name: 'a', cost: 1, reached: 0, returned: 0 }))).toMatchObject({
      path: 'strategies[0].reached',
    })
    expect(refusal(compare({ name: 'a', cost: 1, reached: 10, returned: 11 }))).toMatchObject({
      path: 'strategies[0].returned',
      allowed: '0..10',
    })
    expect(refusal(compare({ name: 'a', reached: 10, returned: 1 }))).toMatchObject({
      problem: 'neither-given',
    })
  })
})
