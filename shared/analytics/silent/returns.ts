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
/** A second order within so many days is staying. */
export const STAY_DAYS = 90
/**
 * Of those whom a contact brings back, so many stay: a starting value, that of SMS in the scenario table. Returners whom nobody
 * called stay more often, because the loyal come back by themselves; their later spend is taken down to this share.
 */
export const STAY_SHARE = 0.4
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
 * (whether contacted or not), and what the first order after a silence brought in 180 days (see `STAY_SHARE`). Potentials are those of today.
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
  const valued = POTENTIALS.map(() => ({ n: 0, sumMinor: 0, firstMinor: 0, stayed: 0 }))
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
      own.firstMinor += spendBetween(purchases, c, day, day + 1)
      const next = nextOrderAfter(purchases, c, day)
      if (next !== null && next <= day + STAY_DAYS) own.stayed++
    }
  }
  const all = valued.reduce((sum, own) => ({
    n: sum.n + own.n,
    sumMinor: sum.sumMinor + own.sumMinor,
    firstMinor: sum.firstMinor + own.firstMinor,
    stayed: sum.stayed + own.stayed,
  }))
  return POTENTIALS.map((_, p) => {
    const { silent, returned } = looked[p]!
    const share = wilsonInterval(returned, silent)
    const isPooled = valued[p]!.n < LEAST_RETURNS
    const from = isPooled ? all : valued[p]!
    return {
      organic: share === null ? null : { ...share, n: silent },
      returnValue: from.n === 0 ? null : { meanMinor: valueOf(from), n: from.n, isPooled },
    }
  })
}

/** The first order's day, and what followed as far as those brought back by a contact stay. */
function valueOf({
  n,
  sumMinor,
  firstMinor,
  stayed,
}: {
  readonly n: number
  readonly sumMinor: number
  readonly firstMinor: number
  readonly stayed: number
}): number {
  const part = stayed === 0 ? 0 : Math.min(1, STAY_SHARE / (stayed / n))
  return Math.max(0, (firstMinor + part * (sumMinor - firstMinor)) / n)
}
