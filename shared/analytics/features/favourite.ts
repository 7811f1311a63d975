import type { PurchaseState } from './purchaseState.ts'

/** Days since the shop last sold the product that a customer bought most, 0 while it is sold; NaN where nothing is known of products. */
export function favouriteUnsoldDays(purchases: PurchaseState | null): number {
  const main = purchases?.products?.main() ?? 0
  return purchases === null || purchases.taste === null || main === 0
    ? NaN
    : purchases.taste.unsoldDaysOf(main)
}
