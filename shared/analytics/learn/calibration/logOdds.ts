const NEAREST = 1e-12

/** ln(p / (1 - p)) with p kept 1e-12 away from 0 and 1, so that it is finite. */
export function logOdds(p: number): number {
  const inside = Math.min(1 - NEAREST, Math.max(NEAREST, p))
  return Math.log(inside / (1 - inside))
}
