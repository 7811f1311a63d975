import { useMemo } from 'react'
import type { Treadmill, TreadmillTerms } from '../../../../shared/analytics/winback/index.ts'
import { useT } from '../../../locale/t.ts'
import { ChartPanel } from '../../../ui/ChartPanel.tsx'
import { useChartTokens } from '../../../ui/chartTokens.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { SliderField } from '../../../ui/SliderField.tsx'
import { treadmillOption, treadmillTable } from '../charts/treadmillLines.ts'
import css from '../Winback.module.css'
import type { Telling } from '../words.ts'
import { treadmillSub, treadmillTitle } from './subsidySentences.ts'
import { changeTreadmill } from './terms.ts'

interface TreadmillPanelProps {
  readonly mill: Treadmill
  readonly terms: TreadmillTerms
  readonly telling: Telling
}

const SHARES = [
  ['adaptation', 'whatif.adaptation'],
  ['habituation', 'whatif.habituation'],
  ['backlash', 'whatif.backlash'],
] as const

/** What several rounds of the same coupon do to customers who come to expect it. */
export function TreadmillPanel({ mill, terms, telling }: TreadmillPanelProps) {
  const t = useT()
  const { format } = telling
  const tokens = useChartTokens()
  const option = useMemo(() => treadmillOption(mill, tokens, telling), [mill, tokens, telling])
  const table = useMemo(() => treadmillTable(mill, telling), [mill, telling])
  const title = treadmillTitle(mill, telling)
  const count = (value: number) => format.countFull(value)
  return (
    <div className={css.two}>
      <Panel title={t('whatif.treadmillTerms')} sub={t('whatif.treadmillTermsSub')}>
        <div className={css.part}>
          <SliderField
            label={t('whatif.rounds')}
            value={terms.rounds}
            min={2}
            max={12}
            step={1}
            show={count}
            valueText={count(terms.rounds)}
            source="default"
            onChange={(rounds) => changeTreadmill({ rounds: Math.round(rounds) })}
          />
          {SHARES.map(([key, label]) => (
            <SliderField
              key={key}
              label={t(label)}
              value={terms[key]}
              min={0}
              max={1}
              step={0.01}
              show={format.share}
              valueText={format.share(terms[key])}
              source="default"
              onChange={(value) => changeTreadmill({ [key]: value })}
            />
          ))}
        </div>
      </Panel>
      <ChartPanel
        title={title}
        sub={treadmillSub(mill, telling)}
        name={title}
        option={option}
        table={table}
        heightPx={280}
        fileName="winback-treadmill"
      />
    </div>
  )
}
