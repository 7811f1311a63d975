import type { ScreenPin } from '../../app/screen.ts'
import { keptState } from '../../app/story/keptState.ts'
import { useRisk } from './riskStore.ts'
import { useChurn } from './store.ts'

/** Without a recipe: a verdict is worked out again by training, not by reading what was stored. */
export const churnPin: ScreenPin = keptState(useChurn, ['view', 'economics', 'economicsEntered', 'threshold'])

export const riskPin: ScreenPin = keptState(useRisk, ['filter', 'sort'])
