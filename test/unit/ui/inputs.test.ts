import { describe, expect, it } from 'vitest'
import { parseNumber } from '../../../src-renderer/ui/parseNumber.ts'
import { movedByKey, snap } from '../../../src-renderer/ui/sliderKeys.ts'
import { movedCell } from '../../../src-renderer/ui/tableKeys.ts'

describe('numbers as people type them', () => {
  it.each([
    ['30000', 30_000],
    ['¥30,000', 30_000],
    ['３万', 30_000],
    ['3.5 万', 35_000],
    ['1.23亿', 123_000_000],
    ['65.5k', 65_500],
    ['9.0%', 0.09],
    ['−120', -120],
    ['30，000 元', 30_000],
    ['.5', 0.5],
    ['0', 0],
  ])('%s', (text, value) => {
    expect(parseNumber(text)).toBeCloseTo(value, 9)
  })

  it.each(['', 'abc', '1.2.3', '--3', '3 万 5', '∞', '%'])('"%s" is none', (text) => {
    expect(parseNumber(text)).toBeNull()
  })
})

describe('the keys of a slider', () => {
  const range = { min: 0, max: 60_000, step: 100 }

  it('move by one step, ten with Shift, a tenth of the range with Page, and to the ends', () => {
    const at = (key: string, shift = false) => movedByKey(30_000, key, shift, range)
    expect([at('ArrowRight'), at('ArrowDown'), at('ArrowUp', true), at('PageUp'), at('PageDown')]).toEqual([
      30_100, 29_900, 31_000, 36_000, 24_000,
    ])
    expect([at('Home'), at('End'), at('x')]).toEqual([0, 60_000, null])
  })

  it('stop at the ends', () => {
    expect(movedByKey(59_950, 'PageUp', false, range)).toBe(60_000)
    expect(movedByKey(50, 'ArrowLeft', true, range)).toBe(0)
  })

  it('leave no dust of binary fractions', () => {
    expect(snap(0.1 + 0.2, { min: 0, max: 1, step: 0.1 })).toBe(0.3)
    expect(snap(0.0949, { min: 0, max: 1, step: 0.005 })).toBe(0.095)
  })
})

describe('the keys of a table', () => {
  const at = { row: 10, column: 2 }
  const go = (key: string, ctrl = false) => movedCell(at, key, ctrl, 538, 7, 8)

  it('move by cell, page and to the ends', () => {
    expect([go('ArrowDown'), go('ArrowLeft'), go('PageUp'), go('PageDown')]).toEqual([
      { row: 11, column: 2 },
      { row: 10, column: 1 },
      { row: 2, column: 2 },
      { row: 18, column: 2 },
    ])
    expect([go('Home'), go('End', true), go('Tab')]).toEqual([
      { row: 10, column: 0 },
      { row: 537, column: 6 },
      null,
    ])
  })

  it('reach the header above the first row and stop there', () => {
    expect(movedCell({ row: 0, column: 1 }, 'ArrowUp', false, 5, 3, 4)).toEqual({ row: -1, column: 1 })
    expect(movedCell({ row: -1, column: 1 }, 'ArrowUp', false, 5, 3, 4)).toEqual({ row: -1, column: 1 })
    expect(movedCell({ row: -1, column: 0 }, 'ArrowDown', false, 0, 3, 4)).toEqual({ row: -1, column: 0 })
  })
})
