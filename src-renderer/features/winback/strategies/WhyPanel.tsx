import { useMemo } from 'react'
import type { StrategiesResult, StrategyPair } from '../../../../shared/contract/winbackResult.ts'
import type { Strategy } from '../../../../shared/contract/winbackStrategies.ts'
import { useT } from '../../../locale/t.ts'
import { ChartPanel } from '../../../ui/ChartPanel.tsx'
import { useChartTokens } from '../../../ui/chartTokens.ts'
import { reasonSteps, stepEnds, waterfallOption, waterfallTable } from '../charts/waterfall.ts'
import { minor, type Telling } from '../words.ts'
import { strategyName } from './sentences.ts'
import { whyPair } from './why.ts'

interface WhyPanelProps {
  readonly result: StrategiesResult
  readonly strategies: readonly Strategy[]
  readonly pair: StrategyPair
  readonly value: number
  readonly telling: Telling
}

/** Why one of the pair earns more: more people, better chosen, or at another price. */
export function WhyPanel({ result, strategies, pair, value, telling }: WhyPanelProps) {
  const t = useT()
  const tokens = useChartTokens()
  const why = useMemo(() => whyPair(result, strategies, pair, value), [result, strategies, pair, value])
  const steps = useMemo(
    () =>
      why === null
        ? []
        : reasonSteps(
            { name: strategyName(pair.a, telling), amount: why.from },
            [
              { name: t('whatif.reached'), gain: why.reached },
              { name: t('whatif.winRate'), gain: why.winRate },
              { name: t('whatif.perContact'), gain: why.costPerContact },
            ],
            { name: strategyName(pair.b, telling), amount: why.to },
          ),
    [why, pair, t, telling],
  )
  const option = useMemo(
    () => waterfallOption(steps, stepEnds(steps), tokens, telling),
    [steps, tokens, telling],
  )
  const table = useMemo(() => waterfallTable(steps, telling), [steps, telling])
  if (why === null) return null
  const title = t('whatif.whyTitle', {
    a: strategyName(pair.b, telling),
    b: strategyName(pair.a, telling),
    money: telling.format.moneySigned(minor(why.to - why.from)),
  })
  return (
    <ChartPanel
      title={title}
      sub={t('whatif.whyPairSub', { value: telling.format.unitCost(minor(value)) })}
      name={title}
      option={option}
      table={table}
      heightPx={240}
      fileName="winback-why-pair"
    />
  )
}
