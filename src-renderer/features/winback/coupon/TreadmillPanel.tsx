import { useMemo } from 'react'
import type { Treadmill, TreadmillTerms } from '../../../../shared/analytics/winback/index.ts'
import { useT } from '../../../locale/t.ts'
import { ChartPanel } from '../../../ui/ChartPanel.tsx'
import { useChartTokens } from '../../../ui/chartTokens.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { ProvenanceNumber } from '../../../ui/ProvenanceNumber.tsx'
import { SliderField } from '../../../ui/SliderField.tsx'
import { treadmillOption, treadmillTable, WAY_NAMES } from '../charts/treadmillLines.ts'
import type { Source } from '../provenance.ts'
import css from '../Winback.module.css'
import { minor, type Telling } from '../words.ts'
import { totalOf, treadmillTitle } from './subsidySentences.ts'
import { changeTreadmill } from './terms.ts'

interface TreadmillPanelProps {
  readonly mill: Treadmill
  readonly terms: TreadmillTerms
  readonly source: Source
  readonly telling: Telling
}

const SHARES = [
  ['adaptation', 'whatif.adaptation'],
  ['habituation', 'whatif.habituation'],
  ['backlash', 'whatif.backlash'],
] as const

/** What several rounds of the same coupon do to customers who come to expect it. */
export function TreadmillPanel({ mill, terms, source, telling }: TreadmillPanelProps) {
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
        sub={t('whatif.treadmillSub')}
        name={title}
        option={option}
        table={table}
        heightPx={280}
        fileName="winback-treadmill"
        below={
          <p className={css.say}>
            {t('whatif.treadmillTotals', { n: count(mill.same.length) })}
            {(['same', 'once', 'never'] as const).map((way) => (
              <span key={way} className={css.total}>
                {t(WAY_NAMES[way])}{' '}
                <ProvenanceNumber
                  where="strip"
                  value={source(
                    format.moneyFull(minor(totalOf(mill[way]))),
                    t(WAY_NAMES[way]),
                    'whatif.formulaTreadmill',
                  )}
                />
              </span>
            ))}
          </p>
        }
      />
    </div>
  )
}
