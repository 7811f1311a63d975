import { dayFromCivil } from '../contract/calendar.ts'

/** First and last day of the sample's history, as shop-calendar days: 2023-11-13 to 2025-11-12. */
export const SAMPLE_FIRST_DAY = dayFromCivil(2023, 11, 13)
export const SAMPLE_LAST_DAY = dayFromCivil(2025, 11, 12)
/** Days of history; inside the generator a day is counted from 0, the first day of history. */
export const N_DAYS = SAMPLE_LAST_DAY - SAMPLE_FIRST_DAY + 1
/** Days after the end into which the truth looks. */
export const HORIZON_DAYS = 180
/** Behaviour logs are kept for about 13 months: they begin on this day, 2024-10-01. */
export const BEHAVIOURS_FROM = dayFromCivil(2024, 10, 1) - SAMPLE_FIRST_DAY
/** "Does not happen" wherever a day of the generator is meant. */
export const NEVER = 0x3fff

const at = (year: number, month: number, dayOfMonth: number): number =>
  dayFromCivil(year, month, dayOfMonth) - SAMPLE_FIRST_DAY

/** A sale: `discount` off the list price, `pull` = how many patient customers wait for it, `crowd` = new customers. */
interface Promotion {
  readonly from: number
  readonly to: number
  readonly peaks: readonly number[]
  readonly discount: number
  readonly pull: number
  readonly crowd: number
}

function promotion(
  from: number,
  to: number,
  peaks: readonly number[],
  discount: number,
  pull: number,
  crowd: number,
): Promotion {
  return { from, to, peaks, discount, pull, crowd }
}

/** The promotion calendar. Lunar festivals stand on their real days. */
export const PROMOTIONS: readonly Promotion[] = [
  promotion(at(2023, 12, 10), at(2023, 12, 12), [at(2023, 12, 12)], 0.12, 0.35, 1.6),
  promotion(at(2024, 1, 12), at(2024, 2, 2), [at(2024, 1, 18), at(2024, 1, 26)], 0.1, 0.3, 1.5),
  promotion(at(2024, 3, 5), at(2024, 3, 8), [at(2024, 3, 8)], 0.12, 0.35, 1.6),
  promotion(at(2024, 4, 1), at(2024, 4, 20), [at(2024, 4, 4), at(2024, 4, 12)], 0.05, 0.2, 1.5),
  promotion(at(2024, 6, 1), at(2024, 6, 18), [at(2024, 6, 1), at(2024, 6, 18)], 0.16, 0.7, 2.6),
  promotion(at(2024, 8, 30), at(2024, 9, 16), [at(2024, 9, 6), at(2024, 9, 12)], 0.08, 0.25, 1.4),
  promotion(at(2024, 10, 31), at(2024, 11, 11), [at(2024, 10, 31), at(2024, 11, 11)], 0.2, 0.85, 3.4),
  promotion(at(2024, 12, 10), at(2024, 12, 12), [at(2024, 12, 12)], 0.12, 0.35, 1.6),
  promotion(at(2025, 1, 3), at(2025, 1, 20), [at(2025, 1, 8), at(2025, 1, 16)], 0.1, 0.3, 1.5),
  promotion(at(2025, 3, 5), at(2025, 3, 8), [at(2025, 3, 8)], 0.12, 0.35, 1.6),
  promotion(at(2025, 4, 1), at(2025, 4, 20), [at(2025, 4, 4), at(2025, 4, 12)], 0.05, 0.2, 1.5),
  promotion(at(2025, 6, 1), at(2025, 6, 18), [at(2025, 6, 1), at(2025, 6, 18)], 0.17, 0.75, 2.6),
  promotion(at(2025, 9, 15), at(2025, 10, 5), [at(2025, 9, 22), at(2025, 9, 29)], 0.08, 0.25, 1.4),
  promotion(at(2025, 10, 31), at(2025, 11, 11), [at(2025, 10, 31), at(2025, 11, 11)], 0.22, 0.9, 3.4),
  promotion(at(2025, 12, 10), at(2025, 12, 12), [at(2025, 12, 12)], 0.12, 0.35, 1.6),
  promotion(at(2026, 1, 23), at(2026, 2, 10), [at(2026, 1, 28), at(2026, 2, 4)], 0.1, 0.3, 1.5),
  promotion(at(2026, 3, 5), at(2026, 3, 8), [at(2026, 3, 8)], 0.12, 0.35, 1.6),
  promotion(at(2026, 4, 1), at(2026, 4, 20), [at(2026, 4, 4), at(2026, 4, 12)], 0.05, 0.2, 1.5),
]

/** A season in which every customer decides once whether to buy out of his rhythm. */
interface Occasion {
  readonly from: number
  readonly to: number
  readonly kind: 'gift' | 'springTea' | 'stockUp'
  /** share of a customer's own inclination that applies */
  readonly strength: number
}

