import type { ScreenPin } from '../../app/screen.ts'
import { keptState } from '../../app/story/keptState.ts'
import { shownRun, useSilent } from './store.ts'

export const silentPin: ScreenPin = {
  ...keptState(useSilent, ['silenceDays', 'rule', 'marginRate', 'filter', 'sort']),
  recipe: () => {
    const run = shownRun(useSilent.getState().result)
    if (run === null) return null
    const { summary } = run
    return {
      method: 'silent.run',
      input: summary.params,
      answer: run,
      paths: [
        'summary.silent',
        `summary.months.${summary.months.length - 1}.fellSilent`,
        'summary.uninstalled',
        'summary.unreachable',
        null,
      ],
    }
  },
}
