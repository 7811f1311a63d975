import { N_DAYS } from './season.ts'

interface DayLog {
  readonly dayStart: Float64Array
  readonly columns: { readonly second: Int32Array }
}

/** Numbers the rows of the days `from` .. `to` (included) by time; rows of one minute keep their order. */
export function rowsByTime(log: DayLog, from: number, to: number): Uint32Array {
  const first = log.dayStart[from]!
  const order = new Uint32Array(log.dayStart[Math.min(N_DAYS, to + 1)]! - first)
  const starts = new Uint32Array(1441)
  for (let t = from; t <= to; t++) {
    const begin = log.dayStart[t]!
    const end = log.dayStart[t + 1]!
    starts.fill(0)
    for (let row = begin; row < end; row++) starts[minuteOf(log, row, t) + 1]!++
    for (let minute = 0; minute < 1440; minute++) starts[minute + 1]! += starts[minute]!
    for (let row = begin; row < end; row++) order[begin - first + starts[minuteOf(log, row, t)]!++] = row
  }
  return order
}

function minuteOf(log: DayLog, row: number, t: number): number {
  return Math.min(1439, Math.max(0, Math.floor((log.columns.second[row]! - t * 86_400) / 60)))
}
