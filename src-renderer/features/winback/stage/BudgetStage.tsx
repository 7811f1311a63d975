import { useMemo, useState } from 'react'
import type { StageProps } from '../../../app/screen.ts'
import { useT } from '../../../locale/t.ts'
import { Chart } from '../../../ui/Chart.tsx'
import { useChartTokens } from '../../../ui/chartTokens.ts'
import { budgetFinding, frontierTitle } from '../budget/sentences.ts'
import { budgetStrip } from '../budget/strip.ts'
import { useBudget } from '../budget/useBudget.ts'
import { frontierOption, frontierTable } from '../charts/frontier.ts'
import { evaluationOf } from '../model/evaluation.ts'
import { sourceOfNumbers } from '../provenance.ts'
import { useSources } from '../useSources.ts'
import { useTelling } from '../useTelling.ts'
import { minor } from '../words.ts'
import { StageView } from './StageView.tsx'

const BUDGET = ['budget'] as const

/** The recall budget before a room. */
export function BudgetStage({ intervals }: StageProps) {
  const t = useT()
  const telling = useTelling()
  const { format } = telling
  const tokens = useChartTokens()
  const { scenario, picture, here, spread, curve, axes } = useBudget()
  const sources = useSources()
  const [asTable, setAsTable] = useState(false)
  const source = useMemo(() => sourceOfNumbers(scenario, sources, telling), [scenario, sources, telling])
  const { totals } = evaluationOf(scenario).result
  const option = useMemo(
    () => frontierOption(picture, here, curve, axes, tokens, telling),
    [picture, here, curve, axes, tokens, telling],
  )
  const table = useMemo(() => frontierTable(picture, curve, telling), [picture, curve, telling])
  const step = Math.max(1, picture.most / 200)
  return (
    <StageView
      intervals={intervals}
      finding={budgetFinding(picture, here, spread, totals.customers, source, telling)}
      numbers={budgetStrip(picture, here, spread, curve, totals.organicReturns, source, telling)}
      figure={
        <Chart
          name={frontierTitle(picture, telling)}
          option={option}
          table={table}
          asTable={asTable}
          onAsTable={setAsTable}
        />
      }
      lever={{
        label: t('whatif.budget'),
        path: BUDGET,
        value: here.budget,
        min: step,
        max: picture.most,
        step,
        show: (units) => format.moneyFull(minor(units)),
        ...(picture.best.gain > 0 && picture.peak < picture.most && { badFrom: picture.peak }),
      }}
    />
  )
}
