import { useMemo } from 'react'
import type { LifetimeValue } from '../../../shared/contract/lifetime.ts'
import { ChartPanel } from '../../ui/ChartPanel.tsx'
import { useChartTokens } from '../../ui/chartTokens.ts'
import {
  cohortValueOption,
  cohortValueTable,
  concentrationOption,
  concentrationTable,
} from './charts/valueCharts.ts'
import { bestFifth, type Telling } from './sentences.ts'

interface ValuePanelProps {
  readonly value: LifetimeValue
  readonly telling: Telling
}

/** How much of the future is with how few. */
export function ConcentrationPanel({ value, telling }: ValuePanelProps) {
  const { t, format } = telling
  const tokens = useChartTokens()
  const option = useMemo(() => concentrationOption(value, tokens, telling), [value, tokens, telling])
  const table = useMemo(() => concentrationTable(value, telling), [value, telling])
  const title = t('lifetime.concentrationTitle', { share: format.share(bestFifth(value)) })
  return (
    <ChartPanel
      title={title}
      sub={t('lifetime.concentrationSub')}
      name={title}
      option={option}
      table={table}
      heightPx={244}
      fileName="lifetime-concentration"
    />
  )
}

/** What each month's first-time buyers will still bring. */
export function CohortValuePanel({ value, telling }: ValuePanelProps) {
  const { t } = telling
  const tokens = useChartTokens()
  const option = useMemo(() => cohortValueOption(value, tokens, telling), [value, tokens, telling])
  const table = useMemo(() => cohortValueTable(value, telling), [value, telling])
  return (
    <ChartPanel
      title={t('lifetime.cohortValueTitle')}
      sub={t('lifetime.cohortValueSub')}
      name={t('lifetime.cohortValueTitle')}
      option={option}
      table={table}
      heightPx={244}
      fileName="lifetime-cohorts"
    />
  )
}
