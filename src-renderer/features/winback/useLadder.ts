import { useDeferredValue, useMemo } from 'react'
import { bandsOf, drawFigures } from '../../../shared/analytics/winback/index.ts'
import type { Scenario } from '../../../shared/contract/winback.ts'
import type { ScenarioBands, ScenarioResult } from '../../../shared/contract/winbackResult.ts'
import { evaluationOf, uncertaintyOf } from './model/evaluation.ts'
import { useWhatIf } from './store.ts'

export interface LadderView {
  readonly scenario: Scenario
  readonly result: ScenarioResult
  readonly bands: ScenarioBands
  readonly isBehind: boolean
}

/** The whole ladder for everybody: figures with the change, bands in a rendering that a later change interrupts. */
export function useLadder(): LadderView {
  const scenario = useWhatIf((state) => state.scenario)
  const late = useDeferredValue(scenario)
  const bands = useMemo(() => bandsIn(late), [late])
  return { scenario, result: evaluationOf(scenario).result, bands, isBehind: late !== scenario }
}

export function bandsIn(scenario: Scenario): ScenarioBands {
  const uncertainty = uncertaintyOf(scenario)
  return bandsOf(drawFigures({ ...scenario, uncertainty }, evaluationOf(scenario)), uncertainty.seed)
}
