import { POTENTIALS, type SilentTier } from '../../contract/silent.ts'
import type { AliveFinder } from '../churn/alive.ts'
import { endThrough } from '../features/history.ts'
import { LEDGER_FLAG, type PurchaseLedger } from '../ledger/ledger.ts'
import { wilsonInterval } from '../numerics/wilson.ts'
import { isSilentAt, lastSeenAt } from './silence.ts'

/** An order within so many days counts as a return. */
export const RETURN_DAYS = 30
/** Spend of so many days from the first order after a silence is what a return is worth. */
export const VALUE_DAYS = 180
/** Fewer returns of a potential than this, and those of all are used. */
export const LEAST_RETURNS = 30
/** days at which the silent of the past are looked at */
const LOOKS = 12

/** First day of an order after `day`, or null. Cost: a binary search and the entries up to it. */
export function nextOrderAfter(purchases: PurchaseLedger, c: number, day: number): number | null {
  const end = purchases.offsets[c + 1] ?? purchases.nEvents
  for (let i = endThrough(purchases, c, day); i < end; i++)
    if ((purchases.flags[i]! & LEDGER_FLAG.orderStart) !== 0) return purchases.day[i]!
  return null
}

/** Net spend on the days from .. before - 1. */
export function spendBetween(purchases: PurchaseLedger, c: number, from: number, before: number): number {
  let sum = 0
  const end = endThrough(purchases, c, before - 1)
  for (let i = endThrough(purchases, c, from - 1); i < end; i++) sum += purchases.amountMinor[i]!
  return sum
}

/** What the silent of the past did by potential, in the order of `POTENTIALS`. */
export type PastReturns = readonly Pick<SilentTier, 'organic' | 'returnValue'>[]

/**
 * The past as a sample: at the ends of 30-day spans before the as-of day, who was silent then, who of them ordered within 30 days
 * (whether contacted or not), and what the first order after a silence brought in 180 days. Potentials are those of today.
 * Cost: 12 searches a customer and a pass over the purchases.
 */
export function pastReturns(
  purchases: PurchaseLedger,
  finder: AliveFinder,
  potential: Uint8Array,
  asOfDay: number,
  firstDay: number,
  silenceDays: number,
): PastReturns {
  const nCustomers = potential.length
  const looked = POTENTIALS.map(() => ({ silent: 0, returned: 0 }))
  const valued = POTENTIALS.map(() => ({ n: 0, sumMinor: 0 }))
  for (let look = 1; look <= LOOKS; look++) {
    const day = asOfDay - look * RETURN_DAYS
    if (day - silenceDays < firstDay) break
    const lastSeen = lastSeenAt(finder, nCustomers, day)
    for (let c = 0; c < nCustomers; c++) {
      if (!isSilentAt(lastSeen[c]!, day, silenceDays)) continue
      const own = looked[potential[c]!]!
      own.silent++
      const next = c < purchases.nCustomers ? nextOrderAfter(purchases, c, day) : null
      if (next !== null && next <= day + RETURN_DAYS) own.returned++
    }
  }
  for (let c = 0; c < purchases.nCustomers; c++) {
    const end = purchases.offsets[c + 1]!
    for (let i = purchases.offsets[c]!; i < end; i++) {
      const day = purchases.day[i]!
      if (day + VALUE_DAYS - 1 > asOfDay) break
      if ((purchases.flags[i]! & LEDGER_FLAG.orderStart) === 0) continue
      const before = finder.lastThrough(c, day - silenceDays)
      if (before === null) continue
      const again = finder.nextAfter(c, before)
      if (again === null || again - before < silenceDays || again > day) continue
      if (nextOrderAfter(purchases, c, before) !== day) continue
      const own = valued[potential[c]!]!
      own.n++
      own.sumMinor += spendBetween(purchases, c, day, day + VALUE_DAYS)
    }
  }
  const all = valued.reduce((sum, own) => ({ n: sum.n + own.n, sumMinor: sum.sumMinor + own.sumMinor }))
  return POTENTIALS.map((_, p) => {
    const { silent, returned } = looked[p]!
    const share = wilsonInterval(returned, silent)
    const isPooled = valued[p]!.n < LEAST_RETURNS
    const from = isPooled ? all : valued[p]!
    return {
      organic: share === null ? null : { ...share, n: silent },
      returnValue:
        from.n === 0 ? null : { meanMinor: Math.max(0, from.sumMinor / from.n), n: from.n, isPooled },
    }
  })
}
