import type { Scenario } from '../../../contract/winback.ts'
import type { Evaluation } from '../evaluate.ts'
import { offerPlacements, type Placement } from './placement.ts'
import { settledOffer } from './settled.ts'
import { couponSplit, type CouponSplit } from './split.ts'
import { compareTask, type Task, type TaskComparison } from './task.ts'
import { treadmillOf, type Treadmill, type TreadmillTerms } from './treadmill.ts'

/** Starting values of a task: browse, check in, fill a cart. Assumed. */
export const ASSUMED_TASK: Task = {
  stages: [
    { reward: 1, passShare: 0.6 },
    { reward: 1, passShare: 0.7 },
    { reward: 3, passShare: 0.6 },
  ],
  stayRate: 0.6,
}

/** Starting values of how customers get used to coupons. Assumed. */
export const ASSUMED_TREADMILL: TreadmillTerms = {
  rounds: 6,
  adaptation: 0.5,
  habituation: 0.5,
  backlash: 0.3,
}

/** Who redeems the coupons, and what else their money could do. */
export interface CouponAlternatives {
  readonly split: CouponSplit
  readonly placements: readonly Placement[]
  readonly task: TaskComparison
  readonly treadmill: Treadmill
}

/** The largest face value that is not refused: the minimum spend, else the largest basket; whole units. */
export function mostFace({ offer, groups }: Scenario): number {
  const basket = groups.reduce((most, { oneOrderRevenue }) => Math.max(most, oneOrderRevenue), 0)
  const needed = offer?.minimumSpend ?? 0
  return Math.max(1, Math.floor(needed > 0 ? needed : basket))
}

/**
 * Who redeems, another place for the coupon, a task instead of it, and what it does round after round. Cost: see
 * `couponSplit`, `offerPlacements`, `compareTask`, `treadmillOf`.
 */
export function couponAlternatives(
  scenario: Scenario,
  evaluation: Pick<Evaluation, 'result'>,
  task: Task = ASSUMED_TASK,
  terms: TreadmillTerms = ASSUMED_TREADMILL,
): CouponAlternatives {
  const settled = settledOffer(scenario, evaluation)
  return {
    split: couponSplit(settled),
    placements: offerPlacements(settled),
    task: compareTask(settled, task),
    treadmill: treadmillOf(settled, terms, mostFace(scenario)),
  }
}
