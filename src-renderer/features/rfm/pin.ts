import type { ScreenPin } from '../../app/screen.ts'
import { keptState } from '../../app/story/keptState.ts'
import { leading } from './sentences.ts'
import { shownSummary, useRfm } from './store.ts'

export const rfmPin: ScreenPin = {
  ...keptState(useRfm, ['choice', 'measure', 'filter'], { result: { kind: 'idle' }, live: null }),
  recipe: () => {
    const summary = shownSummary(useRfm.getState())
    const top = summary && leading(summary)
    if (!summary || !top) return null
    return {
      method: 'rfm.run',
      input: summary.params,
      answer: { summary },
      paths: [`summary.segments.${summary.segments.indexOf(top)}.customers`],
    }
  },
}
