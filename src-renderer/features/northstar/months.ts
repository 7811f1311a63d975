import { civilFromDay } from '../../../shared/contract/calendar.ts'
import {
  DEFAULT_CORE_DEFINITION,
  type NorthStarBoard,
  type NorthStarMonth,
  type NorthStarShare,
} from '../../../shared/contract/northstar.ts'
import type { ProjectSummary } from '../../../shared/contract/project.ts'
import {
  changeInterval,
  decompose,
  type Decomposition,
} from '../../../shared/analytics/northstar/decompose.ts'
import { wilsonInterval } from '../../../shared/analytics/numerics/wilson.ts'
import type { Cut } from './store.ts'

/** Below this many core customers the share is told as not yet conclusive. */
export const FEW_CORE = 30
const SHOWN_MONTHS = 24

/** Months that can be told: finished, with a core. */
export const toldMonths = ({ months }: Pick<NorthStarBoard, 'months'>): readonly NorthStarMonth[] =>
  months.filter((month) => month.isFinished && month.core > 0)

/** The chosen month, else the last finished one; null when no month can be told. */
export function toldMonth(
  board: Pick<NorthStarBoard, 'months'>,
  monthDay: number | null,
): NorthStarMonth | null {
  const told = toldMonths(board)
  return told.find((month) => month.monthDay === monthDay) ?? told.at(-1) ?? null
}

/** The calendar months that a chart shows: the last 24, from the first with a core. */
export function shownMonths({ months }: Pick<NorthStarBoard, 'months'>): readonly NorthStarMonth[] {
  const first = months.findIndex((month) => month.core > 0)
  return first < 0 ? [] : months.slice(Math.max(first, months.length - SHOWN_MONTHS))
}

/** The month `back` calendar months before; null before the ledger. */
export function monthBefore(
  { months }: Pick<NorthStarBoard, 'months'>,
  month: NorthStarMonth,
  back = 1,
): NorthStarMonth | null {
  const at = months.findIndex((one) => one.monthDay === month.monthDay)
  return months[at - back] ?? null
}

export interface ToldChange {
  readonly before: NorthStarMonth
  readonly split: Decomposition
  readonly interval: { readonly value: number; readonly low: number; readonly high: number }
}

/** The change against the month before, taken apart; null where there is nothing to compare with. */
export function changeOf(
  board: Pick<NorthStarBoard, 'months'>,
  month: NorthStarMonth,
  cut: Cut,
): ToldChange | null {
  const before = monthBefore(board, month)
  if (before === null) return null
  const groups = (one: NorthStarMonth) => (cut === 'rate' ? one.byRate : one.byTenure)
  const split = decompose(groups(before), groups(month))
  const interval = changeInterval(before.northStar, month.northStar)
  return split === null || interval === null ? null : { before, split, interval }
}

/** How the shop's own core leaves: over its last finished months, as a rate a month with its 95% interval. */
export interface ShopChurn {
  readonly nMonths: number
  readonly rate: NonNullable<NorthStarShare>
  readonly left: number
  readonly core: number
  /** net revenue of the core a core customer and month */
  readonly revenueMinor: number
}

const CHURN_MONTHS = 6

/** Core customers no longer core a month later, over up to six finished months; null with fewer than 30 of them. */
export function shopChurn(board: Pick<NorthStarBoard, 'months'>): ShopChurn | null {
  const pairs = board.months
    .flatMap((month, i) => {
      const before = board.months[i - 1]
      const isTold = before !== undefined && before.core > 0 && month.isFinished && before.isWindowComplete
      return isTold ? [{ before, month }] : []
    })
    .slice(-CHURN_MONTHS)
  const core = pairs.reduce((sum, { before }) => sum + before.core, 0)
  const left = pairs.reduce((sum, { month }) => sum + month.left, 0)
  const rate = wilsonInterval(left, core)
  if (rate === null || core < FEW_CORE) return null
  const revenue = pairs.reduce((sum, { before }) => sum + before.coreRevenueMinor, 0)
  return { nMonths: pairs.length, rate, left, core, revenueMinor: Math.max(0, revenue / core) }
}

const monthNumber = (day: number) => {
  const { year, month } = civilFromDay(day)
  return 12 * year + month
}

/** A month is over whose history fills the usual window: the board can be the first thing that a project shows. */
export function spansWindow({ firstDay, lastDay }: Pick<ProjectSummary, 'firstDay' | 'lastDay'>): boolean {
  if (firstDay === null || lastDay === null) return false
  const finished = monthNumber(lastDay + 1) - 1
  return finished - monthNumber(firstDay) >= DEFAULT_CORE_DEFINITION.windowMonths
}
