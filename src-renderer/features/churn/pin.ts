import type { ScreenPin } from '../../app/screen.ts'
import { keptState } from '../../app/story/keptState.ts'
import { useRisk } from './riskStore.ts'
import { shown, useChurn } from './store.ts'

export const churnPin: ScreenPin = {
  ...keptState(useChurn, ['view', 'economics', 'economicsEntered', 'threshold']),
  recipe: () => {
    const { model, view } = useChurn.getState()
    const current = shown(model)?.current ?? null
    const at = `summary.${view === 'recent' && current?.summary.recent ? 'recent' : 'all'}`
    return (
      current && {
        method: 'churn.current',
        input: {},
        answer: current,
        paths: ['auc', 'prAuc', 'brier', 'topDecileLift'].map((key) => `${at}.${key}.value`),
      }
    )
  },
}

export const riskPin: ScreenPin = keptState(useRisk, ['filter', 'sort'])
