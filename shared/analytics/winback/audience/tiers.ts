import { LEDGER_FLAG, type PurchaseLedger } from '../../ledger/ledger.ts'

/** RFM tiers of a recall: how long silent, and whether he ever bought twice. The first is the most promising. */
export const TIERS = [
  'recent-repeat',
  'recent-once',
  'silent-repeat',
  'silent-once',
  'lapsed-repeat',
  'lapsed-once',
] as const
/** Number of tiers. */
export const N_TIERS = TIERS.length

/** Days of silence at which a customer counts as silent and as lapsed. */
export interface TierCuts {
  readonly silent: number
  readonly lapsed: number
}

/** Orders of a customer up to a day, and days since the last of them; null before the first. */
export interface Standing {
  readonly recencyDays: number
  readonly orders: number
  readonly ageDays: number
  readonly spendMinor: number
}

/** Where a customer stood on the evening of a day. Cost: one pass over his entries. */
export function standingAt(
  { offsets, day, flags, amountMinor, nCustomers }: PurchaseLedger,
  c: number,
  asOfDay: number,
): Standing | null {
  if (c >= nCustomers) return null
  let orders = 0
  let first = 0
  let last = 0
  let spendMinor = 0
  for (let e = offsets[c]!; e < offsets[c + 1]! && day[e]! <= asOfDay; e++) {
    spendMinor += amountMinor[e]!
    if ((flags[e]! & LEDGER_FLAG.orderStart) === 0) continue
    if (orders === 0) first = day[e]!
    orders++
    last = day[e]!
  }
  if (orders === 0) return null
  return { recencyDays: asOfDay - last, orders, ageDays: asOfDay - first, spendMinor }
}

/** The tier of a standing. */
export function tierOf({ recencyDays, orders }: Standing, { silent, lapsed }: TierCuts): number {
  const silence = recencyDays >= lapsed ? 2 : recencyDays >= silent ? 1 : 0
  return silence * 2 + (orders > 1 ? 0 : 1)
}

/** Cuts at the terciles of silence of an audience. Cost: one sort. */
export function tierCuts(recencyDays: readonly number[]): TierCuts {
  const sorted = [...recencyDays].sort((a, b) => a - b)
  const at = (share: number): number => sorted[Math.floor(share * sorted.length)] ?? 0
  return { silent: at(1 / 3), lapsed: at(2 / 3) }
}
