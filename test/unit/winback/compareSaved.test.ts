import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  beatsShare,
  differencesOf,
  headlineOf,
  whyOf,
} from '../../../src-renderer/features/winback/saved/compare.ts'
import { BUILT_INS } from '../../../src-renderer/features/winback/model/builtIns.ts'
import { jsonOf } from '../../../src-renderer/features/winback/project/audience.ts'
import { freeName } from '../../../src-renderer/features/winback/saved/store.ts'

const ladder = jsonOf(BUILT_INS.ladder.input)
const other = jsonOf(BUILT_INS.five.input)

describe('saved scenarios side by side', () => {
  it('differ in what was changed, and in nothing else', () => {
    const changed = { ...ladder, budget: 7_000, offer: { ...(ladder['offer'] as object), faceValue: 12 } }
    const paths = differencesOf([ladder, changed]).map(({ path }) => path)
    expect(new Set(paths)).toEqual(new Set(['budget', 'offer.faceValue']))
    expect(differencesOf([ladder, ladder])).toEqual([])
  })

  it('tell why one earns more: the steps add up to the difference, also between quite different ones', () => {
    const check = (from: Record<string, unknown>, to: Record<string, unknown>) => {
      const why = whyOf(from, to)!
      const sum = why.steps.reduce((total, { gain }) => total + gain, why.from)
      expect(sum).toBeCloseTo(why.to, 6)
      expect(why.to).toBeCloseTo(headlineOf(to)!.profit, 6)
    }
    check(ladder, other)
    check(other, ladder)
    fc.assert(
      fc.property(
        fc.double({ min: 500, max: 40_000, noNaN: true }),
        fc.double({ min: 0.05, max: 0.9, noNaN: true }),
        fc.integer({ min: 0, max: 20 }),
        (budget, marginRate, faceValue) => {
          check(ladder, {
            ...ladder,
            budget,
            value: { ...(ladder['value'] as object), marginRate },
            offer: { ...(ladder['offer'] as object), faceValue },
          })
        },
      ),
      { numRuns: 15 },
    )
  })

  it('are held against each other world by world', () => {
    const rich = { ...ladder, value: { ...(ladder['value'] as object), marginRate: 0.9 } }
    expect(beatsShare(headlineOf(rich)!, headlineOf(ladder)!)).toBe(1)
    expect(beatsShare(headlineOf(ladder)!, headlineOf(ladder)!)).toBe(0)
  })

  it('are no headline when they are not valid any more', () => {
    expect(headlineOf({ schema: 'huiliu.scenario/1' })).toBeNull()
    expect(whyOf(ladder, { schema: 'huiliu.scenario/1' })).toBeNull()
  })

  it('get names that nobody has', () => {
    const list = [{ name: 'A' }, { name: 'A 2' }] as never
    expect([freeName(list, 'A'), freeName(list, 'B')]).toEqual(['A 3', 'B'])
  })
})
