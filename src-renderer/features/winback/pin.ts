import type { Screen, ScreenPin } from '../../app/screen.ts'
import type { SlideLive } from '../../../shared/contract/story.ts'
import { computeScenario } from '../../../shared/analytics/winback/index.ts'
import { scenarioSchema, type ScenarioInput } from '../../../shared/contract/winback.ts'
import { readInput } from '../../../shared/contract/winbackRead.ts'
import { keptState } from '../../app/story/keptState.ts'
import { budgetOf, pictureOf } from './model/budgetPicture.ts'
import { adopted, jsonOf, useOfProject } from './project/audience.ts'
import { BudgetStage } from './stage/BudgetStage.tsx'
import { CouponStage } from './stage/CouponStage.tsx'
import { openAs, useWhatIf, type Origin } from './store.ts'
import { useStrategies } from './strategies/store.ts'

/** What a slide keeps of the open scenario: its numbers, and where they came from. */
interface Kept {
  readonly origin: Origin
  readonly base: ScenarioInput
  readonly input: ScenarioInput
  readonly ofProject: ReturnType<typeof useOfProject.getState>
}

const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

const kept: Pick<ScreenPin, 'take' | 'put'> = {
  take: () => {
    const { origin, base, input } = useWhatIf.getState()
    return plain<Kept>({ origin, base, input, ofProject: useOfProject.getState() })
  },
  put: (state) => {
    if (typeof state !== 'object' || state === null || !('input' in state)) return
    const { origin, base, input, ofProject } = state as Kept
    openAs(origin, base, input)
    useOfProject.setState({ ...ofProject, of: adopted(ofProject.of) })
  },
}

/** A budget that the scenario leaves out is stated, so that the plan can be worked out from the slide alone. */
function planned(): Record<string, unknown> {
  const { input, scenario } = useWhatIf.getState()
  return jsonOf(plain({ ...input, budget: budgetOf(scenario, pictureOf(scenario)) }))
}

const onScenario = (
  simulator: SlideLive['simulator'],
  scenarioOf: () => Record<string, unknown>,
  paths: readonly (string | null)[],
): ScreenPin => ({
  ...kept,
  recipe: () => {
    const input = scenarioOf()
    return { method: 'whatif', input, answer: computeScenario(readInput(scenarioSchema, input)), paths }
  },
  live: () => ({ simulator, scenario: scenarioOf() }),
})

const asItIs = () => jsonOf(plain(useWhatIf.getState().input))

/** Of every screen of the win-back group. */
export const pins: Readonly<Record<Screen['route'], ScreenPin>> = {
  budget: {
    ...onScenario('budget', planned, ['plan.profit', 'plan.incrementalReturns', null, null, null]),
    stage: BudgetStage,
  },
  coupon: {
    ...onScenario('coupon', asItIs, [
      'totals.profit',
      'totals.redemption',
      'breakEven.redemption',
      'totals.couponCost',
      'costPerHealthyReturn',
    ]),
    stage: CouponStage,
  },
  channels: onScenario('channels', asItIs, [
    'totals.contacts',
    'totals.incrementalReturns',
    'totals.healthyReturns',
    'totals.optOuts',
    'totals.profit',
  ]),
  scenarios: { take: () => null, put: () => undefined },
  strategies: keptState(useStrategies, ['input', 'strategies', 'result', 'pair', 'value']),
}
