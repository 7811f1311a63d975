import { useCallback, useMemo } from 'react'
import { useT } from '../../../locale/t.ts'
import { ChartPanel } from '../../../ui/ChartPanel.tsx'
import { useChartTokens } from '../../../ui/chartTokens.ts'
import { frontierOption, frontierTable } from '../charts/frontier.ts'
import { change, settle } from '../store.ts'
import { useBudgetHand } from '../useBudgetHand.ts'
import css from '../Winback.module.css'
import type { Telling } from '../words.ts'
import { frontierTitle } from './sentences.ts'
import type { BudgetView } from './useBudget.ts'

/** Profit against the budget, and what each next slice earns. */
export function FrontierPanel({ view, telling }: { readonly view: BudgetView; readonly telling: Telling }) {
  const t = useT()
  const tokens = useChartTokens()
  const { picture, here, curve, axes } = view
  const option = useMemo(
    () => frontierOption(picture, here, curve, axes, tokens, telling),
    [picture, here, curve, axes, tokens, telling],
  )
  const table = useMemo(() => frontierTable(picture, curve, telling), [picture, curve, telling])
  const hold = useBudgetHand({
    min: 1,
    max: picture.most,
    onMove: useCallback((budget: number) => change(['budget'], budget, 'drag'), []),
    onSettle: settle,
  })
  const title = frontierTitle(picture, telling)
  return (
    <ChartPanel
      title={title}
      sub={picture.hasCaps ? t('whatif.frontierSubCaps') : t('whatif.frontierSub')}
      name={title}
      className={css.picture}
      option={option}
      table={table}
      heightPx={400}
      fileName="winback-budget"
      onChart={hold}
    />
  )
}
