import { endThrough, entriesFrom } from '../features/history.ts'
import type { PurchaseLedger } from '../ledger/ledger.ts'

/** Days of spend that make a customer's yearly value. */
export const VALUE_DAYS = 365

/** Net spend of each customer in the 365 days up to and including a day, minor units. Cost: their purchases. */
export function yearlyValue(ledger: PurchaseLedger, customers: Uint32Array, day: number): Float64Array {
  return Float64Array.from(customers, (customer) => {
    let sum = 0
    const first = entriesFrom(ledger, customer)
    for (
      let i = endThrough(ledger, customer, day) - 1;
      i >= first && ledger.day[i]! > day - VALUE_DAYS;
      i--
    ) {
      sum += ledger.amountMinor[i]!
    }
    return sum
  })
}
