import { LEDGER_FLAG, type PurchaseLedger } from '../ledger/ledger.ts'
import { CalendarTable, weekdayOf } from './calendarTable.ts'
import { DayList, GapStatistics } from './gapStatistics.ts'
import { endThrough, entriesFrom, spanOf } from './history.ts'
import type { ProductTaste } from './productTaste.ts'
import { cumulate, N_WINDOWS, windowOf } from './windows.ts'
import { Variety } from './variety.ts'

/** Measures of `PurchaseState.sums`. */
export const MEASURE = {
  orders: 0,
  /** gross minor units of positive lines */
  spend: 1,
  orderDays: 2,
  lines: 3,
  couponOrders: 4,
  /** dated refund lines */
  refunds: 5,
  refundMinor: 6,
  quantity: 7,
} as const
const N_MEASURES = 8

const { refund, coupon, undatedRefund, orderStart, positive } = LEDGER_FLAG
const UNKNOWN_MINUTE = 65_535

/** Order days of one customer in short. */
interface OrderSpan {
  firstDay: number
  lastDay: number
  nDays: number
}

/**
 * What one customer had bought by the end of the as-of day, refilled for every customer. Refunds whose own day is unknown
 * are left out altogether: they stand on their order's day, and may have come after the as-of day.
 */
export class PurchaseState {
  readonly asOfDay: number
  /** days of the whole ledger up to the as-of day; below 1 when it begins later */
  readonly observedDays: number
  readonly sums = new Float64Array(N_MEASURES * N_WINDOWS)
  readonly days = new DayList()
  readonly gaps = new GapStatistics()
  readonly categories: Variety | null
  readonly products: Variety | null
  readonly channels: Variety | null
  /** how the products fare in the shop; null unless given */
  taste: ProductTaste | null = null
  readonly weekdays = new Float64Array(7)
  readonly hours = new Float64Array(24)
  readonly months = new Float64Array(13)
  /** gross by order day, beside `days` */
  basketMinor = new Float64Array(64)
  nOrders = 0
  nClocked = 0
  monthDaySum = 0
  /** orders in the 60 days after, and in the 30 days up to, the day a year before the as-of day */
  nYearAgoNext = 0
  nYearAgoBefore = 0
  hasFirstCoupon = 0
  hasLastCoupon = 0
  firstChannel = 0
  lastChannel = 0
  lastWeekday = NaN
  lastHour = NaN
  lastQuantity = 0
  lastRefundDay = NaN
  /** refunded lines and minor units after the last order day began */
  nRefundsAfterLast = 0
  refundAfterLastMinor = 0

  private readonly span: OrderSpan = { firstDay: NaN, lastDay: NaN, nDays: 0 }
  private readonly ledger: PurchaseLedger
  private readonly calendar: CalendarTable

  constructor(ledger: PurchaseLedger, asOfDay: number) {
    this.ledger = ledger
    this.asOfDay = asOfDay
    const firstDay = spanOf(ledger)?.firstDay ?? Infinity
    this.observedDays = asOfDay - firstDay + 1
    this.calendar = new CalendarTable(firstDay, Math.max(firstDay - 1, asOfDay))
    this.categories = ledger.category === undefined ? null : new Variety(ledger.category)
    this.products = ledger.product === undefined ? null : new Variety(ledger.product)
    this.channels = ledger.channel === undefined ? null : new Variety(ledger.channel)
  }

  /** Day of the last order; NaN without orders. */
  get lastDay(): number {
    return this.days.fromEnd(1)
  }

  /** Day of the first order; NaN without orders. */
  get firstDay(): number {
    return this.days.n === 0 ? NaN : this.days.day[0]!
  }

  /** Calendar month (1..12) of a day. */
  monthOf(day: number): number {
    return this.calendar.monthOf(day)
  }

  private clear(): void {
    this.sums.fill(0)
    this.days.clear()
    this.weekdays.fill(0)
    this.hours.fill(0)
    this.months.fill(0)
    this.categories?.clear()
    this.products?.clear()
    this.channels?.clear()
    this.taste?.clear()
    this.nOrders = this.nClocked = this.monthDaySum = this.nYearAgoNext = this.nYearAgoBefore = 0
    this.hasFirstCoupon = this.hasLastCoupon = this.firstChannel = this.lastChannel = 0
    this.lastQuantity = this.nRefundsAfterLast = this.refundAfterLastMinor = 0
    this.lastWeekday = this.lastHour = this.lastRefundDay = NaN
  }

