import { civilFromDay, dayFromCivil } from '../../../../shared/contract/calendar.ts'
import type { Timeline } from '../../../../shared/contract/project.ts'

export interface AsOfBar {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly place: 'window' | 'before' | 'after'
}

export interface AsOfTick {
  readonly x: number
  readonly day: number
}

/** Room of the strip in its own units; bars stand between `top` and `base`. */
export interface AsOfRoom {
  readonly width: number
  readonly top: number
  readonly base: number
}

export interface DayRange {
  readonly firstDay: number
  readonly lastDay: number
}

const MIN_TICK_GAP = 110

/** Middle of a day on the axis. */
export function xOfDay(day: number, range: DayRange, width: number): number {
  const nDays = range.lastDay - range.firstDay + 1
  return ((day - range.firstDay + 0.5) / nDays) * width
}

/** The day under a point of the axis, within the range. */
export function dayAtX(x: number, range: DayRange, width: number): number {
  const nDays = range.lastDay - range.firstDay + 1
  const day = range.firstDay + Math.floor((x / width) * nDays)
  return Math.min(range.lastDay, Math.max(range.firstDay, day))
}

/** Weekly orders as bars, told apart by whether the week ends in the window, before it or after the as-of day. */
export function asOfBars(
  timeline: Timeline,
  range: DayRange,
  asOfDay: number,
  windowDays: number | null,
  room: AsOfRoom,
): AsOfBar[] {
  const most = timeline.orders.reduce((a, b) => Math.max(a, b), 1)
  const nDays = range.lastDay - range.firstDay + 1
  const weekWidth = (7 / nDays) * room.width
  const width = Math.max(0.6, weekWidth - Math.min(1.6, weekWidth * 0.2))
  const firstIn = windowDays === null ? Number.NEGATIVE_INFINITY : asOfDay - windowDays + 1
  const bars: AsOfBar[] = []
  for (let i = 0; i < timeline.orders.length; i++) {
    const start = timeline.weekStartDay[i] ?? 0
    const height = ((timeline.orders[i] ?? 0) / most) * (room.base - room.top)
    const x = ((start - range.firstDay) / nDays) * room.width
    const left = Math.max(0, x)
    const right = Math.min(room.width, x + width)
    if (right <= left) continue
    bars.push({
      x: left,
      y: room.base - height,
      width: right - left,
      height,
      place: start > asOfDay ? 'after' : start + 6 < firstIn ? 'before' : 'window',
    })
  }
  return bars
}

/** First days of months, quarters, half-years or years: the finest step whose labels do not touch. */
export function monthTicks(range: DayRange, width: number): AsOfTick[] {
  const nDays = range.lastDay - range.firstDay + 1
  const step = [1, 3, 6, 12, 24, 60].find((months) => (months * 30.4 * width) / nDays >= MIN_TICK_GAP) ?? 120
  const { year, month } = civilFromDay(range.firstDay)
  const ticks: AsOfTick[] = []
  for (let m = Math.floor((year * 12 + month - 1) / step) * step; ; m += step) {
    const day = dayFromCivil(Math.floor(m / 12), (m % 12) + 1, 1)
    if (day > range.lastDay) break
    const x = ((day - range.firstDay) / nDays) * width
    if (day >= range.firstDay && x < width - 44) ticks.push({ x, day })
  }
  return ticks
}
