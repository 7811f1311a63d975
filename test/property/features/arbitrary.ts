import fc from 'fast-check'
import type {
  PlainBehaviour,
  PlainContact,
  PlainHistory,
  PlainOrderLine,
} from '../../support/customerHistory.ts'
import { EVENT_NAMES } from '../../support/customerHistory.ts'

export const N_CUSTOMERS = 6
export const FIRST_DAY = 19_000
export const AS_OF_DAY = 19_420

/** Days cluster around the windows' edges, so that off-by-one errors show. */
const EDGES = [0, 1, 6, 7, 13, 14, 29, 30, 59, 60, 89, 90, 179, 180, 304, 305, 364, 365, 394, 395]

/** Undefined is left out, as exact optional properties ask. */
function compact<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T
}

const past = fc.oneof(
  fc.constantFrom(...EDGES).map((age) => AS_OF_DAY - age),
  fc.integer({ min: FIRST_DAY, max: AS_OF_DAY }),
)
const future = fc.integer({ min: AS_OF_DAY + 1, max: AS_OF_DAY + 400 })
const customer = fc.integer({ min: 0, max: N_CUSTOMERS - 1 })
const minute = fc.option(fc.integer({ min: 0, max: 1_439 }), { nil: undefined })
const id = (max: number) => fc.integer({ min: 0, max })
const known = fc.constantFrom(0, 1, 255)

function lines(day: fc.Arbitrary<number>): fc.Arbitrary<PlainOrderLine[]> {
  return fc.array(
    fc
      .record({
        customer,
        day,
        minute,
        amountMinor: fc.oneof(fc.integer({ min: -900, max: 9_000 }), fc.constantFrom(-500, 0, 500, 1_000)),
        quantity: fc.option(fc.integer({ min: -2, max: 5 }), { nil: undefined }),
        product: id(6),
        category: id(3),
        channel: id(3),
        coupon: fc.boolean(),
        undated: fc.boolean(),
      })
      .map((one) => compact<PlainOrderLine>(one)),
    { maxLength: 60, size: 'max' },
  )
}

function behaviours(day: fc.Arbitrary<number>): fc.Arbitrary<PlainBehaviour[]> {
  return fc.array(
    fc
      .record({
        customer,
        day,
        minute,
        event: fc.constantFrom(...EVENT_NAMES.slice(1)),
        product: id(5),
        category: id(3),
      })
      .map((one) => compact<PlainBehaviour>(one)),
    { maxLength: 150, size: 'max' },
  )
}

function contacts(day: fc.Arbitrary<number>): fc.Arbitrary<PlainContact[]> {
  return fc.array(
    fc.record({
      customer,
      day,
      channel: id(3),
      control: fc.constantFrom(0, 0, 0, 1),
      couponFaceMinor: fc.constantFrom(NaN, 0, 1_000, 2_000),
      delivered: known,
      opened: known,
      clicked: known,
      redeemed: known,
    }),
    { maxLength: 40, size: 'max' },
  )
}

/** Histories up to the as-of day. */
export const histories: fc.Arbitrary<Required<Omit<PlainHistory, 'isBare'>>> = fc.record({
  nCustomers: fc.constant(N_CUSTOMERS),
  purchases: lines(past),
  behaviours: behaviours(past),
  contacts: contacts(past),
})

/** What happens after it. */
export const futures: fc.Arbitrary<Required<Omit<PlainHistory, 'isBare' | 'nCustomers'>>> = fc.record({
  purchases: lines(future),
  behaviours: behaviours(future),
  contacts: contacts(future),
})
