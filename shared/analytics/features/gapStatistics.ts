import { quickselect } from '../numerics/quickselect.ts'

/** Distinct days of one customer, ascending; grows, is refilled for every customer. */
export class DayList {
  n = 0
  day = new Int32Array(64)

  clear(): void {
    this.n = 0
  }

  /** Adds a day that is not before the last one; the last one again changes nothing. Returns whether it is new. */
  add(day: number): boolean {
    if (this.n > 0 && this.day[this.n - 1] === day) return false
    if (this.n === this.day.length) {
      const wider = new Int32Array(this.n * 2)
      wider.set(this.day)
      this.day = wider
    }
    this.day[this.n++] = day
    return true
  }

  /** The k-th day from the end, k = 1 is the last; NaN when there is none. */
  fromEnd(k: number): number {
    return k <= this.n ? this.day[this.n - k]! : NaN
  }
}

/**
 * The days between consecutive days of a list. Everything is NaN without a gap; `deviation`, `variation` (deviation /
 * mean) and `laterOverEarlier` (mean of the later half of the gaps / mean of the earlier half) below two gaps.
 * `longerShare` is the share of the customer's own gaps that are longer than the present silence.
 */
export class GapStatistics {
  n = 0
  sum = 0
  mean = NaN
  median = NaN
  deviation = NaN
  variation = NaN
  min = NaN
  max = NaN
  last = NaN
  longerShare = NaN
  laterOverEarlier = NaN
  private scratch = new Float64Array(64)

  /** Reads a list; silence is `asOfDay` - last day. Cost: linear in the days, expected. */
  read(days: DayList, asOfDay: number): void {
    const n = days.n - 1
    this.n = Math.max(0, n)
    if (n < 1) {
      this.sum = 0
      this.mean = this.median = this.deviation = this.variation = NaN
      this.min = this.max = this.last = this.longerShare = this.laterOverEarlier = NaN
      return
    }
    if (this.scratch.length < n) this.scratch = new Float64Array(n * 2)
    const { scratch } = this
    const { day } = days
    const silence = asOfDay - day[n]!
    const firstLater = n - (n >> 1)
    let squares = 0
    let min = Infinity
    let max = 0
    let nLonger = 0
    for (let i = 0; i < n; i++) {
      const gap = day[i + 1]! - day[i]!
      scratch[i] = gap
      squares += gap * gap
      if (gap < min) min = gap
      if (gap > max) max = gap
      if (gap > silence) nLonger++
    }
    this.last = scratch[n - 1]!
    const span = day[n]! - day[0]!
    const mean = span / n
    this.sum = span
    this.mean = mean
    this.min = min
    this.max = max
    this.longerShare = nLonger / n
    this.deviation = n < 2 ? NaN : Math.sqrt(Math.max(0, (squares - span * mean) / (n - 1)))
    this.variation = this.deviation / mean
    const half = n >> 1
    this.laterOverEarlier =
      half === 0 ? NaN : (day[n]! - day[firstLater]!) / Math.max(1, day[half]! - day[0]!)
    const upper = quickselect(scratch, 0, n, n >> 1)
    this.median = n % 2 === 1 ? upper : (upper + largestOf(scratch, n >> 1)) / 2
  }
}

/** After a selection at `n`, the largest of the first n values is the one below it in order. */
function largestOf(values: Float64Array, n: number): number {
  let largest = values[0]!
  for (let i = 1; i < n; i++) if (values[i]! > largest) largest = values[i]!
  return largest
}
