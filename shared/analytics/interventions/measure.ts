import {
  CAMPAIGN_DAYS,
  type InterventionArm,
  type InterventionCampaign,
} from '../../contract/interventions.ts'
import type { Interval } from '../../contract/winbackResult.ts'
import { endThrough } from '../features/history.ts'
import { LEDGER_FLAG, type PurchaseLedger } from '../ledger/ledger.ts'
import { seededRandom } from '../numerics/seededRandom.ts'
import { newcombe, wilson, Z95 } from '../winback/strategies/intervals.ts'

/**
 * Which of `n` customers are held out: exactly round(share x n), drawn without replacement by a seeded shuffle, so that every one has
 * the same chance. Cost: linear.
 */
export function drawHoldOut(n: number, share: number, seed: number): Uint8Array {
  const random = seededRandom(seed)
  const order = Uint32Array.from({ length: n }, (_, i) => i)
  for (let i = n - 1; i > 0; i--) {
    const j = random.below(i + 1)
    const held = order[i]!
    order[i] = order[j]!
    order[j] = held
  }
  const heldOut = new Uint8Array(n)
  for (const i of order.subarray(0, Math.round(share * n))) heldOut[i] = 1
  return heldOut
}

/**
 * What treated and held-out customers did in the 30 days after the drawing, or in as many as the purchases reach. Customers are
 * compared by the arm they were drawn into, whether they were reached or not. Spend is net of refunds. Intervals are 95%: Newcombe
 * 1998, method 10, for the share; Welch 1947 (normal quantile) for spend a customer. Cost: a search a customer.
 */
export function measureDraw(
  purchases: PurchaseLedger,
  asOfDay: number,
  lastDay: number,
  treated: Uint32Array,
  heldOut: Uint32Array,
): Pick<InterventionCampaign, 'treated' | 'heldOut' | 'days' | 'lift' | 'gainMinor'> {
  const days = Math.max(0, Math.min(CAMPAIGN_DAYS, lastDay - asOfDay))
  const of = (customers: Uint32Array) => armOf(purchases, customers, asOfDay, days)
  const [a, b] = [of(treated), of(heldOut)]
  const isKnown = days > 0 && a.customers > 0 && b.customers > 0
  return {
    treated: a.arm,
    heldOut: b.arm,
    days,
    lift: isKnown ? newcombe(wilson(a.arm.ordered, a.customers), wilson(b.arm.ordered, b.customers)) : null,
    gainMinor: isKnown && a.customers > 1 && b.customers > 1 ? welch(a, b) : null,
  }
}

interface Sums {
  readonly arm: InterventionArm
  readonly customers: number
  readonly mean: number
  readonly variance: number
}

function armOf(purchases: PurchaseLedger, customers: Uint32Array, asOfDay: number, days: number): Sums {
  let [ordered, sum, squares] = [0, 0, 0]
  for (const c of customers) {
    let own = 0
    let isBack = false
    if (c < purchases.nCustomers) {
      const end = endThrough(purchases, c, asOfDay + days)
      for (let i = endThrough(purchases, c, asOfDay); i < end; i++) {
        own += purchases.amountMinor[i]!
        if ((purchases.flags[i]! & LEDGER_FLAG.orderStart) !== 0) isBack = true
      }
    }
    if (isBack) ordered++
    sum += own
    squares += own * own
  }
  const n = customers.length
  const mean = n === 0 ? 0 : sum / n
  return {
    arm: { customers: n, ordered, spendMinor: sum },
    customers: n,
    mean,
    variance: n < 2 ? 0 : Math.max(0, (squares - n * mean * mean) / (n - 1)),
  }
}

function welch(a: Sums, b: Sums): Interval {
  const value = a.mean - b.mean
  const half = Z95 * Math.sqrt(a.variance / a.customers + b.variance / b.customers)
  return { value, low: value - half, high: value + half }
}
