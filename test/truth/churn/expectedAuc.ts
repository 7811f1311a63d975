/**
 * AUC of a score against an outcome that is known as a chance: customer i counts as a leaver with weight 1 - pReturn[i]
 * and as one who returns with weight pReturn[i]. A customer is not compared with himself. Ties count half; null when
 * either side has no weight. Cost: a sort.
 */
export function expectedAuc(score: Float64Array, pReturn: Float64Array): number | null {
  const order = [...score.keys()].sort((a, b) => score[a]! - score[b]!)
  let returnedBelow = 0
  let right = 0
  let self = 0
  let leaving = 0
  let returning = 0
  for (let from = 0; from < order.length;) {
    let end = from
    let tiedReturning = 0
    let tiedLeaving = 0
    while (end < order.length && score[order[end]!] === score[order[from]!]) {
      const p = pReturn[order[end]!]!
      tiedReturning += p
      tiedLeaving += 1 - p
      self += p * (1 - p)
      end++
    }
    right += tiedLeaving * (returnedBelow + tiedReturning / 2)
    returnedBelow += tiedReturning
    returning += tiedReturning
    leaving += tiedLeaving
    from = end
  }
  const pairs = leaving * returning - self
  return pairs > 0 ? (right - self / 2) / pairs : null
}
