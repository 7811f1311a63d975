import { beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../../shared/contract/errors.ts'
import {
  change,
  openBuiltIn,
  openScenarioText,
  redo,
  settle,
  sourceOf,
  sourcesOf,
  undo,
  useWhatIf,
} from '../../../src-renderer/features/winback/store.ts'
import { withValue } from '../../../src-renderer/features/winback/model/paths.ts'

const now = () => useWhatIf.getState()

beforeEach(() => openBuiltIn('ladder'))

describe('the open scenario', () => {
  it('takes a whole drag back in one step', () => {
    for (const budget of [19_000, 15_000, 12_000]) change(['budget'], budget, 'drag')
    expect(now().grip?.budget).toBe(20_000)
    settle()
    expect(now().past).toHaveLength(1)
    undo()
    expect(now().scenario.budget).toBe(20_000)
    redo()
    expect(now().scenario.budget).toBe(12_000)
    expect(now().future).toEqual([])
  })

  it('keeps the last valid scenario beside a refused value, and says where and what is allowed', () => {
    change(['offer', 'faceValue'], 120)
    expect(now().problem).toMatchObject({
      path: 'offer.faceValue',
      detail: { problem: 'above-basket', allowed: '0..99' },
    })
    expect(now().scenario.offer?.faceValue).toBe(20)
    expect(now().past).toEqual([])
    change(['offer', 'faceValue'], 30)
    expect(now().problem).toBeNull()
  })

  it('refuses a redemption that cannot be reached', () => {
    openBuiltIn('large')
    change(['offer', 'redemption'], 0.9)
    expect(now().problem).toMatchObject({ path: 'offer.redemption', detail: { problem: 'infeasible' } })
  })

  it('refuses a budget of 0 with the range', () => {
    change(['budget'], 0)
    expect(now().problem).toMatchObject({ path: 'budget', detail: { allowed: '> 0, <= 1e12' } })
  })

  it('tells typed values from starting ones', () => {
    const path = ['ladder', 2, 'response', 'high']
    expect(sourceOf(now(), path)).toBe('default')
    change(path, 0.04)
    expect(sourceOf(now(), path)).toBe('entered')
    expect(sourcesOf(now()).changed).toBe(1)
    expect(sourceOf(now(), ['organicStayRate'])).toBe('default')
  })

  it('opens a file, or says what is wrong and leaves what was open', () => {
    const text = JSON.stringify({ ...now().input, name: 'own', budget: 777 })
    openScenarioText('own.json', text)
    expect(now().origin).toEqual({ kind: 'file', name: 'own.json' })
    expect(sourceOf(now(), ['budget'])).toBe('entered')
    for (const wrong of ['{', '[]', text.replace('777', '-1')]) {
      expect(() => openScenarioText('bad.json', wrong)).toThrow(AppError)
    }
    expect(now().scenario.budget).toBe(777)
  })
})

describe('withValue', () => {
  it('makes what lies on the way and shares the rest', () => {
    const before = { a: { b: 1 }, list: [{ x: 1 }, { x: 2 }] }
    const after = withValue(before, ['list', 1, 'x'], 5)
    expect(after).toEqual({ a: { b: 1 }, list: [{ x: 1 }, { x: 5 }] })
    expect(after.a).toBe(before.a)
    expect(withValue({}, ['ledgers', 'hidden', 'on'], true)).toEqual({ ledgers: { hidden: { on: true } } })
    expect(withValue(before, ['a', 'b'], undefined)).toEqual({ a: {}, list: before.list })
  })
})
