import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compileScheme, lintScheme } from '../../../shared/analytics/rfm/index.ts'
import { levelsOf } from '../../../shared/analytics/rfm/cuts.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import type { RfmScheme } from '../../../shared/contract/rfm.ts'
import { schemes } from './arbitrary.ts'

const seeded = { seed: 7, numRuns: 500 }

function combinations(scheme: RfmScheme): [number, number, number][] {
  const levels = levelsOf(scheme.scoring)
  const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1)
  return upTo(levels.r).flatMap((r) =>
    upTo(levels.f).flatMap((f) => upTo(levels.m).map((m): [number, number, number] => [r, f, m])),
  )
}

function rulesThatHold(scheme: RfmScheme, [r, f, m]: readonly [number, number, number]): number[] {
  return scheme.rules.flatMap((rule, i) => {
    const holds =
      (rule.r?.includes(r) ?? true) && (rule.f?.includes(f) ?? true) && (rule.m?.includes(m) ?? true)
    return holds ? [i] : []
  })
}

it('the linter finds what going through every combination finds', () => {
  fc.assert(
    fc.property(schemes, (scheme) => {
      const issues = lintScheme(scheme)
      const of = (code: string) => issues.filter((issue) => issue.code === code)
      const held = combinations(scheme).map((combination) => rulesThatHold(scheme, combination))

      const nUncovered = held.filter((rules) => rules.length === 0).length
      const gap = of(scheme.rules.length === 0 ? 'no-rules' : 'uncovered')
      expect(gap.reduce((sum, issue) => sum + issue.combinations, 0)).toBe(nUncovered)

      const pairs = new Map<string, number>()
      for (const rules of held) {
        for (const a of rules)
          for (const b of rules) if (a > b) pairs.set(`${a} ${b}`, 1 + (pairs.get(`${a} ${b}`) ?? 0))
      }
      const found = of('overlap').map(
        ({ rule, otherRule, combinations: n }) => [`${rule} ${otherRule}`, n] as const,
      )
      expect(new Map(found)).toEqual(pairs)

      const deciding = new Set(held.flatMap((rules) => rules.slice(0, 1)))
      const silent = scheme.rules.flatMap((_, i) => (deciding.has(i) ? [] : [i]))
      expect(of('unreachable-rule').map(({ rule }) => rule)).toEqual(silent)

      const reached = new Set([...deciding].map((i) => scheme.rules[i]?.segment))
      const lonely = scheme.segments.filter(({ key }) => !reached.has(key)).map(({ key }) => key)
      expect(of('unreachable-segment').map(({ example }) => example)).toEqual(lonely)

      const keys = scheme.segments.map(({ key }) => key)
      expect(of('unknown-segment')).toHaveLength(
        scheme.rules.filter(({ segment }) => !keys.includes(segment)).length,
      )
      expect(of('duplicate-segment')).toHaveLength(keys.length - new Set(keys).size)
    }),
    seeded,
  )
})

it('an example of a gap or an overlap is one', () => {
  fc.assert(
    fc.property(schemes, (scheme) => {
      for (const issue of lintScheme(scheme)) {
        if (issue.code !== 'overlap' && issue.code !== 'uncovered') continue
        const held = rulesThatHold(scheme, issue.example.split('-').map(Number) as [number, number, number])
        if (issue.code === 'uncovered') expect(held).toEqual([])
        else expect(held).toEqual(expect.arrayContaining([issue.rule, issue.otherRule]))
      }
    }),
    seeded,
  )
})

it('a scheme is applied when the linter has no error, and gives every combination the first rule that holds', () => {
  fc.assert(
    fc.property(schemes, (scheme) => {
      const hasError = lintScheme(scheme).some(({ severity }) => severity === 'error')
      if (hasError) {
        expect(() => compileScheme(scheme)).toThrow(AppError)
        return
      }
      const { table } = compileScheme(scheme)
      const expected = combinations(scheme).map((combination) => {
        const [first] = rulesThatHold(scheme, combination)
        return scheme.segments.findIndex(({ key }) => key === scheme.rules[first ?? -1]?.segment)
      })
      expect([...table]).toEqual(expected)
    }),
    seeded,
  )
})
