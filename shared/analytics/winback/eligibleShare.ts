/**
 * Share of baskets at or above `minimumSpend`: the e of an offer from the shop's own baskets (ascending, any unit that
 * the minimum has too). 1 without baskets, as an offer without a minimum. Cost: binary search.
 */
export function eligibleShare(ascending: ArrayLike<number>, minimumSpend: number): number {
  const n = ascending.length
  if (n === 0) return 1
  let low = 0
  let high = n
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ascending[middle]! < minimumSpend) low = middle + 1
    else high = middle
  }
  return (n - low) / n
}
