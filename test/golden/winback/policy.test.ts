import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { solvePolicy } from '../../../shared/analytics/winback/index.ts'
import { policySchema, type Policy } from '../../../shared/contract/winbackPolicy.ts'
import { readInput } from '../../../shared/contract/winbackRead.ts'
import { N_CASES, policyCase } from './policies.ts'

const reference = JSON.parse(readFileSync(join(import.meta.dirname, 'reference.json'), 'utf8')) as {
  cases: { optimum: number; bound: number }[]
}
/** HiGHS stops at a relative gap of 1e-4. */
const MIP_GAP = 1e-4

function largestStep({ customers }: Policy): number {
  return Math.max(...customers.flatMap(({ actions }) => actions.map(({ gain }) => gain)))
}

describe('policies against HiGHS', () => {
  it.each(Array.from({ length: N_CASES }, (_, k) => k))('case %i', (k) => {
    const policy = readInput(policySchema, policyCase(k))
    const { gain, cost, bound, allocation, caps } = solvePolicy(policy)
    const { optimum, bound: lpBound } = reference.cases[k] ?? { optimum: NaN, bound: NaN }
    expect(Math.abs(bound - lpBound)).toBeLessThanOrEqual(1e-6 * lpBound)
    expect(gain).toBeLessThanOrEqual(optimum * (1 + MIP_GAP))
    const nBinding = 1 + (caps ?? []).filter(({ isBinding }) => isBinding).length
    expect(bound - gain).toBeLessThanOrEqual(nBinding * largestStep(policy))

    const chosen = allocation.map(({ action }, i) =>
      policy.customers[i]?.actions.find(({ name }) => name === action),
    )
    const sum = (of: (i: number) => number): number => chosen.reduce((total, _, i) => total + of(i), 0)
    expect(sum((i) => chosen[i]?.gain ?? 0)).toBeCloseTo(gain, 8)
    expect(sum((i) => chosen[i]?.cost ?? 0)).toBeCloseTo(cost, 8)
    expect(cost).toBeLessThanOrEqual((policy.budget ?? 0) + 1e-9)
    for (const cap of policy.caps) {
      const used = sum((i) => {
        const isIts = cap.tier === undefined || policy.customers[i]?.tier === cap.tier
        const uses = cap.channel === undefined || chosen[i]?.name === cap.channel
        if (chosen[i] === undefined || !isIts || !uses) return 0
        return cap.unit === 'money' ? (chosen[i]?.cost ?? 0) : 1
      })
      expect(used).toBeLessThanOrEqual(cap.maximum + 1e-9)
    }
  })
})
