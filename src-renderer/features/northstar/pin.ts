import type { ScreenPin } from '../../app/screen.ts'
import { keptState } from '../../app/story/keptState.ts'
import { toldMonth } from './months.ts'
import { shownBoard, useNorthStar } from './store.ts'

export const northStarPin: ScreenPin = {
  ...keptState(useNorthStar, ['definition', 'monthDay', 'cut', 'targetShare', 'list'], {
    isRemembered: true,
  }),
  recipe: () => {
    const { result, monthDay } = useNorthStar.getState()
    const board = shownBoard(result)
    const month = board && toldMonth(board, monthDay)
    if (board === null || month === null) return null
    const at = `months.${board.months.indexOf(month)}`
    return {
      method: 'northstar.board',
      input: { asOfDay: board.asOfDay, definition: board.params.definition },
      answer: board,
      paths: [
        `${at}.northStar.value`,
        `${at}.repurchaseRate.value`,
        `${at}.returnRate.value`,
        `${at}.core`,
        `${at}.entered`,
      ],
    }
  },
}
