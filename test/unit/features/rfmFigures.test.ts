import { describe, expect, it } from 'vitest'
import { dayFromCivil, isoFromDay } from '../../../shared/contract/calendar.ts'
import type { RfmScheme } from '../../../shared/contract/rfm.ts'
import { seededRandom } from '../../../shared/analytics/numerics/seededRandom.ts'
import { builtInSchemes, compileScheme } from '../../../shared/analytics/rfm/schemes.ts'
import { levelsOf } from '../../../shared/analytics/rfm/cuts.ts'
import { scoreOf } from '../../../shared/analytics/rfm/scores.ts'
import {
  asOfBars,
  dayAtX,
  monthTicks,
  xOfDay,
} from '../../../src-renderer/features/rfm/charts/asOfGeometry.ts'
import {
  gridCells,
  gridChange,
  isEmptyLevel,
  levelRanges,
  lowerLeft,
  rowSums,
} from '../../../src-renderer/features/rfm/charts/gridFigures.ts'
import {
  cutLabels,
  histogramBars,
  histogramScale,
  moveCut,
} from '../../../src-renderer/features/rfm/charts/histogramFigures.ts'
import { arrange, slices, tiles } from '../../../src-renderer/features/rfm/charts/slices.ts'
import {
  copyOf,
  parseCuts,
  switchLevel,
  wholeCuts,
  withFixedCuts,
  withScoring,
} from '../../../src-renderer/features/rfm/draft.ts'
import { translator } from '../../../src-renderer/locale/t.ts'
import { summaryOf, TIMELINE } from './shop.ts'

describe('the strip of the as-of slider', () => {
  const range = { firstDay: dayFromCivil(2024, 1, 1), lastDay: dayFromCivil(2025, 11, 12) }

  it('finds the day under every point of its axis again', () => {
    for (let day = range.firstDay; day <= range.lastDay; day++) {
      expect(dayAtX(xOfDay(day, range, 733), range, 733)).toBe(day)
    }
    expect(dayAtX(-50, range, 733)).toBe(range.firstDay)
    expect(dayAtX(9999, range, 733)).toBe(range.lastDay)
  })

  it('tells weeks before, in and after the window apart and keeps every bar inside', () => {
    const asOfDay = dayFromCivil(2025, 9, 30)
    const bars = asOfBars(TIMELINE, range, asOfDay, 365, { width: 800, top: 18, base: 54 })
    expect(new Set(bars.map((bar) => bar.place))).toEqual(new Set(['before', 'window', 'after']))
    for (const bar of bars) {
      expect(bar.x).toBeGreaterThanOrEqual(0)
      expect(bar.x + bar.width).toBeLessThanOrEqual(800)
      expect(bar.y).toBeGreaterThanOrEqual(18)
      expect(bar.y + bar.height).toBeCloseTo(54, 9)
    }
    const all = asOfBars(TIMELINE, range, asOfDay, null, { width: 800, top: 18, base: 54 })
    expect(all.some((bar) => bar.place === 'before')).toBe(false)
  })

  it('draws a shop of one day without a number that is none', () => {
    const day = { firstDay: 20000, lastDay: 20000 }
    const timeline = {
      weekStartDay: Int32Array.of(19997),
      orders: Uint32Array.of(0),
      revenueMinor: Float64Array.of(0),
    }
    const bars = asOfBars(timeline, day, 20000, 365, { width: 300, top: 18, base: 54 })
    expect(bars.flatMap((bar) => [bar.x, bar.y, bar.width, bar.height]).every(Number.isFinite)).toBe(true)
    expect(monthTicks(day, 300)).toEqual([])
  })

  it.each([
    [90, 400],
    [700, 400],
    [700, 1500],
    [4000, 700],
    [20000, 500],
  ])('labels months of %i days on %i px so that they do not touch', (nDays, width) => {
    const ticks = monthTicks({ firstDay: 18000, lastDay: 18000 + nDays - 1 }, width)
    for (const [i, tick] of ticks.entries()) {
      expect(isoFromDay(tick.day).endsWith('-01')).toBe(true)
      expect(tick.x).toBeLessThan(width - 40)
      if (i > 0) expect(tick.x - (ticks[i - 1]?.x ?? 0)).toBeGreaterThan(70)
    }
  })
})

