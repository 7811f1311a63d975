import { useEffect, useMemo } from 'react'
import type { RpcClient } from '../../../shared/rpc/wire.ts'
import { ChartPanel } from '../../ui/ChartPanel.tsx'
import { useChartTokens } from '../../ui/chartTokens.ts'
import { profitOption, profitTable } from './charts/profitCurve.ts'
import { ConfusionPanel } from './ConfusionPanel.tsx'
import { verdictOf } from './conclusions.ts'
import { best, outcomeAt, outcomes } from './economics.ts'
import { EconomicsPanel } from './EconomicsPanel.tsx'
import type { Telling } from './sentences.ts'
import { askProfit, useChurn } from './store.ts'
import css from './Verdict.module.css'

/** Levers, what they do to the profit, and who is hit: repainted while the hand drags. */
export function ThresholdPanels({
  client,
  telling,
}: {
  readonly client: RpcClient
  readonly telling: Telling
}) {
  const { t, format, summary, view } = telling
  const tokens = useChartTokens()
  const economics = useChurn((state) => state.economics)
  const threshold = useChurn((state) => state.threshold)
  const verdict = verdictOf(summary, view)
  const list = useMemo(() => outcomes(verdict, economics), [verdict, economics])
  const peak = useMemo(() => best(list), [list])
  const here = useMemo(() => outcomeAt(list, threshold ?? peak?.threshold ?? 0.5), [list, threshold, peak])
  const { runId } = summary
  useEffect(() => {
    void askProfit(client)
  }, [client, runId, view, economics])
  const option = useMemo(
    () => profitOption(list, { best: peak, here }, tokens, { t, format }),
    [list, peak, here, tokens, t, format],
  )
  const table = useMemo(() => profitTable(list, { t, format }), [list, t, format])
  const title =
    peak !== null && peak.profitMinor > 0
      ? t('churn.thresholdTitle', { share: format.share(peak.share) })
      : t('churn.thresholdTitleNone')
  return (
    <div className={css.levers}>
      <EconomicsPanel telling={telling} here={here} peak={peak} />
      <ChartPanel
        title={title}
        sub={t('churn.thresholdSub')}
        name={`${t('churn.curveName')}: ${title}`}
        option={option}
        table={table}
        heightPx={330}
        fileName="churn-profit"
      />
      <ConfusionPanel telling={telling} here={here} peak={peak} />
    </div>
  )
}
