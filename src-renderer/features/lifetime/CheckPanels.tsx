import { useMemo, useState } from 'react'
import type { LifetimeHoldout, LifetimeSummary } from '../../../shared/contract/lifetime.ts'
import { ChartPanel } from '../../ui/ChartPanel.tsx'
import { useChartTokens } from '../../ui/chartTokens.ts'
import { Panel } from '../../ui/Panel.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import {
  conditionalOption,
  conditionalPoints,
  conditionalTable,
  type ConditionalMeasure,
} from './charts/conditional.ts'
import { heterogeneityOption, heterogeneityTable, type HeterogeneityOf } from './charts/heterogeneity.ts'
import type { Telling } from './sentences.ts'

const HEIGHT = 260

interface CheckPanelProps {
  readonly summary: LifetimeSummary
  readonly telling: Telling
}

/** Does the model know frequent buyers from rare ones? Without a holdout there is nothing to hold it against. */
export function ConditionalPanel({ summary, telling }: CheckPanelProps) {
  const { t } = telling
  const { holdout } = summary
  if (holdout === null)
    return (
      <Panel title={t('lifetime.conditionalTitle')}>
        <p>{t('lifetime.modelSubNone')}</p>
      </Panel>
    )
  return <Conditional holdout={holdout} summary={summary} telling={telling} />
}

function Conditional({ holdout, summary, telling }: CheckPanelProps & { readonly holdout: LifetimeHoldout }) {
  const { t, format } = telling
  const tokens = useChartTokens()
  const [measure, setMeasure] = useState<ConditionalMeasure>('purchases')
  const { model } = summary
  const points = useMemo(() => conditionalPoints(holdout, model, measure), [holdout, model, measure])
  const option = useMemo(
    () => conditionalOption(points, model, measure, tokens, telling),
    [points, model, measure, tokens, telling],
  )
  const table = useMemo(
    () => conditionalTable(points, model, measure, telling),
    [points, model, measure, telling],
  )
  return (
    <ChartPanel
      title={t('lifetime.conditionalTitle')}
      sub={t('lifetime.conditionalSub', { days: format.countFull(holdout.horizonDays) })}
      name={t('lifetime.conditionalTitle')}
      option={option}
      table={table}
      heightPx={HEIGHT}
      fileName="lifetime-by-frequency"
      tools={
        <Segmented
          label={t('lifetime.mapMeasure')}
          options={[
            { value: 'purchases', label: t('lifetime.mapPurchases') },
            { value: 'active', label: t('lifetime.conditionalActive') },
          ]}
          value={measure}
          onChange={setMeasure}
        />
      }
    />
  )
}

/** How unlike customers are by the fit. */
export function HeterogeneityPanel({ summary, telling }: CheckPanelProps) {
  const { t, format } = telling
  const tokens = useChartTokens()
  const [of, setOf] = useState<HeterogeneityOf>('rate')
  const { heterogeneity } = summary
  const option = useMemo(
    () => heterogeneityOption(heterogeneity, of, tokens, telling),
    [heterogeneity, of, tokens, telling],
  )
  const table = useMemo(() => heterogeneityTable(heterogeneity, of, telling), [heterogeneity, of, telling])
  const title = t('lifetime.heteroTitle')
  return (
    <ChartPanel
      title={title}
      sub={t('lifetime.heteroSub', {
        rate: format.decimal(heterogeneity.meanRate, 2),
        leave: format.share(heterogeneity.meanLeave),
        when:
          heterogeneity.leaveKind === 'after-an-order' ? t('lifetime.heteroOrder') : t('lifetime.heteroDays'),
      })}
      name={title}
      option={option}
      table={table}
      heightPx={HEIGHT}
      fileName="lifetime-heterogeneity"
      tools={
        <Segmented
          label={t('lifetime.mapMeasure')}
          options={[
            { value: 'rate', label: t('lifetime.heteroRate') },
            { value: 'leave', label: t('lifetime.heteroLeave') },
          ]}
          value={of}
          onChange={setOf}
        />
      }
    />
  )
}