/** New-year goods, spring tea, 618, Father's Day, Mid-Autumn and Double 11, in order of time. */
export const OCCASIONS: readonly Occasion[] = [
  { from: at(2024, 1, 8), to: at(2024, 2, 4), kind: 'gift', strength: 1 },
  { from: at(2024, 3, 22), to: at(2024, 4, 30), kind: 'springTea', strength: 1 },
  { from: at(2024, 6, 1), to: at(2024, 6, 18), kind: 'stockUp', strength: 0.75 },
  { from: at(2024, 6, 5), to: at(2024, 6, 15), kind: 'gift', strength: 0.25 },
  { from: at(2024, 8, 28), to: at(2024, 9, 14), kind: 'gift', strength: 0.8 },
  { from: at(2024, 10, 31), to: at(2024, 11, 11), kind: 'stockUp', strength: 1 },
  { from: at(2025, 1, 2), to: at(2025, 1, 23), kind: 'gift', strength: 1 },
  { from: at(2025, 3, 22), to: at(2025, 4, 30), kind: 'springTea', strength: 1 },
  { from: at(2025, 6, 1), to: at(2025, 6, 18), kind: 'stockUp', strength: 0.75 },
  { from: at(2025, 6, 5), to: at(2025, 6, 14), kind: 'gift', strength: 0.25 },
  { from: at(2025, 9, 12), to: at(2025, 10, 3), kind: 'gift', strength: 0.8 },
  { from: at(2025, 10, 31), to: at(2025, 11, 11), kind: 'stockUp', strength: 1 },
  { from: at(2026, 1, 16), to: at(2026, 2, 11), kind: 'gift', strength: 1 },
  { from: at(2026, 3, 22), to: at(2026, 4, 30), kind: 'springTea', strength: 1 },
]

/** Days on which nothing is shipped around the Spring Festival: most orders wait. */
const SHUTDOWNS: readonly (readonly [number, number])[] = [
  [at(2024, 2, 8), at(2024, 2, 16)],
  [at(2025, 1, 26), at(2025, 2, 3)],
  [at(2026, 2, 14), at(2026, 2, 22)],
]

/** The recent wave: two best sellers run out, then the eastern warehouse moves and delivers badly. */
export const WAVE = {
  soldOutFrom: at(2025, 7, 1),
  badDeliveryFrom: at(2025, 9, 8),
  badDeliveryTo: at(2025, 10, 28),
} as const

/** What is known of every day, from 0 to the end of the truth's horizon. */
export interface Calendar {
  /** number of the promotion that runs, -1 = none */
  readonly promotion: Int8Array
  /** number of the next promotion that has not begun, -1 = none */
  readonly nextPromotion: Int8Array
  readonly shutdown: Uint8Array
  /** share of wishes that are acted upon on this weekday */
  readonly weekday: Float32Array
  /** how fast stock is used up: less tea in the heat */
  readonly thirst: Float32Array
  /** weight of new customers */
  readonly arrivals: Float64Array
}

const WEEKDAY_ACCEPTANCE = [0.72, 0.74, 0.76, 0.78, 0.86, 0.97, 1] as const

/** The day tables. Cost: a thousand days. */
export function createCalendar(): Calendar {
  const n = N_DAYS + HORIZON_DAYS + 40
  const calendar: Calendar = {
    promotion: new Int8Array(n).fill(-1),
    nextPromotion: new Int8Array(n).fill(-1),
    shutdown: new Uint8Array(n),
    weekday: new Float32Array(n),
    thirst: new Float32Array(n),
    arrivals: new Float64Array(N_DAYS),
  }
  PROMOTIONS.forEach((one, index) => calendar.promotion.fill(index, one.from, one.to + 1))
  for (const [from, to] of SHUTDOWNS) calendar.shutdown.fill(1, from, to + 1)
  let next = 0
  for (let t = 0; t < n; t++) {
    while (next < PROMOTIONS.length && PROMOTIONS[next]!.from <= t) next++
    calendar.nextPromotion[t] = next < PROMOTIONS.length ? next : -1
    const monday = (t + SAMPLE_FIRST_DAY + 3) % 7
    calendar.weekday[t] = WEEKDAY_ACCEPTANCE[monday]!
    const yearShare = ((t + SAMPLE_FIRST_DAY - dayFromCivil(2024, 1, 15)) % 365.25) / 365.25
    calendar.thirst[t] = 1 + 0.16 * Math.cos(2 * Math.PI * yearShare)
  }
  for (let t = 0; t < N_DAYS; t++) {
    const running = calendar.promotion[t]!
    const sale = running < 0 ? null : PROMOTIONS[running]!
    const crowd = sale === null ? 1 : sale.crowd * (sale.peaks.includes(t) ? 1.8 : 0.8)
    const growth = 0.8 + (0.5 * t) / N_DAYS
    calendar.arrivals[t] = growth * crowd * calendar.weekday[t]! * (calendar.shutdown[t] === 1 ? 0.25 : 1)
  }
  return calendar
}
