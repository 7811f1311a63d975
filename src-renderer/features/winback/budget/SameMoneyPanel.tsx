import { useDeferredValue, useMemo, useState } from 'react'
import { revenueOfClaim } from '../../../../shared/analytics/winback/index.ts'
import { useT } from '../../../locale/t.ts'
import { Finding } from '../../../ui/Finding.tsx'
import { FigurePanel } from '../../../ui/FigurePanel.tsx'
import { NumberField } from '../../../ui/NumberField.tsx'
import { ProvenanceNumber } from '../../../ui/ProvenanceNumber.tsx'
import { sameMoneyOf } from '../model/sameMoney.ts'
import type { Source } from '../provenance.ts'
import css from '../Winback.module.css'
import { minor, type Telling } from '../words.ts'
import { claimText, sameRows, sameTable, sameTitle } from './sameSentences.ts'
import type { BudgetView } from './useBudget.ts'

interface SameMoneyPanelProps {
  readonly view: BudgetView
  readonly source: Source
  readonly telling: Telling
}

/** A claim that is heard in many meetings. */
const CLAIM = { points: 3, money: 10_000_000 }

/** Today's ladder for everybody against the plan, at equal spend; and what a claim about points says of one customer. */
export function SameMoneyPanel({ view, source, telling }: SameMoneyPanelProps) {
  const t = useT()
  const { format } = telling
  const { scenario, here } = view
  const late = useDeferredValue(useMemo(() => ({ scenario, here }), [scenario, here]))
  const same = useMemo(() => sameMoneyOf(late.scenario, late.here), [late])
  const [claim, setClaim] = useState(CLAIM)
  const { compared, more, worldsWon, worlds } = same
  const customers = late.scenario.groups.reduce((sum, group) => sum + group.customers, 0)
  const title = sameTitle(compared, telling)
  const money = (units: number) => format.moneyFull(minor(units))
  const implied = revenueOfClaim(claim.points, claim.money, customers, compared.roundsAYear)
  return (
    <FigurePanel
      title={title}
      sub={t('whatif.sameSub', { days: format.days(scenario.windowDays) })}
      name={title}
      table={sameTable(compared, telling)}
      fileName="winback-same-money"
      drawn={false}
    >
      <table className={css.table}>
        <thead>
          <tr>
            <th>{t('whatif.sameMeasure')}</th>
            <th>{t('whatif.sameToday')}</th>
            <th>{t('whatif.sameBest')}</th>
            <th>{t('whatif.sameMore')}</th>
          </tr>
        </thead>
        <tbody>
          {sameRows(compared, telling).map(({ name, texts, isMain }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {texts.map((text, i) => (
                <td key={i} className={isMain ? css.strong : ''}>
                  <ProvenanceNumber where="cell" value={source(text, name, 'whatif.formulaSame', isMain)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {more !== null && worlds > 0 && (
        <p className={css.say}>
          {t('whatif.sameWorlds', {
            n: format.countFull(worldsWon),
            draws: format.countFull(worlds),
            range: format.range(more.p10, more.p90, (value) => format.money(minor(value ?? 0))),
          })}
        </p>
      )}
      <div className={css.claim}>
        <h3>{t('whatif.sameClaim')}</h3>
        <div>
          <span>{t('whatif.sameClaimPoints')}</span>
          <NumberField
            bare
            label={t('whatif.sameClaimPoints')}
            value={claim.points}
            min={-100}
            max={100}
            show={(points) => format.decimal(points, 2)}
            onCommit={(points) => setClaim({ ...claim, points })}
          />
        </div>
        <div>
          <span>{t('whatif.sameClaimMoney')}</span>
          <NumberField
            bare
            label={t('whatif.sameClaimMoney')}
            value={claim.money}
            min={-1e12}
            max={1e12}
            show={money}
            onCommit={(amount) => setClaim({ ...claim, money: amount })}
          />
        </div>
        <p className={css.say}>
          <Finding of={claimText(claim, implied, compared, source, telling)} />
        </p>
      </div>
    </FigurePanel>
  )
}
