import { useMemo } from 'react'
import type { SilentSummary } from '../../../shared/contract/silent.ts'
import { Button } from '../../ui/Button.tsx'
import { ChartPanel } from '../../ui/ChartPanel.tsx'
import { useChartTokens } from '../../ui/chartTokens.ts'
import { NumberField } from '../../ui/NumberField.tsx'
import { curveOption, curveTable, sizeOption, sizeTable } from './charts/silenceCharts.ts'
import css from './Silent.module.css'
import type { Telling } from './sentences.ts'
import { setSilence } from './store.ts'

interface SilencePanelProps {
  readonly summary: SilentSummary
  readonly telling: Telling
}

/** Where silence begins, and why there. */
export function ThresholdPanel({ summary, telling }: SilencePanelProps) {
  const { t, format } = telling
  const tokens = useChartTokens()
  const { proposal, silenceDays, params } = summary
  const option = useMemo(
    () => curveOption(proposal, silenceDays, tokens, telling),
    [proposal, silenceDays, tokens, telling],
  )
  const table = useMemo(() => curveTable(proposal, telling), [proposal, telling])
  const share = proposal.returnShare[Math.min(silenceDays, proposal.returnShare.length - 1)]
  const title = t('silent.curveTitle', { days: format.countFull(silenceDays), share: format.share(share) })
  const reasons = {
    ok: t('silent.reasonOk', { days: format.countFull(proposal.days) }),
    'few-gaps': t('silent.reasonFew', {
      days: format.countFull(proposal.days),
      n: format.countFull(proposal.nGaps),
    }),
    'below-horizon': t('silent.reasonBelow', {
      days: format.countFull(proposal.days),
      horizon: format.countFull(proposal.horizonDays),
    }),
  }
  return (
    <ChartPanel
      title={title}
      sub={reasons[proposal.reason]}
      name={title}
      option={option}
      table={table}
      heightPx={218}
      fileName="silence-threshold"
      tools={
        <span className={css.tool}>
          {params.silenceDays !== null && (
            <Button kind="link" onClick={() => setSilence(null)}>
              {t('silent.useProposed')}
            </Button>
          )}
          <NumberField
            label={t('silent.silenceDays')}
            value={silenceDays}
            min={2}
            max={730}
            show={format.countFull}
            onCommit={(days) => setSilence(Math.round(days))}
          />
        </span>
      }
    />
  )
}

/** How many are silent, month by month. */
export function SizePanel({ summary, telling }: SilencePanelProps) {
  const { t, format } = telling
  const tokens = useChartTokens()
  const { months } = summary
  const option = useMemo(() => sizeOption(months, tokens, telling), [months, tokens, telling])
  const table = useMemo(() => sizeTable(months, telling), [months, telling])
  const last = months.at(-1)
  const title = t('silent.sizeTitle', {
    fell: format.countFull(last?.fellSilent ?? 0),
    back: format.countFull(last?.cameBack ?? 0),
  })
  return (
    <ChartPanel
      title={title}
      sub={t('silent.sizeSub')}
      name={title}
      option={option}
      table={table}
      heightPx={218}
      fileName="silent-size"
    />
  )
}