describe('the R x F grid', () => {
  it('shades by log steps and leaves nothing to be dark', () => {
    const cells = gridCells(
      summaryOf({ gridCustomers: Uint32Array.from({ length: 25 }, (_, i) => (i === 0 ? 0 : 2 ** i % 9999)) }),
      'people',
    )
    expect(cells).toHaveLength(25)
    expect(cells[0]).toEqual({ r: 5, f: 1, value: 0, shade: 0 })
    expect(cells[24]).toMatchObject({ r: 1, f: 5 })
    expect(cells.every((cell) => cell.shade >= 0 && cell.shade <= 1)).toBe(true)
  })

  it('shades equal cells in the middle and an empty grid not at all', () => {
    const same = gridCells(summaryOf({ gridCustomers: new Uint32Array(25).fill(7) }), 'people')
    expect(new Set(same.map((cell) => cell.shade))).toEqual(new Set([0.5]))
    const none = gridCells(summaryOf({ gridCustomers: new Uint32Array(25) }), 'people')
    expect(new Set(none.map((cell) => cell.shade))).toEqual(new Set([0]))
    const loss = gridCells(summaryOf({ gridRevenueMinor: new Float64Array(25).fill(-5) }), 'revenue')
    expect(new Set(loss.map((cell) => cell.shade))).toEqual(new Set([0]))
  })

  it('shows change as a share of the largest change, with its sign', () => {
    const cells = gridChange(Uint32Array.of(10, 5, 0), Uint32Array.of(0, 10, 0))
    expect(cells.map((cell) => [cell.value, cell.shade])).toEqual([
      [10, 1],
      [-5, -0.5],
      [0, 0],
    ])
  })

  it('adds up rows from R5 to R1', () => {
    expect(rowSums(gridCells(summaryOf({ gridCustomers: new Uint32Array(25).fill(2) }), 'people'))).toEqual([
      10, 10, 10, 10, 10,
    ])
  })

  it('names the ranges of levels, worst first', () => {
    expect(levelRanges([12, 31], false)).toEqual([
      { low: 32, high: null },
      { low: 13, high: 31 },
      { low: null, high: 12 },
    ])
    expect(levelRanges([2, 4], true)).toEqual([
      { low: null, high: 1 },
      { low: 2, high: 3 },
      { low: 4, high: null },
    ])
  })

  it('knows levels that ties left empty', () => {
    expect(levelRanges([2, 2, 3, 5], true).map(isEmptyLevel)).toEqual([false, true, false, false, false])
    expect(levelRanges([12, 12, 40, 90], false).map(isEmptyLevel)).toEqual([false, false, false, true, false])
    expect(isEmptyLevel(undefined)).toBe(false)
  })

  it('tells who sits lower left, and nothing where there are no cuts', () => {
    const corner = lowerLeft(summaryOf({ gridCustomers: new Uint32Array(25).fill(10), nMembers: 250 }))
    expect(corner).toEqual({ customers: 60, share: 0.24, recencyDays: 31, orders: 2 })
    const empty = lowerLeft(
      summaryOf({ nMembers: 0, gridCustomers: new Uint32Array(25), gridCuts: { r: [], f: [], m: [] } }),
    )
    expect(empty).toEqual({ customers: 0, share: 0, recencyDays: null, orders: null })
  })
})

