import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buy, buyByForce, frontierOf } from '../../../shared/analytics/winback/policy/frontier.ts'
import { hullBuilder } from '../../../shared/analytics/winback/policy/hull.ts'
import { solvePolicy } from '../../../shared/analytics/winback/index.ts'
import { policySchema, type Policy, type PolicyInput } from '../../../shared/contract/winbackPolicy.ts'
import { readInput } from '../../../shared/contract/winbackRead.ts'

const RUNS = { numRuns: 300, seed: 7 }

const action = fc.record({
  name: fc.constantFrom('a', 'b', 'c'),
  gain: fc.integer({ min: -5, max: 40 }),
  cost: fc.integer({ min: 0, max: 20 }),
})
const policies = fc.record({
  budget: fc.integer({ min: 1, max: 60 }),
  customers: fc
    .array(fc.array(action, { maxLength: 3 }), { minLength: 1, maxLength: 6 })
    .map((lists) => lists.map((actions, i) => ({ name: `c${i}`, tier: i % 2 === 0 ? 'x' : 'y', actions }))),
})
const caps = fc.subarray(
  [
    { channel: 'a', maximum: 2 },
    { channel: 'b', tier: 'x', maximum: 1 },
    { tier: 'y', unit: 'money' as const, maximum: 15 },
  ],
  { minLength: 1 },
)

/** The best of all allocations, one by one. */
function bruteForce({ customers, budget, caps: limits }: Policy): number {
  let best = 0
  const used = limits.map(() => 0)
  const go = (i: number, gain: number, left: number): void => {
    const customer = customers[i]
    if (customer === undefined) {
      best = Math.max(best, gain)
      return
    }
    go(i + 1, gain, left)
    for (const option of customer.actions) {
      if (option.cost > left) continue
      const by = limits.map(({ channel, tier, unit }) => {
        const isIts = (channel ?? option.name) === option.name && (tier ?? customer.tier) === customer.tier
        return isIts ? (unit === 'money' ? option.cost : 1) : 0
      })
      if (by.some((b, k) => (used[k] ?? 0) + b > (limits[k]?.maximum ?? 0))) continue
      by.forEach((b, k) => (used[k] = (used[k] ?? 0) + b))
      go(i + 1, gain + option.gain, left - option.cost)
      by.forEach((b, k) => (used[k] = (used[k] ?? 0) - b))
    }
  }
  go(0, 0, budget ?? Infinity)
  return best
}

const largest = ({ customers }: Policy): number =>
  Math.max(0, ...customers.flatMap(({ actions }) => actions.map(({ gain }) => gain)))
const solve = (input: PolicyInput) => solvePolicy(readInput(policySchema, input))

describe('the policy', () => {
  it('is within one step of the best of all allocations, and its bound is none below', () => {
    fc.assert(
      fc.property(policies, (input) => {
        const policy = readInput(policySchema, input)
        const { gain, cost, bound } = solvePolicy(policy)
        const best = bruteForce(policy)
        expect(cost).toBeLessThanOrEqual(policy.budget ?? 0)
        expect(gain).toBeLessThanOrEqual(best + 1e-9)
        expect(bound).toBeGreaterThanOrEqual(best - 1e-9)
        expect(bound - gain).toBeLessThanOrEqual(largest(policy) + 1e-9)
      }),
      RUNS,
    )
  })

  it('under caps is within as many steps as limits', () => {
    fc.assert(
      fc.property(policies, caps, (input, limits) => {
        const policy = readInput(policySchema, { ...input, caps: limits.filter(isKnown(input)) })
        const { gain, bound } = solvePolicy(policy)
        const best = bruteForce(policy)
        expect(gain).toBeLessThanOrEqual(best + 1e-6)
        expect(bound).toBeGreaterThanOrEqual(best - 1e-6)
        expect(bound - gain).toBeLessThanOrEqual((1 + limits.length) * largest(policy) + 1e-6)
      }),
      RUNS,
    )
  })

  it('with caps that do not bind gains what it gains without', () => {
    fc.assert(
      fc.property(policies, (input) => {
        const free = solve(input)
        const capped = solve({ ...input, caps: [{ maximum: 1_000 }] })
        expect(Math.abs(capped.bound - free.bound)).toBeLessThanOrEqual(1e-8 * Math.max(1, free.bound))
        expect(capped.caps?.[0]).toMatchObject({ isBinding: false, dual: 0, costOfCap: 0 })
      }),
      RUNS,
    )
  })

  it('never uses an action that gains nothing or lies below its customer’s hull', () => {
    fc.assert(
      fc.property(policies, (input) => {
        const { allocation } = solve(input)
        allocation.forEach(({ action: name }, i) => {
          const options = input.customers[i]?.actions ?? []
          if (name === null) return
          const isGood = options.some((option) => {
            if (option.name !== name || option.gain <= 0) return false
            return [{ gain: 0, cost: 0 }, ...options].every((left) =>
              options.every((right) => {
                if (!(left.cost <= option.cost && option.cost <= right.cost && left.cost < right.cost))
                  return true
                const share = (option.cost - left.cost) / (right.cost - left.cost)
                return option.gain >= left.gain + share * (right.gain - left.gain) - 1e-9
              }),
            )
          })
          expect(isGood).toBe(true)
        })
      }),
      RUNS,
    )
  })

  it('never earns less with more money, and falls only when the money must be spent', () => {
    fc.assert(
      fc.property(policies, (input) => {
        const builder = hullBuilder(0)
        input.customers.forEach(({ actions }, i) =>
          builder.add(
            i,
            Float64Array.from(actions, ({ gain }) => gain),
            Float64Array.from(actions, ({ cost }) => cost),
            actions.length,
            0,
          ),
        )
        const frontier = frontierOf(builder.steps(), null)
        let [gain, bound] = [0, 0]
        for (let budget = 0; budget <= 120; budget += 0.5) {
          const now = buy(frontier, budget)
          expect(now.gain).toBeGreaterThanOrEqual(gain)
          expect(now.bound).toBeGreaterThanOrEqual(bound)
          expect(buyByForce(frontier, budget).bound).toBeLessThanOrEqual(now.bound + 1e-9)
          ;({ gain, bound } = now)
        }
        for (let k = 1; k < frontier.nSteps; k++) {
          const slope = (j: number): number => (frontier.stepGain[j] ?? 0) / (frontier.stepCost[j] ?? 0)
          expect(slope(k)).toBeLessThanOrEqual(slope(k - 1))
        }
      }),
      { ...RUNS, numRuns: 60 },
    )
  })

  it('does not depend on the order of customers', () => {
    fc.assert(
      fc.property(policies, (input) => {
        const turned = { ...input, customers: [...input.customers].reverse() }
        const [a, b] = [solve(input), solve(turned)]
        expect(b.bound).toBeCloseTo(a.bound, 9)
        expect(b.frontier.at(-1)).toEqual(a.frontier.at(-1))
      }),
      RUNS,
    )
  })
})

function isKnown({ customers }: PolicyInput) {
  return ({ channel, tier }: { channel?: string; tier?: string }): boolean =>
    customers.some(
      (customer) =>
        (tier === undefined || customer.tier === tier) &&
        (channel === undefined || customer.actions.some(({ name }) => name === channel)),
    )
}
