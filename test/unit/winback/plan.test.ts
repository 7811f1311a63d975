import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../shared/analytics/numerics/seededRandom.ts'
import {
  cellsOf,
  computeScenario,
  curveOf,
  drawnWorldsOf,
  drawPlans,
  evaluate,
  gainOfNext,
  leastMoneyFor,
  partsOf,
  planAt,
  planInputOf,
  plannerOf,
  planScenario,
  revenueOfClaim,
  sameBudget,
  preparePlan,
  solvePolicy,
  spans,
  type Audience,
  type PlanInput,
} from '../../../shared/analytics/winback/index.ts'
import { scenarioSchema } from '../../../shared/contract/winback.ts'
import { policySchema } from '../../../shared/contract/winbackPolicy.ts'
import { readInput } from '../../../shared/contract/winbackRead.ts'
import { example, put } from './example.ts'

const scenario = readInput(
  scenarioSchema,
  example((s) => put(s, 'caps', [])),
)
const evaluation = evaluate(scenario)
const { model, solved } = evaluation
const input: PlanInput = { ...model, offer: solved.offer, rho: solved.rho ?? 0 }

const fail = (): never => {
  throw new Error('the example says how unsure it is')
}

/** Customers of the two groups, each with luck of his own. */
function people(n: number): Audience {
  const random = seededRandom(11)
  const revenuePerReturn = Float64Array.from({ length: n }, () => 80 * Math.exp(2.5 * random.next() ** 2))
  return {
    n,
    count: new Float64Array(n).fill(1),
    rateClass: Uint16Array.from({ length: n }, () => random.below(2)),
    organicReturn: Float64Array.from({ length: n }, () => 0.2 * random.next()),
    revenuePerReturn,
    oneOrderRevenue: revenuePerReturn.map((value) => value * (0.3 + 0.3 * random.next())),
    reachable: [0.5, 0.9, 0.8].map((share) =>
      Float64Array.from({ length: n }, () => (random.next() < share ? 1 : 0)),
    ),
  }
}

