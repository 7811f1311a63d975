import type { ScreenPin } from '../../app/screen.ts'
import { keptState } from '../../app/story/keptState.ts'
import { shownRun, useMigration } from './store.ts'

export const migrationPin: ScreenPin = {
  ...keptState(useMigration, ['choice', 'measure', 'cell']),
  recipe: () => {
    const { choice, result } = useMigration.getState()
    const run = shownRun(result)
    return (
      run && {
        method: 'rfm.migration',
        input: {
          asOfDay: run.migration.toDay,
          fromDay: run.migration.fromDay,
          windowDays: choice.windowDays,
          frequency: 'orders',
          scheme: choice.scheme,
          compareDays: 0,
        },
        answer: run,
        paths: ['migration.nDown', 'migration.nUp', 'migration.nSame'],
      }
    )
  },
}
