import { CUSTOMER, FLAGS, NO_CLOCK, ROW, TIME, type EventSet } from './eventSet.ts'

/** Events of a range of customers put in order: `order` lists them by customer, minute and row id. */
export interface Arranged {
  readonly order: Uint32Array
  /** events of customer first + c stand in order[starts[c] .. starts[c + 1]) */
  readonly starts: Uint32Array
  /** day * 65536 + minute of the day, or + 65535 where the clock is unknown */
  readonly minuteKeys: Float64Array
}

/** Cost: one counting sort by customer, then insertion, since rows of a file mostly come in the order of time. */
export function arrange(events: EventSet, firstCustomer: number, nCustomers: number): Arranged {
  const customers = events.word(CUSTOMER)
  const starts = new Uint32Array(nCustomers + 1)
  for (let i = 0; i < events.n; i++) {
    const c = (customers[i] ?? 0) - firstCustomer + 1
    starts[c] = (starts[c] ?? 0) + 1
  }
  for (let c = 1; c <= nCustomers; c++) starts[c] = (starts[c] ?? 0) + (starts[c - 1] ?? 0)
  const next = starts.slice(0, nCustomers)
  const order = new Uint32Array(events.n)
  for (let i = 0; i < events.n; i++) {
    const c = (customers[i] ?? 0) - firstCustomer
    const at = next[c] ?? 0
    order[at] = i
    next[c] = at + 1
  }
  const minuteKeys = minuteKeysOf(events)
  const rows = events.double(ROW)
  for (let c = 0; c < nCustomers; c++) sortRange(order, starts[c] ?? 0, starts[c + 1] ?? 0, minuteKeys, rows)
  return { order, starts, minuteKeys }
}

function minuteKeysOf(events: EventSet): Float64Array {
  const keys = new Float64Array(events.n)
  const times = events.double(TIME)
  const flags = events.word(FLAGS)
  for (let i = 0; i < events.n; i++) {
    const time = times[i] ?? 0
    const day = Math.floor(time / 86_400)
    const minute = ((flags[i] ?? 0) & NO_CLOCK) !== 0 ? 65_535 : Math.floor((time - day * 86_400) / 60)
    keys[i] = day * 65_536 + minute
  }
  return keys
}

function sortRange(
  order: Uint32Array,
  from: number,
  to: number,
  keys: Float64Array,
  rows: Float64Array,
): void {
  let moves = 0
  const patience = (to - from) * 16
  for (let i = from + 1; i < to; i++) {
    const event = order[i] ?? 0
    const key = keys[event] ?? 0
    const row = rows[event] ?? 0
    let j = i - 1
    while (j >= from) {
      const other = order[j] ?? 0
      const otherKey = keys[other] ?? 0
      if (otherKey < key || (otherKey === key && (rows[other] ?? 0) < row)) break
      order[j + 1] = other
      j--
      moves++
    }
    order[j + 1] = event
    if (moves > patience) {
      order
        .subarray(from, to)
        .sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || (rows[a] ?? 0) - (rows[b] ?? 0))
      return
    }
  }
}