describe('the plan of a scenario', () => {
  it('ends, by force, at today’s plan: everybody climbs the whole ladder with the offer', () => {
    const { plan, totals } = computeScenario({ ...scenario, budget: 1e9 })
    const last = plan?.forced.at(-1)
    expect(last?.cost).toBeCloseTo(totals.direct - 300, 6)
    expect((last?.gain ?? 0) - (plan?.fixed ?? 0)).toBeCloseTo(totals.profit, 6)
    expect(plan?.profit).toBeGreaterThanOrEqual(totals.profit)
    expect(plan?.shadowPrice).toBe(0)
  })

  it('spends no more than the budget, gives every customer one line, and stays within one step of the bound', () => {
    for (const budget of [1, 50, 500, 3_000, 8_000]) {
      const { plan } = computeScenario({ ...scenario, budget })
      if (plan === undefined) throw new Error('no plan')
      expect(plan.cost).toBeLessThanOrEqual(budget)
      for (const { name, customers } of scenario.groups) {
        const own = plan.allocation.filter(({ group }) => group === name)
        expect(own.reduce((sum, line) => sum + line.customers, 0)).toBe(customers)
      }
      const gains = plan.allocation.reduce((sum, { gain }) => sum + gain, 0)
      expect(gains).toBeCloseTo(plan.gain, 6)
      expect(plan.bound - plan.gain).toBeLessThan(600)
      expect(plan.bound).toBeGreaterThanOrEqual(plan.gain - 1e-9)
    }
  })

  it('keeps within caps and prices them', () => {
    const { plan } = computeScenario(readInput(scenarioSchema, example()))
    const [cap] = plan?.caps ?? []
    expect(cap?.used).toBeLessThanOrEqual(400)
    expect(cap).toMatchObject({ channel: 'call', maximum: 400, isBinding: true })
    expect(cap?.dual).toBeGreaterThan(0)
    expect(cap?.costOfCap).toBeGreaterThan(0)
    const none = computeScenario(
      readInput(
        scenarioSchema,
        example((s) => put(s, 'caps[0].maximum', 0)),
      ),
    )
    expect(none.plan?.allocation.some(({ action }) => action?.includes('call'))).toBe(false)
  })

  it('is the same whether its caps and its worlds are prepared once or anew for every budget', () => {
    const capped = readInput(scenarioSchema, example())
    const of = evaluate(capped)
    const prepared = preparePlan(of)
    const uncertainty = capped.uncertainty ?? fail()
    const worlds = drawnWorldsOf(capped, of, uncertainty)
    expect(capped.caps.length).toBeGreaterThan(0)
    for (const budget of [1, 80, 700, 2_500, 9_000]) {
      const asked = { ...capped, budget }
      const plan = planScenario(asked, of, undefined, prepared)
      expect(plan).toEqual(planScenario(asked, of))
      const parts = [partsOf(asked, planInputOf(of), plan.allocation)]
      const fresh = drawPlans(asked, evaluate(asked), uncertainty, parts)
      expect(drawPlans(asked, of, uncertainty, parts, undefined, worlds)).toEqual(fresh)
    }
  })

  it('sets today beside the plan for the same money: blindly the same share of everybody', () => {
    const plan = planScenario({ ...scenario, budget: 900 }, evaluation)
    const { today, best, todayShare, roundsAYear } = sameBudget(scenario, evaluation, plan)
    const { totals } = evaluation.result
    const whole = totals.direct - 300
    expect(best.profit).toBeCloseTo(plan.profit, 8)
    expect(best.incrementalReturns).toBeCloseTo(plan.incrementalReturns, 8)
    expect(today.spend).toBeCloseTo(plan.cost, 8)
    expect(todayShare).toBeCloseTo(plan.cost / whole, 10)
    expect(today.profit + plan.fixed).toBeCloseTo((totals.profit + plan.fixed) * todayShare, 8)
    expect(today.activationPoints).toBeCloseTo(
      (100 * totals.incrementalReturns * todayShare) / totals.customers,
      10,
    )
    expect(today.annualRevenue).toBeCloseTo(totals.incrementalRevenue * todayShare * roundsAYear, 4)
    expect(best.profit).toBeGreaterThan(today.profit)
    const all = sameBudget(scenario, evaluation, { allocation: [], cost: 1e9 })
    expect(all.today.profit).toBeCloseTo(totals.profit, 8)
    expect(all.today.annualRevenue).toBeCloseTo(totals.incrementalRevenue * roundsAYear, 4)
  })

  it('says what a claim about points makes one return worth', () => {
    expect(revenueOfClaim(3, 10_000_000, 100_000, 12)).toBeCloseTo(10_000_000 / 36_000, 10)
    const plan = planScenario({ ...scenario, budget: 900 }, evaluation)
    const { pointsMore, annualRevenueMore, impliedRevenuePerReturn, roundsAYear, today, best } = sameBudget(
      scenario,
      evaluation,
      plan,
    )
    expect(impliedRevenuePerReturn).toBe(
      revenueOfClaim(pointsMore, annualRevenueMore, evaluation.result.totals.customers, roundsAYear),
    )
    expect(impliedRevenuePerReturn).toBeCloseTo(
      annualRevenueMore / roundsAYear / (best.incrementalReturns - today.incrementalReturns),
      6,
    )
    for (const [points, money] of [
      [0, 5],
      [0, 0],
      [-1, 5],
    ] as const) {
      expect(revenueOfClaim(points, money, 100, 12)).toBeNull()
    }
  })

  it('leaves a channel alone whose first unit is already too dear', () => {
    const dear = readInput(
      scenarioSchema,
      example((s) => put(s, 'ladder[2].unitCost', 400)),
    )
    const { plan } = computeScenario({ ...dear, budget: 1e9, caps: [] })
    expect(plan?.allocation.some(({ action }) => action?.includes('call'))).toBe(false)
    const policy = (budget: number) =>
      solvePolicy(
        readInput(policySchema, {
          budget,
          customers: Array.from({ length: 20 }, (_, i) => ({
            name: `c${i}`,
            actions: [
              { name: 'sms', gain: 5 + i, cost: 1 },
              { name: 'call', gain: 5 + i - 1 - i / 10, cost: 9 },
            ],
          })),
          caps: [{ channel: 'sms', maximum: 50 }],
        }),
      )
    for (const budget of [3, 15, 500]) {
      expect(policy(budget).allocation.some(({ action }) => action === 'call')).toBe(false)
    }
  })

  it('seeks both ways: the least money for so many returns, the most profit for so much money', () => {
    const whole = leastMoneyFor(input, 0)
    expect(whole.cost).toBe(0)
    const { cost, mostReturns } = leastMoneyFor(input, 300)
    expect(mostReturns).toBeCloseTo(evaluation.sums.incrementalReturns, 6)
    expect(leastMoneyFor(input, mostReturns + 1).cost).toBeNull()
    // no plan for profit brings as many returns for less
    const planner = plannerOf(input)
    const same = planAt(planner, cost ?? 0)
    expect(same.incrementalReturns).toBeLessThanOrEqual(300 + 1)
    expect(gainOfNext(planner, 1_000, 1_000)).toBeCloseTo(
      planAt(planner, 2_000).bound - planAt(planner, 1_000).bound,
      9,
    )
  })

  it('draws a curve that flattens and a curve by force that turns down', () => {
    const planner = plannerOf(input)
    const { useful, everything } = spans(planner)
    const curve = curveOf(planner, everything, 60)
    expect(useful).toBeLessThan(everything)
    curve.gain.forEach((gain, p) => {
      expect(gain).toBeGreaterThanOrEqual(curve.gain[p - 1] ?? 0)
      expect(curve.forcedGain[p]).toBeLessThanOrEqual(gain + 1e-9)
    })
    expect(curve.forcedGain.at(-1)).toBeLessThan(curve.gain.at(-1) ?? 0)
  })
})

