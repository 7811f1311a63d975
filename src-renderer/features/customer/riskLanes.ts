import type { ChurnCustomer } from '../../../shared/contract/churnRisks.ts'

export const LANES = {
  width: 498,
  left: 112,
  right: 46,
  topPx: 20,
  probabilityPx: 92,
  lanePx: 24,
  gapPx: 8,
  axisPx: 20,
} as const

const WEEK_DAYS = 7

export interface LanePoint {
  readonly x: number
  readonly y: number
  readonly day: number
  readonly p: number
}
export interface LaneBar {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
export interface Lane {
  readonly subject: string
  readonly baseY: number
  readonly peak: number
  readonly bars: readonly LaneBar[]
}
export interface RiskPicture {
  readonly height: number
  readonly firstDay: number
  readonly lastDay: number
  readonly points: readonly LanePoint[]
  readonly lanes: readonly Lane[]
  readonly axisY: number
}

/** Probability 0..1 to the top panel's y. */
export const probabilityY = (p: number): number =>
  LANES.topPx + (1 - Math.min(1, Math.max(0, p))) * (LANES.probabilityPx - LANES.topPx - 4)

/** Geometry of the probability line and the weekly lanes on one time axis that ends at the scored day. */
export function riskPicture(risk: ChurnCustomer, lastDay: number): RiskPicture {
  const weeks = Math.max(0, ...risk.signals.map(({ weekly }) => weekly.length))
  const earliest = risk.history.day[0] ?? lastDay
  const firstDay = Math.min(lastDay - Math.max(1, weeks) * WEEK_DAYS, earliest)
  const span = Math.max(1, lastDay - firstDay)
  const plot = LANES.width - LANES.left - LANES.right
  const xOf = (day: number) => LANES.left + ((day - firstDay) / span) * plot
  const points = Array.from(risk.history.day, (day, i) => ({ day, p: risk.history.pChurn[i] ?? Number.NaN }))
    .filter(({ p }) => Number.isFinite(p))
    .map(({ day, p }) => ({ day, p, x: xOf(day), y: probabilityY(p) }))
  const lanes = risk.signals.map(({ subject, weekly }, lane): Lane => {
    const baseY = LANES.probabilityPx + LANES.gapPx + (lane + 1) * LANES.lanePx
    const peak = weekly.reduce((top, n) => Math.max(top, n), 0)
    const room = LANES.lanePx - 6
    const bars = Array.from(weekly, (n, week): LaneBar => {
      const start = xOf(lastDay - (weekly.length - week) * WEEK_DAYS)
      const end = xOf(lastDay - (weekly.length - week - 1) * WEEK_DAYS)
      const height = peak > 0 ? (n / peak) * room : 0
      return { x: start + 0.75, y: baseY - height, width: Math.max(1, end - start - 1.5), height }
    })
    return { subject, baseY, peak, bars }
  })
  const axisY = LANES.probabilityPx + LANES.gapPx + lanes.length * LANES.lanePx
  return { height: axisY + LANES.axisPx, firstDay, lastDay, points, lanes, axisY }
}

export interface RiskWeek {
  readonly startDay: number
  readonly counts: readonly number[]
  /** the probability at the last scored day of that week, if there was one */
  readonly p: number | null
}

/** The same as rows, one a week. */
export function riskWeeks(risk: ChurnCustomer, lastDay: number): RiskWeek[] {
  const weeks = Math.max(0, ...risk.signals.map(({ weekly }) => weekly.length))
  return Array.from({ length: weeks }, (_, week): RiskWeek => {
    const startDay = lastDay - (weeks - week) * WEEK_DAYS + 1
    let p: number | null = null
    risk.history.day.forEach((day, i) => {
      const value = risk.history.pChurn[i]
      if (day >= startDay && day < startDay + WEEK_DAYS && value !== undefined && Number.isFinite(value))
        p = value
    })
    return {
      startDay,
      p,
      counts: risk.signals.map(({ weekly }) => weekly[week - weeks + weekly.length] ?? 0),
    }
  })
}