describe('histograms with cut points', () => {
  const { r, m } = summaryOf().histograms

  it('gives every bin the same width and finds values again', () => {
    const bars = histogramBars(m, [1000], 300, 40)
    expect(bars.map((bar) => bar.x)).toEqual([0, 60, 120, 180, 240])
    for (const histogram of [r, m]) {
      const scale = histogramScale(histogram, 300)
      for (const value of [11, 57, 250]) expect(scale.value(scale.x(value))).toBeCloseTo(value, 6)
      expect(scale.x(-1e9)).toBe(0)
      expect(scale.x(1e12)).toBe(300)
    }
  })

  it('survives a histogram of one empty bin', () => {
    const one = { edges: Float64Array.of(0, 1), counts: Uint32Array.of(0), logScale: false }
    const bars = histogramBars(one, [], 300, 40)
    expect(bars).toEqual([{ x: 0, width: 299.2, height: 0, level: 0 }])
  })

  it('keeps a moved cut strictly between its neighbours', () => {
    expect(moveCut([10, 20, 30], 1, 99, true)).toEqual([10, 29, 30])
    expect(moveCut([10, 20, 30], 1, -5, true)).toEqual([10, 11, 30])
    expect(moveCut([10, 11, 12], 1, 40, true)).toEqual([10, 11, 12])
    expect(moveCut([5, 6], 0, 40, true)).toEqual([5, 6])
    expect(moveCut([10_000, 50_000], 0, 23_456, false)).toEqual([23_500, 50_000])
  })

  it('leaves out a label that would touch the one before', () => {
    const text = (cut: number) => String(cut)
    expect(cutLabels([10, 12, 200], (cut) => cut, text, 300).map((label) => label.text)).toEqual([
      '10',
      '200',
    ])
    expect(cutLabels([0], (cut) => cut, text, 300)[0]?.x).toBeGreaterThan(0)
  })
})

describe('the map of segments', () => {
  const list = tiles(summaryOf())

  it('leaves segments without money to the table and orders the others by share', () => {
    expect(list.every((tile) => tile.segment.revenueMinor > 0)).toBe(true)
    expect(list.map((tile) => tile.share)).toEqual(list.map((tile) => tile.share).toSorted((a, b) => b - a))
    expect(list.reduce((sum, tile) => sum + tile.share, 0)).toBeCloseTo(1, 12)
    expect(tiles(summaryOf({ segments: [] }))).toEqual([])
  })

  it('fills the room: areas are shares, nothing overlaps', () => {
    const made = slices(list, arrange(list, 500, 268), 500, 268)
    expect(made).toHaveLength(list.length)
    const area = made.reduce((sum, one) => sum + one.width * one.height, 0)
    expect(area).toBeGreaterThan(500 * 268 * 0.9)
    for (const one of made) {
      expect(one.x + one.width).toBeLessThanOrEqual(500.001)
      expect(one.y + one.height).toBeLessThanOrEqual(268.001)
      for (const other of made) {
        if (other === one) continue
        const apart =
          one.x + one.width <= other.x + 1e-6 ||
          other.x + other.width <= one.x + 1e-6 ||
          one.y + one.height <= other.y + 1e-6 ||
          other.y + other.height <= one.y + 1e-6
        expect(apart).toBe(true)
      }
    }
  })

  it('keeps places while the hand drags, also when a segment goes or comes', () => {
    const arrangement = arrange(list, 500, 268)
    const fewer = list.slice(1)
    const order = (one: typeof list) => slices(one, arrangement, 500, 268).map((slice) => slice.segment.key)
    expect(order(fewer)).toEqual(order(list).filter((key) => key !== list[0]?.segment.key))
    const without = arrangement.map((column) => column.filter((key) => key !== list[0]?.segment.key))
    expect(slices(list, without, 500, 268).at(-1)?.segment.key).toBe(list[0]?.segment.key)
  })
})

