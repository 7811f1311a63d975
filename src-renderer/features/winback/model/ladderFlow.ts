import { stepTotals, type StepTotals } from '../../../../shared/analytics/winback/index.ts'
import type { Scenario } from '../../../../shared/contract/winback.ts'
import { evaluationOf } from './evaluation.ts'

/** A step with what flows into and out of it. Expected customers. */
export interface FlowStep extends StepTotals {
  /** not back when the step begins */
  readonly absent: number
  /** sent to, not delivered */
  readonly lost: number
  /** absent after the step: to the next one */
  readonly passedOn: number
  /** back by themselves between this step and the next one, or the window's end */
  readonly organicBack: number
}

/** The whole ladder as flows: what enters a step leaves it as returned, come by itself, or passed on. */
export interface LadderFlow {
  readonly steps: readonly FlowStep[]
  readonly customers: number
  /** back by themselves before the first step */
  readonly organicBefore: number
  /** not back when the window ends */
  readonly stopped: number
}

export function ladderFlow(scenario: Scenario): LadderFlow {
  const evaluation = evaluationOf(scenario)
  const totals = stepTotals(scenario, evaluation)
  const { customers, organicReturns } = evaluation.result.totals
  const absentAt = totals.map(({ sent, notSent }) => sent + notSent)
  const returned = totals.reduce((sum, step) => sum + step.incrementalReturns, 0)
  const stopped = Math.max(0, customers - organicReturns - returned)
  const steps = totals.map((step, s): FlowStep => {
    const absent = absentAt[s] ?? 0
    const next = absentAt[s + 1] ?? stopped
    return {
      ...step,
      absent,
      lost: Math.max(0, step.sent - step.delivered),
      passedOn: next,
      organicBack: Math.max(0, absent - step.incrementalReturns - next),
    }
  })
  return { steps, customers, organicBefore: Math.max(0, customers - (absentAt[0] ?? customers)), stopped }
}
