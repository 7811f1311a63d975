import type { Scenario } from '../../../../shared/contract/winback.ts'
import { evaluationOf } from './evaluation.ts'

/** Redemption rates that can be reached, rounded inwards. */
export function redemptionLimits(scenario: Scenario): readonly [number, number] {
  const { result } = evaluationOf(scenario)
  const [low, high] = result.lift?.redemptionRange ?? result.redemptionRange ?? [0, 1]
  const step = 1e4
  const [least, most] = [Math.ceil(low * step) / step, Math.floor(high * step) / step]
  return least < most ? [least, most] : [low, high]
}