describe('cells', () => {
  const everybody = people(6_000)
  const exact = plannerOf({ ...input, audience: everybody })
  const budgets = [0.1, 0.4, 1].map((share) => share * spans(exact).useful)
  const gapsWith = (riskBins: number, valueBins: number): number[] => {
    const { audience } = cellsOf(everybody, riskBins, valueBins)
    const cells = plannerOf({ ...input, audience })
    return budgets.map((budget) => 1 - planAt(cells, budget).bound / planAt(exact, budget).bound)
  }

  it('never promise more than the exact pass and close up on it as they grow', () => {
    const [coarse, middle, fine] = [gapsWith(1, 2), gapsWith(2, 8), gapsWith(30, 60)]
    for (const gaps of [coarse, middle, fine]) for (const gap of gaps) expect(gap).toBeGreaterThan(-1e-9)
    budgets.forEach((_, k) => {
      expect(middle[k]).toBeLessThan(coarse[k] ?? 0)
      expect(fine[k]).toBeLessThan(middle[k] ?? 0)
      expect(fine[k]).toBeLessThan(0.01)
    })
  })

  it('cost and gain what their customers do, when all are treated alike', () => {
    const { audience } = cellsOf(everybody, 2, 4)
    const ends = (of: Audience) => {
      const { frontier } = plannerOf({ ...input, audience: of })
      return [frontier.cost.at(-1), frontier.gain.at(-1)]
    }
    const [cells, customers] = [ends(audience), ends(everybody)]
    expect(cells[0]).toBeCloseTo(customers[0] ?? NaN, 4)
    expect(cells[1]).toBeCloseTo(customers[1] ?? NaN, 4)
    expect(audience.count.reduce((a, b) => a + b, 0)).toBe(everybody.n)
  })
})
