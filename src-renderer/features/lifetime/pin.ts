import type { ScreenPin } from '../../app/screen.ts'
import { keptState } from '../../app/story/keptState.ts'
import { shownRun, useLifetime } from './store.ts'

export const lifetimePin: ScreenPin = {
  ...keptState(useLifetime, ['choice', 'economics', 'search', 'sort'], { question: '' }),
  recipe: () => {
    const { result, value } = useLifetime.getState()
    const run = shownRun(result)
    if (run === null || value === null) return null
    const { summary } = run
    return {
      method: 'lifetime.run',
      input: { ...summary.params, economics: value.economics },
      answer: { ...run, summary: { ...summary, value } },
      paths: [
        'summary.value.totalMinor',
        'summary.value.meanMinor',
        'summary.expectedActive',
        'summary.expectedPurchases',
        'summary.value.newCustomerMinor',
      ],
    }
  },
}