describe('a draft of a scheme', () => {
  const [mean8, , eleven] = builtInSchemes() as [RfmScheme, RfmScheme, RfmScheme]

  it('copies a built-in scheme under a free key and keeps an own one', () => {
    const t = translator('en')
    expect(copyOf(mean8, true, t, new Set(['own-1'])).key).toBe('own-2')
    expect(copyOf(mean8, true, t, new Set()).nameEn).toContain('(copy)')
    expect(copyOf(mean8, false, t, new Set())).toBe(mean8)
  })

  it('switches a level; all levels or none mean any', () => {
    const scheme = { ...mean8, rules: [{ segment: 'core-high', r: [2] }] }
    expect(switchLevel(scheme, 0, 'r', 1).rules[0]).toEqual({ segment: 'core-high' })
    expect(switchLevel(scheme, 0, 'r', 2).rules[0]).toEqual({ segment: 'core-high' })
    expect(switchLevel(scheme, 0, 'f', 1).rules[0]).toEqual({ segment: 'core-high', r: [2], f: [2] })
  })

  it('never makes a rule for everybody out of one whose levels are gone', () => {
    const scheme: RfmScheme = {
      ...eleven,
      rules: [
        { segment: eleven.segments[0]?.key ?? '', r: [5] },
        { segment: eleven.segments[1]?.key ?? '', r: [1, 4] },
        { segment: eleven.segments[2]?.key ?? '', f: [1, 2, 5] },
      ],
    }
    const narrowed = withScoring(scheme, { method: 'mean' })
    expect(narrowed.rules.map(({ r, f }) => ({ r, f }))).toEqual([
      { r: [5], f: undefined },
      { r: [1], f: undefined },
      { r: undefined, f: undefined },
    ])
    expect(switchLevel(narrowed, 0, 'r', 2).rules[0]?.r).toEqual([2])
  })

  it('reads lists of cuts as people write them', () => {
    expect(parseCuts('30, 90', false)).toEqual([30, 90])
    expect(parseCuts('200.5；800', true)).toEqual([20_050, 80_000])
    for (const wrong of ['', '90, 30', '5, 5', 'abc', '1 2 3 4 5 6 7 8 9 10'])
      expect(parseCuts(wrong, false)).toBeNull()
  })

  it('names one handle for cuts that ties made equal, with the number that the data gave', () => {
    expect(wholeCuts('f', [2, 2, 3])).toEqual([
      { cut: 2, shown: 2 },
      { cut: 3, shown: 3 },
    ])
    expect(wholeCuts('r', [97.5])).toEqual([{ cut: 97, shown: 97.5 }])
    expect(wholeCuts('m', [90_000.4])).toEqual([{ cut: 90_001, shown: 90_000.4 }])
  })

  it('scores everybody as before when the cuts of the moment are held fast, ties included', () => {
    const random = seededRandom(11)
    const integer = (most: number) => Math.floor(random.next() * most)
    for (const scheme of builtInSchemes()) {
      for (let round = 0; round < 60; round++) {
        const nCuts = levelsOf(scheme.scoring).r - 1
        const data = nCuts === 1
        const cuts = () =>
          Array.from({ length: nCuts }, () => 2 + integer(6) + (data ? random.next() : 0)).sort(
            (a, b) => a - b,
          )
        const all = { r: cuts(), f: cuts(), m: cuts() }
        const held = withFixedCuts(scheme, all)
        for (let i = 0; i < 60; i++) {
          const value = { r: integer(11), f: integer(11), m: integer(11) }
          expect(segmentOf(held, value, fixedCuts(held))).toBe(segmentOf(scheme, value, all))
        }
      }
    }
  })
})

type Three = Readonly<Record<'r' | 'f' | 'm', number>>

function fixedCuts({ scoring }: RfmScheme) {
  if (scoring.method !== 'fixed') throw new Error('not fixed')
  return scoring
}

function segmentOf(
  scheme: RfmScheme,
  value: Three,
  cuts: Readonly<Record<'r' | 'f' | 'm', readonly number[]>>,
): string | undefined {
  const { levels, table } = compileScheme(scheme)
  const r = scoreOf(value.r, cuts.r, 'small')
  const f = scoreOf(value.f, cuts.f, 'large')
  const m = scoreOf(value.m, cuts.m, 'large')
  return scheme.segments[table[((r - 1) * levels.f + f - 1) * levels.m + m - 1] ?? -1]?.key
}
