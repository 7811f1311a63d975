import { LEDGER_FLAG } from '../../../shared/analytics/ledger/ledger.ts'
import { avalanche } from '../keys/hash64.ts'
import {
  AMOUNT,
  FLAGS,
  LINE_HIGH,
  LINE_LOW,
  ORDER_HIGH,
  ORDER_LOW,
  TIME,
  type EventSet,
  type LedgerShape,
} from './eventSet.ts'
import { GroupTable } from './groupTable.ts'

/** Events of one customer that are the same row: equal in everything that the shape calls identity. */
export class SameRow extends GroupTable {
  readonly #hashes: Uint32Array
  readonly #doubles: readonly Float64Array[]
  readonly #words: readonly Uint32Array[]
  readonly #flags: Uint32Array

  constructor(shape: LedgerShape, events: EventSet) {
    super()
    this.#doubles = shape.identityDoubles.map((column) => events.double(column))
    this.#words = shape.identityWords.map((column) => events.word(column))
    this.#flags = events.word(FLAGS)
    this.#hashes = new Uint32Array(events.n)
    for (const column of this.#words) mixWords(this.#hashes, column)
    for (const column of this.#doubles) mixDoubles(this.#hashes, column)
  }

  isSame(a: number, b: number): boolean {
    return this.same(a, b)
  }

  /** A quick look at a few events: true means that no two are the same. */
  areDifferent(order: Uint32Array, from: number, to: number): boolean {
    if (to - from > 8) return false
    const hashes = this.#hashes
    for (let i = from + 1; i < to; i++) {
      const hash = hashes[order[i] ?? 0]
      for (let j = from; j < i; j++) if (hashes[order[j] ?? 0] === hash) return false
    }
    return true
  }

  protected hash(event: number): number {
    return avalanche(this.#hashes[event] ?? 0)
  }

  protected same(a: number, b: number): boolean {
    if (this.#hashes[a] !== this.#hashes[b]) return false
    if ((((this.#flags[a] ?? 0) ^ (this.#flags[b] ?? 0)) & LEDGER_FLAG.refund) !== 0) return false
    for (const column of this.#words) if (column[a] !== column[b]) return false
    for (const column of this.#doubles) {
      const x = column[a] ?? 0
      const y = column[b] ?? 0
      if (x !== y && (x === x || y === y)) return false
    }
    return true
  }
}

/** Lines of one customer's order: same key, or without a key the same second (the same day where there is no clock). */
export class SameOrder extends GroupTable {
  readonly #low: Uint32Array
  readonly #high: Uint32Array
  readonly #time: Float64Array

  constructor(events: EventSet) {
    super()
    this.#low = events.word(ORDER_LOW)
    this.#high = events.word(ORDER_HIGH)
    this.#time = events.double(TIME)
  }

  protected hash(event: number): number {
    return (this.#high[event] ?? 0) === 0
      ? avalanche(((this.#time[event] ?? 0) % 4_294_967_296) | 0)
      : (this.#low[event] ?? 0)
  }

  protected same(a: number, b: number): boolean {
    const high = this.#high[a]
    if (high !== this.#high[b] || this.#low[a] !== this.#low[b]) return false
    return high !== 0 || this.#time[a] === this.#time[b]
  }
}

/** Versions of one order line, told by its line id within its order; a refund is a line of its own. */
export class SameLine extends GroupTable {
  readonly #columns: readonly Uint32Array[]
  readonly #flags: Uint32Array

  constructor(events: EventSet) {
    super()
    this.#columns = [LINE_LOW, LINE_HIGH, ORDER_LOW, ORDER_HIGH].map((column) => events.word(column))
    this.#flags = events.word(FLAGS)
  }

  protected hash(event: number): number {
    return this.#columns[0]?.[event] ?? 0
  }

  protected same(a: number, b: number): boolean {
    if ((((this.#flags[a] ?? 0) ^ (this.#flags[b] ?? 0)) & LEDGER_FLAG.refund) !== 0) return false
    for (const column of this.#columns) if (column[a] !== column[b]) return false
    return true
  }
}

/** An amount above 0 that is no refund: such lines make an order. */
export function isPositive(events: EventSet, event: number): boolean {
  return (
    (events.double(AMOUNT)[event] ?? 0) > 0 && ((events.word(FLAGS)[event] ?? 0) & LEDGER_FLAG.refund) === 0
  )
}

function mixWords(hashes: Uint32Array, column: Uint32Array): void {
  for (let i = 0; i < hashes.length; i++) {
    hashes[i] = Math.imul((hashes[i] ?? 0) ^ (column[i] ?? 0), 0x9e3779b1)
  }
}

function mixDoubles(hashes: Uint32Array, column: Float64Array): void {
  for (let i = 0; i < hashes.length; i++) {
    const value = column[i] ?? 0
    const high = Math.floor(value / 4_294_967_296)
    const low = Math.floor((value - high * 4_294_967_296) * 64)
    hashes[i] = Math.imul((hashes[i] ?? 0) ^ (low | 0) ^ (low / 4_294_967_296) ^ high, 0x85ebca6b)
  }
}
