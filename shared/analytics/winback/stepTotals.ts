import type { Scenario } from '../../contract/winback.ts'
import type { StepResult } from '../../contract/winbackResult.ts'
import { ratio } from './ladder/money.ts'
import type { Evaluation } from './evaluate.ts'
import { FIGURE, N_FIGURES, walk } from './ladder/walk.ts'

/** One step over all groups: the Sankey's flows and the table beside it. */
export interface StepTotals extends StepResult {
  readonly day: number
  readonly healthyReturns: number
  /** of messages and of offers redeemed by returns of this step */
  readonly directCost: number
  readonly couponsIssued: number
  /** not back, still absent, but not reachable by the channel or of a group that the step skips */
  readonly notSent: number
  readonly costPerIncrementalReturn: number | null
}

/**
 * What every step of the ladder does, over all groups. `sent` of the customers still absent are sent to, `notSent` pass by;
 * `delivered` of the sent arrive, `incrementalReturns` of them return, all others are passed on. A step's direct cost
 * holds the redemptions of its own incremental returns; those of organic customers belong to no step. Cost: one walk a group.
 */
export function stepTotals({ ladder: steps }: Scenario, { model, solved }: Evaluation): StepTotals[] {
  const { audience, ladder } = model
  const { offer } = solved
  const habit = (solved.rho ?? 0) * (offer?.eligibleShare ?? 0)
  const face = offer?.faceValue ?? 0
  const rows = new Float64Array(ladder.nSteps * N_FIGURES)
  const sums = new Float64Array(ladder.nSteps * N_FIGURES)
  const absent = new Float64Array(ladder.nSteps)
  for (let i = 0; i < audience.n; i++) {
    walk(audience, i, ladder, offer?.liftMultiple ?? 0, rows)
    const customers = audience.count[i]!
    let others = 1 - audience.organicReturn[i]!
    for (let s = 0; s < ladder.nSteps; s++) {
      absent[s] = absent[s]! + customers * (others + audience.organicReturn[i]! * ladder.absentShare[s]!)
      others -= rows[s * N_FIGURES + FIGURE.returns]!
    }
    for (let k = 0; k < rows.length; k++) sums[k] = sums[k]! + customers * rows[k]!
  }
  return steps.map((step, s) => {
    const figure = (name: keyof typeof FIGURE): number => sums[s * N_FIGURES + FIGURE[name]]!
    const redeemed = figure('liftReturns') + habit * figure('holderReturns')
    const directCost = figure('cost') + redeemed * face
    return {
      channel: step.channel,
      day: step.day,
      sent: figure('sent'),
      delivered: figure('delivered'),
      incrementalReturns: figure('returns'),
      cost: figure('cost'),
      optOuts: figure('optOuts'),
      healthyReturns: figure('returns') * step.stayRate,
      directCost,
      couponsIssued: figure('issued'),
      notSent: absent[s]! - figure('sent'),
      costPerIncrementalReturn: ratio(directCost, figure('returns')),
    }
  })
}
