import { ROW_FLAG } from '../../../shared/contract/batch.ts'

/** Positions in `EventSet.doubles`. */
export const ROW = 0
export const TIME = 1
export const AMOUNT = 2
export const QUANTITY = 3
/** Positions in `EventSet.words`; from 4 on they differ between the two ledgers. */
export const CUSTOMER = 0
export const PRODUCT = 1
export const FLAGS = 3
export const ORDER_LOW = 5
export const ORDER_HIGH = 6
export const LINE_LOW = 7
export const LINE_HIGH = 8
export const EVENT = 4

/** the project's own bit beside those of LEDGER_FLAG: only the day is known */
export const NO_CLOCK = 32

/** Bits of a stored row that the ledger takes over, as the ledger has them. */
export function ledgerFlags(rowFlags: number): number {
  return (rowFlags & 7) | ((rowFlags & ROW_FLAG.dateOnly) === 0 ? 0 : NO_CLOCK)
}

/** What one of the two ledgers keeps of a row, and what makes two rows the same. */
export interface LedgerShape {
  readonly name: 'purchases' | 'behaviours'
  readonly doubles: readonly string[]
  readonly words: readonly string[]
  readonly identityDoubles: readonly number[]
  readonly identityWords: readonly number[]
  readonly hasOrders: boolean
}

/**
 * Identity leaves out category, channel and coupon: the same export with one more column mapped is still the same rows.
 * A text's 64-bit hash stands for an order's or a line's key; 0,0 = none.
 */
export const PURCHASE_SHAPE: LedgerShape = {
  name: 'purchases',
  doubles: ['row', 'time', 'amount', 'quantity'],
  words: [
    'customer',
    'product',
    'category',
    'flags',
    'channel',
    'orderLow',
    'orderHigh',
    'lineLow',
    'lineHigh',
  ],
  identityDoubles: [TIME, AMOUNT, QUANTITY],
  identityWords: [PRODUCT, ORDER_LOW, ORDER_HIGH],
  hasOrders: true,
}

export const BEHAVIOUR_SHAPE: LedgerShape = {
  name: 'behaviours',
  doubles: ['row', 'time'],
  words: ['customer', 'product', 'category', 'flags', 'event'],
  identityDoubles: [TIME],
  identityWords: [PRODUCT, EVENT],
  hasOrders: false,
}

export const SHAPES: readonly LedgerShape[] = [PURCHASE_SHAPE, BEHAVIOUR_SHAPE]

/** Events as columns; `doubles[i]` and `words[i]` are named by the shape. Only two element types keep the loops fast. */
export class EventSet {
  readonly n: number
  readonly doubles: readonly Float64Array[]
  readonly words: readonly Uint32Array[]

  constructor(n: number, doubles: readonly Float64Array[], words: readonly Uint32Array[]) {
    this.n = n
    this.doubles = doubles
    this.words = words
  }

  static empty(shape: LedgerShape, n: number): EventSet {
    return new EventSet(
      n,
      shape.doubles.map(() => new Float64Array(n)),
      shape.words.map(() => new Uint32Array(n)),
    )
  }

  double(column: number): Float64Array {
    return this.doubles[column] ?? missing()
  }

  word(column: number): Uint32Array {
    return this.words[column] ?? missing()
  }
}

/** Both sets one after the other. */
export function joined(shape: LedgerShape, first: EventSet, second: EventSet): EventSet {
  if (first.n === 0) return second
  if (second.n === 0) return first
  const all = EventSet.empty(shape, first.n + second.n)
  all.doubles.forEach((column, i) => {
    column.set(first.double(i))
    column.set(second.double(i), first.n)
  })
  all.words.forEach((column, i) => {
    column.set(first.word(i))
    column.set(second.word(i), first.n)
  })
  return all
}

function missing(): never {
  throw new Error('no such column in this ledger')
}
