import { useMemo } from 'react'
import type { NorthStarMonth } from '../../../shared/contract/northstar.ts'
import { ChartPanel } from '../../ui/ChartPanel.tsx'
import { useChartTokens } from '../../ui/chartTokens.ts'
import { Panel } from '../../ui/Panel.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { waterfallOption, waterfallTable } from './charts/waterfall.ts'
import type { ToldChange } from './months.ts'
import css from './NorthStar.module.css'
import { points, pointsBetween, type Telling } from './sentences.ts'
import { cutBy, type Cut } from './store.ts'

interface ChangePanelProps {
  readonly month: NorthStarMonth
  readonly change: ToldChange | null
  readonly cut: Cut
  readonly telling: Telling
}

/** Why the share changed: the same people otherwise, or other people. */
export function ChangePanel({ month, change, cut, telling }: ChangePanelProps) {
  const { t, format } = telling
  if (change === null) {
    return (
      <Panel title={t('northstar.whyTitleNone')}>
        <p className={css.quiet}>{t('northstar.whyNone', { month: format.month(month.monthDay) })}</p>
      </Panel>
    )
  }
  return <Waterfall month={month} change={change} cut={cut} telling={telling} />
}

function Waterfall({ month, change, cut, telling }: ChangePanelProps & { readonly change: ToldChange }) {
  const { t, format } = telling
  const tokens = useChartTokens()
  const { split, before, interval } = change
  const option = useMemo(() => waterfallOption(split, cut, tokens, telling), [split, cut, tokens, telling])
  const table = useMemo(() => waterfallTable(split, cut, telling), [split, cut, telling])
  const title = t('northstar.whyTitle', {
    behaviour: points(split.behaviour, format),
    mix: pointsBetween(split.behaviour, split.change, format),
  })
  const sub = t('northstar.whySub', {
    before: format.month(before.monthDay),
    after: format.month(month.monthDay),
  })
  const isOpen = interval.low <= 0 && interval.high >= 0
  const chance = t('northstar.whyChance', {
    change: format.rangeSigned(100 * interval.low, 100 * interval.high, (value) => format.decimal(value, 1)),
  })
  return (
    <ChartPanel
      title={title}
      sub={isOpen ? `${sub}${t('common.separator')}${chance}` : sub}
      name={title}
      option={option}
      table={table}
      heightPx={212}
      fileName={`northstar-change-${format.date(month.monthDay)}`}
      tools={
        <Segmented
          label={t('northstar.cutLabel')}
          options={[
            { value: 'rate', label: t('northstar.cutRate') },
            { value: 'tenure', label: t('northstar.cutTenure') },
          ]}
          value={cut}
          onChange={cutBy}
        />
      }
    />
  )
}
