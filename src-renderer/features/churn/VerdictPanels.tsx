import { useMemo } from 'react'
import { ChartPanel } from '../../ui/ChartPanel.tsx'
import { useChartTokens } from '../../ui/chartTokens.ts'
import { Panel } from '../../ui/Panel.tsx'
import { calibrationOption, calibrationTable } from './charts/calibration.ts'
import { decileOption, decileTable } from './charts/deciles.ts'
import { driftOption, driftRows, driftTable } from './charts/drift.ts'
import { verdictOf } from './conclusions.ts'
import type { Telling } from './sentences.ts'
import css from './Panels.module.css'

const HEIGHT = 230

/** Dots on the diagonal are right. */
export function CalibrationPanel({ telling }: { readonly telling: Telling }) {
  const { t, summary, view } = telling
  const tokens = useChartTokens()
  const verdict = verdictOf(summary, view)
  const option = useMemo(() => calibrationOption(verdict, tokens, telling), [verdict, tokens, telling])
  const table = useMemo(() => calibrationTable(verdict, telling), [verdict, telling])
  return (
    <ChartPanel
      title={t('churn.calibrationTitle')}
      sub={t('churn.calibrationSub')}
      name={t('churn.calibrationName')}
      option={option}
      table={table}
      heightPx={HEIGHT}
      fileName="churn-calibration"
    />
  )
}

/** How much more often the riskiest tenths leave. */
export function DecilePanel({ telling }: { readonly telling: Telling }) {
  const { t, format, summary, view } = telling
  const tokens = useChartTokens()
  const verdict = verdictOf(summary, view)
  const option = useMemo(() => decileOption(verdict, tokens, telling), [verdict, tokens, telling])
  const table = useMemo(() => decileTable(verdict, telling), [verdict, telling])
  const { value } = verdict.topDecileLift
  return (
    <ChartPanel
      title={
        value === null ? t('churn.decileTitlePlain') : t('churn.decileTitle', { lift: format.times(value) })
      }
      sub={t('churn.decileSub', { gain: format.share(verdict.deciles.gain[2] ?? null) })}
      name={t('churn.decileName')}
      option={option}
      table={table}
      heightPx={HEIGHT}
      fileName="churn-lift"
    />
  )
}

/** The same verdict on each of the last test days. */
export function DriftPanel({ telling }: { readonly telling: Telling }) {
  const { t, format, summary, view } = telling
  const tokens = useChartTokens()
  const rows = useMemo(() => driftRows(summary, view), [summary, view])
  const option = useMemo(() => driftOption(rows, tokens, telling), [rows, tokens, telling])
  const table = useMemo(() => driftTable(rows, telling), [rows, telling])
  if (rows.length === 0) {
    return (
      <Panel title={t('churn.driftTitle')}>
        <p className={css.quiet}>{t('churn.driftNone')}</p>
      </Panel>
    )
  }
  return (
    <ChartPanel
      title={t('churn.driftTitle')}
      sub={
        view === 'recent'
          ? t('churn.driftSubRecent', { days: format.days(summary.recentDays) })
          : t('churn.driftSub')
      }
      name={t('churn.driftName')}
      option={option}
      table={table}
      heightPx={HEIGHT}
      fileName="churn-drift"
    />
  )
}
