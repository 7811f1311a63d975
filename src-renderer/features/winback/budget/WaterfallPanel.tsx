import { useMemo } from 'react'
import { ledgersOf, partsOf } from '../../../../shared/analytics/winback/index.ts'
import { useT } from '../../../locale/t.ts'
import { ChartPanel } from '../../../ui/ChartPanel.tsx'
import { useChartTokens } from '../../../ui/chartTokens.ts'
import { fallEnds, fallSteps, waterfallOption, waterfallTable } from '../charts/waterfall.ts'
import { inputOf } from '../model/evaluation.ts'
import { useWhatIf } from '../store.ts'
import type { Telling } from '../words.ts'
import { waterfallTitle } from './sentences.ts'
import type { BudgetView } from './useBudget.ts'

/** What is earned, what the three ledgers take of it, what is left. */
export function WaterfallPanel({ view, telling }: { readonly view: BudgetView; readonly telling: Telling }) {
  const t = useT()
  const tokens = useChartTokens()
  const { picture, here, scenario } = view
  const opportunity = useWhatIf((state) => state.scenario.ledgers.opportunity)
  const steps = useMemo(() => fallSteps(here.ledgers, telling), [here, telling])
  const ends = useMemo(() => {
    const input = inputOf(scenario)
    return fallEnds(ledgersOf(input, partsOf(scenario, input, picture.best.allocation)))
  }, [scenario, picture])
  const option = useMemo(() => waterfallOption(steps, ends, tokens, telling), [steps, ends, tokens, telling])
  const table = useMemo(() => waterfallTable(steps, telling), [steps, telling])
  const title = waterfallTitle(here, telling)
  return (
    <ChartPanel
      title={title}
      sub={
        opportunity?.on === true && opportunity.source === 'assumed'
          ? t('whatif.waterfallAssumed')
          : t('whatif.waterfallSub')
      }
      name={title}
      option={option}
      table={table}
      heightPx={210}
      fileName="winback-ledgers"
    />
  )
}
