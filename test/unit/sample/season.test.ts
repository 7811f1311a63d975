import { describe, expect, it } from 'vitest'
import { isoFromDay } from '../../../shared/contract/calendar.ts'
import {
  createCalendar,
  HORIZON_DAYS,
  N_DAYS,
  OCCASIONS,
  PROMOTIONS,
  SAMPLE_FIRST_DAY,
  SAMPLE_LAST_DAY,
} from '../../../shared/sample/season.ts'

describe('the calendar of the sample shop', () => {
  it('covers two years and ends on 2025-11-12', () => {
    expect(isoFromDay(SAMPLE_FIRST_DAY)).toBe('2023-11-13')
    expect(isoFromDay(SAMPLE_LAST_DAY)).toBe('2025-11-12')
    expect(N_DAYS).toBe(731)
  })

  it('has promotions and occasions in order of time, promotions without overlap', () => {
    PROMOTIONS.forEach((one, i) => {
      expect(one.to).toBeGreaterThanOrEqual(one.from)
      expect(one.peaks.every((peak) => peak >= one.from && peak <= one.to)).toBe(true)
      if (i > 0) expect(one.from).toBeGreaterThan(PROMOTIONS[i - 1]!.to)
    })
    for (let i = 1; i < OCCASIONS.length; i++)
      expect(OCCASIONS[i]!.from).toBeGreaterThanOrEqual(OCCASIONS[i - 1]!.from)
  })

  it('knows every day of the history and of the horizon of the truth', () => {
    const calendar = createCalendar()
    expect(calendar.thirst.length).toBeGreaterThan(N_DAYS + HORIZON_DAYS)
    for (let t = 0; t < N_DAYS + HORIZON_DAYS; t++) {
      expect(calendar.weekday[t]).toBeGreaterThan(0)
      const next = calendar.nextPromotion[t]!
      if (next >= 0) expect(PROMOTIONS[next]!.from).toBeGreaterThan(t)
    }
  })

  it('is busiest on Sundays, thirstiest in winter, and brings a crowd on Double 11', () => {
    const calendar = createCalendar()
    const dayOf = (iso: string): number => Date.parse(`${iso}T00:00Z`) / 86_400_000 - SAMPLE_FIRST_DAY
    expect(calendar.weekday[dayOf('2025-03-16')]).toBe(1)
    expect(calendar.weekday[dayOf('2025-03-17')]).toBeCloseTo(0.72)
    expect(calendar.thirst[dayOf('2025-01-15')]!).toBeGreaterThan(calendar.thirst[dayOf('2025-07-15')]!)
    expect(calendar.arrivals[dayOf('2025-11-11')]!).toBeGreaterThan(
      3 * calendar.arrivals[dayOf('2025-10-21')]!,
    )
  })
})
