import type { ScreenPin } from '../../app/screen.ts'
import { keptState } from '../../app/story/keptState.ts'
import { shownRun, useQueue } from './store.ts'

export const interventionsPin: ScreenPin = {
  ...keptState(useQueue, ['fromDay', 'marginRate', 'filter', 'sort', 'holdOutShare']),
  recipe: () => {
    const run = shownRun(useQueue.getState().result)
    return (
      run && {
        method: 'interventions.run',
        input: run.summary.params,
        answer: run,
        paths: ['summary.downgraded', 'summary.savableMinor', null, 'summary.withUsual', 'summary.expiring'],
      }
    )
  },
}