  /** Reads a customer. Cost: linear in the entries up to the as-of day. */
  read(customer: number): void {
    this.clear()
    const { ledger, asOfDay, sums } = this
    const { day: dayOf, amountMinor, flags, quantity } = ledger
    const end = endThrough(ledger, customer, asOfDay)
    let isCouponCounted = false
    for (let i = entriesFrom(ledger, customer); i < end; i++) {
      const flag = flags[i]!
      if ((flag & undatedRefund) !== 0) continue
      const day = dayOf[i]!
      const age = asOfDay - day
      const window = windowOf(age)
      if ((flag & refund) !== 0) {
        this.noteRefund(day, window, -amountMinor[i]!)
        continue
      }
      if ((flag & positive) === 0) continue
      if (this.days.add(day)) this.openDay(day, window)
      const isStart = (flag & orderStart) !== 0
      if (isStart) {
        isCouponCounted = false
        this.noteOrder(i, age, window)
      }
      const last = this.days.n - 1
      this.basketMinor[last] = this.basketMinor[last]! + amountMinor[i]!
      add(sums, MEASURE.spend, window, amountMinor[i]!)
      add(sums, MEASURE.lines, window, 1)
      if (quantity !== undefined && quantity[i]! > 0) {
        add(sums, MEASURE.quantity, window, quantity[i]!)
        this.lastQuantity += quantity[i]!
      }
      if ((flag & coupon) !== 0 && !isCouponCounted) {
        isCouponCounted = true
        add(sums, MEASURE.couponOrders, window, 1)
        if (last === 0) this.hasFirstCoupon = 1
        this.hasLastCoupon = 1
      }
      this.categories?.note(ledger.category![i]!, age)
      this.products?.note(ledger.product![i]!, age)
      this.taste?.note(ledger.product![i]!)
    }
    cumulate(sums)
    this.gaps.read(this.days, asOfDay)
  }

  /** First and last order day and number of order days of a customer, without reading all else. */
  spanOf(customer: number): OrderSpan {
    const { ledger, asOfDay, span } = this
    const { day: dayOf, flags } = ledger
    const end = endThrough(ledger, customer, asOfDay)
    span.nDays = 0
    for (let i = entriesFrom(ledger, customer); i < end; i++) {
      const flag = flags[i]!
      if ((flag & positive) === 0 || (flag & (refund | undatedRefund)) !== 0) continue
      const day = dayOf[i]!
      if (span.nDays === 0) span.firstDay = day
      else if (day === span.lastDay) continue
      span.lastDay = day
      span.nDays++
    }
    return span
  }

  private noteRefund(day: number, window: number, minor: number): void {
    add(this.sums, MEASURE.refunds, window, 1)
    add(this.sums, MEASURE.refundMinor, window, minor)
    this.lastRefundDay = day
    this.nRefundsAfterLast++
    this.refundAfterLastMinor += minor
  }

  private openDay(day: number, window: number): void {
    const last = this.days.n - 1
    if (last === this.basketMinor.length) {
      const wider = new Float64Array(last * 2)
      wider.set(this.basketMinor)
      this.basketMinor = wider
    }
    this.basketMinor[last] = 0
    add(this.sums, MEASURE.orderDays, window, 1)
    this.lastWeekday = weekdayOf(day)
    bump(this.weekdays, this.lastWeekday)
    bump(this.months, this.calendar.monthOf(day))
    this.monthDaySum += this.calendar.dayOfMonthOf(day)
    this.hasLastCoupon = 0
    this.lastQuantity = 0
    this.nRefundsAfterLast = this.refundAfterLastMinor = 0
    this.products?.openDay()
    this.taste?.openDay()
  }

  private noteOrder(i: number, age: number, window: number): void {
    add(this.sums, MEASURE.orders, window, 1)
    this.nOrders++
    if (age >= 305 && age < 365) this.nYearAgoNext++
    else if (age >= 365 && age < 395) this.nYearAgoBefore++
    const { minute, channel } = this.ledger
    const clock = minute?.[i] ?? UNKNOWN_MINUTE
    if (clock !== UNKNOWN_MINUTE) {
      this.lastHour = Math.floor(clock / 60)
      bump(this.hours, this.lastHour)
      this.nClocked++
    }
    if (channel !== undefined) {
      this.lastChannel = channel[i]!
      if (this.nOrders === 1) this.firstChannel = this.lastChannel
      this.channels?.note(this.lastChannel, age)
    }
  }
}

function add(sums: Float64Array, measure: number, window: number, value: number): void {
  const at = measure * N_WINDOWS + window
  sums[at] = sums[at]! + value
}

function bump(counts: Float64Array, at: number): void {
  counts[at] = counts[at]! + 1
}
