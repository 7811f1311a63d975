import { useDeferredValue, useMemo, useRef } from 'react'
import type { Scenario } from '../../../../shared/contract/winback.ts'
import { frontierAxes, type FrontierAxes } from '../charts/frontier.ts'
import { pictureOf, planOf, type BudgetPicture, type BudgetPlan } from '../model/budgetPicture.ts'
import { curveSpread, spreadOf, type CurveSpread, type PlanSpread } from '../model/spread.ts'
import { hasWorlds } from '../model/evaluation.ts'
import { useWhatIf } from '../store.ts'

export interface BudgetView {
  readonly scenario: Scenario
  /** the scenario as it was when something else than its budget last changed */
  readonly frame: Scenario
  readonly picture: BudgetPicture
  readonly here: BudgetPlan
  readonly spread: PlanSpread
  readonly curve: CurveSpread
  readonly axes: FrontierAxes
  /** the bands still belong to an earlier position of the hand */
  readonly isBehind: boolean
}

/**
 * Headline and curve are computed with the change, within the frame, and so are the bands under a budget that moves; those
 * of another scenario follow in a rendering that a later change interrupts, so that the latest wins. Axes keep still while
 * the hand is on a lever.
 */
export function useBudget(): BudgetView {
  const scenario = useWhatIf((state) => state.scenario)
  const isDragging = useWhatIf((state) => state.grip !== null)
  const opened = useWhatIf((state) => state.base)
  const frame = useFrame(scenario)
  const kept = useRef({ opened, most: 0 })
  const picture = useMemo(() => {
    const made = pictureOf(frame)
    const isSame = kept.current.opened === opened
    // the slider's end does not run away from a hand that pulls at it
    const most =
      isSame && (isDragging || !isFar(made.most, kept.current.most)) && kept.current.most > 0
        ? kept.current.most
        : made.most
    kept.current = { opened, most }
    return { ...made, most: Math.max(most, frame.budget ?? 0) }
    // a drag that ends may rescale the axis
  }, [frame, opened, isDragging])
  const here = useMemo(() => planOf(scenario, picture), [scenario, picture])
  // while only the budget moves its worlds are drawn already, and the bands come with the numbers
  const isBehind = useDeferredValue(frame) !== frame && !hasWorlds(scenario)
  const spreadNow = useMemo(() => (isBehind ? null : spreadOf(scenario, here)), [isBehind, scenario, here])
  const lastSpread = useRef(spreadNow)
  if (spreadNow !== null) lastSpread.current = spreadNow
  const spread = spreadNow ?? lastSpread.current ?? spreadOf(scenario, here)
  const lateFrame = useDeferredValue(useMemo(() => ({ frame, picture }), [frame, picture]))
  const curve = useMemo(() => curveSpread(lateFrame.frame, lateFrame.picture), [lateFrame])
  const axesNow = useMemo(() => frontierAxes(picture, curve), [picture, curve])
  const still = useRef(axesNow)
  if (!isDragging) still.current = axesNow
  return {
    scenario,
    frame,
    picture,
    here,
    spread,
    curve,
    axes: { ...still.current, most: picture.most },
    isBehind,
  }
}

const isFar = (a: number, b: number) => b <= 0 || a > b * 1.6 || a < b / 4

/** The scenario of everything that does not depend on the budget: the same object while only the budget moves. */
function useFrame(scenario: Scenario): Scenario {
  const kept = useRef(scenario)
  if (!isSameBut(kept.current, scenario)) kept.current = scenario
  return kept.current
}

/** A budget under the hand shares every other part; reading a scenario makes all parts anew. */
function isSameBut(a: Scenario, b: Scenario): boolean {
  if (a === b) return true
  const keys = Object.keys(a) as (keyof Scenario)[]
  if (keys.every((key) => key === 'budget' || a[key] === b[key])) return true
  return JSON.stringify({ ...a, budget: 0 }) === JSON.stringify({ ...b, budget: 0 })
}
