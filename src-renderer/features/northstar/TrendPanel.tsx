import { useMemo } from 'react'
import type { NorthStarBoard, NorthStarMonth } from '../../../shared/contract/northstar.ts'
import { ChartPanel } from '../../ui/ChartPanel.tsx'
import { useChartTokens } from '../../ui/chartTokens.ts'
import { monthsTable, trendOption } from './charts/trend.ts'
import { shownMonths } from './months.ts'
import type { Telling } from './sentences.ts'

interface TrendPanelProps {
  readonly board: NorthStarBoard
  readonly month: NorthStarMonth
  readonly targetShare: number | null
  readonly telling: Telling
}

/** The North Star of 24 months. */
export function TrendPanel({ board, month, targetShare, telling }: TrendPanelProps) {
  const { t, format } = telling
  const tokens = useChartTokens()
  const months = useMemo(() => shownMonths(board), [board])
  const option = useMemo(
    () => trendOption({ months, told: month.monthDay, recalls: board.recalls, targetShare }, tokens, telling),
    [months, month, board, targetShare, tokens, telling],
  )
  const table = useMemo(() => monthsTable(months, telling, board.recalls), [months, telling, board])
  const isHollow = months.some((one) => !one.isFinished || !one.isWindowComplete)
  const sub = [
    t('northstar.trendSub'),
    ...(isHollow ? [t('northstar.trendSubHollow')] : []),
    ...(board.recalls.length > 0 ? [t('northstar.trendSubRecalls')] : []),
  ].join(t('common.separator'))
  return (
    <ChartPanel
      title={t('northstar.trendTitle')}
      sub={sub}
      name={t('northstar.trendName', { n: format.countFull(months.length) })}
      option={option}
      table={table}
      heightPx={236}
      fileName={`northstar-${format.date(board.asOfDay)}`}
    />
  )
}
