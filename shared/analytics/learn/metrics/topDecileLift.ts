import { liftByDecile } from './liftByDecile.ts'
import type { ScoredSample } from './scoredSample.ts'

/** Churn rate of the tenth with the highest scores over that of all rows; null without churners. Cost: one pass. */
export function topDecileLift(sample: ScoredSample): number | null {
  return liftByDecile(sample)[0]?.lift ?? null
}
