import type { SameBudget } from '../../../shared/analytics/winback/index.ts'
import { whatif as en } from '../../../src-renderer/locale/en/whatif.ts'
import { whatif as zh } from '../../../src-renderer/locale/zh/whatif.ts'
import type { TerminalLanguage } from '../../backend/terminal.ts'
import { alignedTable, grouped } from '../text.ts'

/** Today's ladder for everybody beside the plan, for the same money. */
export function sameText({ today, best }: SameBudget, language: TerminalLanguage): string {
  const words = language === 'en' ? en : zh
  const row = (name: string, of: (one: SameBudget['today']) => number, round = false) => {
    const show = (value: number) => grouped(round ? Math.round(value) : value)
    return [name, show(of(today)), show(of(best)), show(of(best) - of(today))]
  }
  return alignedTable(
    [
      [words.sameMeasure, words.sameToday, words.sameBest, words.sameMore],
      row(words.profit, (one) => one.profit),
      row(words.returns, (one) => one.incrementalReturns, true),
      row(words.samePoints, (one) => one.activationPoints),
      row(words.sameRevenue, (one) => one.annualRevenue),
      row(words.sameReached, (one) => one.customers, true),
      row(words.spent, (one) => one.spend),
    ],
    [1, 2, 3],
  )
}
