import { describe, expect, it } from 'vitest'
import { MAX_TRACK_PX, rowWindow, scrollToShow } from '../../../src-renderer/ui/rowWindow.ts'

const ROW = 27
const VIEW = 270

describe('the window of rows', () => {
  it('draws the rows on screen and a few around', () => {
    const { first, last, trackPx, topPx } = rowWindow(1000, ROW, VIEW, 2700, 6)
    expect({ first, last, trackPx, topPx }).toEqual({
      first: 94,
      last: 116,
      trackPx: 27_000,
      topPx: 94 * ROW,
    })
  })

  it('draws nothing of an empty table', () => {
    const { first, last } = rowWindow(0, ROW, VIEW, 0)
    expect(last).toBeLessThan(first)
  })

  it('stays inside the table when the scroll position is beyond it', () => {
    expect(rowWindow(12, ROW, VIEW, 99_999).last).toBe(11)
  })

  it('keeps the track below what browsers can hold and still reaches the last row', () => {
    const rows = 5_000_000
    const atEnd = rowWindow(rows, ROW, VIEW, MAX_TRACK_PX - VIEW)
    expect(atEnd.trackPx).toBe(MAX_TRACK_PX)
    expect(atEnd.last).toBe(rows - 1)
    expect(rowWindow(rows, ROW, VIEW, 0).first).toBe(0)
  })

  it('puts the rows where the eye is, scaled or not', () => {
    for (const rows of [1000, 5_000_000]) {
      const scroll = 9000
      const { first, topPx } = rowWindow(rows, ROW, VIEW, scroll, 0)
      expect(topPx).toBeLessThanOrEqual(scroll)
      expect(topPx).toBeGreaterThan(scroll - ROW)
      expect(first).toBeGreaterThan(0)
    }
  })
})

describe('scrolling to a row', () => {
  it('does not move when the row is seen', () => {
    expect(scrollToShow(12, 1000, ROW, VIEW, 10 * ROW)).toBe(10 * ROW)
  })

  it('moves as little as possible', () => {
    expect(scrollToShow(5, 1000, ROW, VIEW, 10 * ROW)).toBe(5 * ROW)
    expect(scrollToShow(30, 1000, ROW, VIEW, 10 * ROW)).toBe(31 * ROW - VIEW)
  })

  it('shows any row of a scaled table', () => {
    const rows = 5_000_000
    for (const row of [0, 1, 2_500_000, rows - 1]) {
      const { first, last } = rowWindow(rows, ROW, VIEW, scrollToShow(row, rows, ROW, VIEW, 700_000), 1)
      expect(row).toBeGreaterThanOrEqual(first)
      expect(row).toBeLessThanOrEqual(last)
    }
  })
})
