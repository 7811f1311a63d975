import type { Scenario } from '../../../contract/winback.ts'
import { liftDrawnBy, offerOf } from '../ladder/offer.ts'
import { outcomeOf, type SubsidyOutcome } from './outcome.ts'

/** One stage of a task, e.g. browse, check in, fill a cart: its reward in currency units, and who of those before it do it. */
export interface TaskStage {
  readonly reward: number
  /** 0 < share <= 1 */
  readonly passShare: number
}

/** A task in place of the coupon. `stayRate`: share of those whom it brings back that order again within 90 days. */
export interface Task {
  readonly stages: readonly TaskStage[]
  readonly stayRate: number
}

/** The coupon beside the task on the same ladder. */
export interface TaskComparison {
  readonly coupon: SubsidyOutcome
  readonly task: SubsidyOutcome
  /** share of those who begin that finish every stage */
  readonly finishShare: number
  /** rewards paid for one who finishes, those to people who gave up on the way included */
  readonly costPerFinisher: number
}

/**
 * One coupon against a task of several stages, on the same ladder. `scenario` has a settled offer. The rewards together draw
 * as a coupon of that face would (the same lift curve), but only those who pass every stage come back through it; the
 * rewards of stages are paid to whoever does them. Of the customers who come anyway the same share begins as would redeem
 * the coupon. There is no minimum spend. Returns that the task brings stay by its own rate, all others by their step's.
 *
 *   finishShare      F = p1 p2 ... pn
 *   costPerFinisher  c = sum of r_j / (p_{j+1} ... p_n)
 *   response         q = q0 (1 + lift(r1 + ... + rn) F)
 *
 * Cost: two walks a group.
 */
export function compareTask(scenario: Scenario, task: Task): TaskComparison {
  return {
    coupon: outcomeOf(scenario),
    task: outcomeOf(withTask(scenario, task)),
    finishShare: finishShareOf(task),
    costPerFinisher: costPerFinisherOf(task),
  }
}

function finishShareOf({ stages }: Task): number {
  return stages.reduce((share, { passShare }) => share * passShare, 1)
}

function costPerFinisherOf({ stages }: Task): number {
  let cost = 0
  for (const { reward, passShare } of stages) cost = cost / passShare + reward
  return cost
}

/** The scenario with the task as its offer. */
function withTask(scenario: Scenario, task: Task): Scenario {
  const { offer } = scenario
  const cost = costPerFinisherOf(task)
  if (offer === undefined || cost === 0) return withoutOffer(scenario)
  const finish = finishShareOf(task)
  const reward = task.stages.reduce((sum, stage) => sum + stage.reward, 0)
  const { lift } = offer
  const offered: Scenario = {
    ...scenario,
    offer: {
      ...offer,
      faceValue: cost,
      minimumSpend: undefined,
      eligibleShare: 1,
      redeemShare: (offer.redeemShare ?? 0) * finish,
      ...(lift && { lift: liftDrawnBy(lift, cost, reward, finish) }),
    },
  }
  const multiple = offerOf(offered)?.liftMultiple ?? 1
  return {
    ...offered,
    ladder: scenario.ladder.map((step) =>
      step.offer
        ? { ...step, stayRate: step.stayRate / multiple + task.stayRate * (1 - 1 / multiple) }
        : step,
    ),
  }
}

const withoutOffer = (scenario: Scenario): Scenario => ({
  ...scenario,
  ladder: scenario.ladder.map((step) => ({ ...step, offer: false })),
})
