import { useMemo } from 'react'
import type { ChurnSetup } from '../../../shared/contract/churn.ts'
import { useT } from '../../locale/t.ts'
import { ChartPanel } from '../../ui/ChartPanel.tsx'
import { useChartTokens } from '../../ui/chartTokens.ts'
import { useFormat } from '../../ui/useFormat.ts'
import { horizonOption, horizonTable } from './charts/horizon.ts'
import { horizonOf, type SetupDraft } from './setupDraft.ts'

interface HorizonPanelProps {
  readonly setup: ChurnSetup
  readonly draft: SetupDraft
  readonly isBusy: boolean
}

/** The shop's own gaps: after how many days away hardly anybody returns. */
export function HorizonPanel({ setup, draft, isBusy }: HorizonPanelProps) {
  const t = useT()
  const format = useFormat()
  const tokens = useChartTokens()
  const days = horizonOf(draft, setup)
  const option = useMemo(
    () => horizonOption(setup, days, tokens, { t, format }),
    [setup, days, tokens, t, format],
  )
  const table = useMemo(() => horizonTable(setup, { t, format }), [setup, t, format])
  return (
    <ChartPanel
      title={t('churn.curveTitle')}
      sub={t('churn.curveSub')}
      beside={
        setup.proposedHorizonDays === null
          ? undefined
          : t('churn.horizonProposed', { days: format.days(setup.proposedHorizonDays) })
      }
      name={t('churn.horizonName')}
      option={option}
      table={table}
      state={isBusy ? { kind: 'busy' } : { kind: 'ready' }}
      heightPx={360}
      fileName="churn-horizon"
    />
  )
}
