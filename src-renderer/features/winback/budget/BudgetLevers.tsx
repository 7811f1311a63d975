import type { Scenario } from '../../../../shared/contract/winback.ts'
import { useT } from '../../../locale/t.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { SliderLever } from '../Lever.tsx'
import type { BudgetPicture, BudgetPlan } from '../model/budgetPicture.ts'
import css from '../Winback.module.css'
import { minor, type Telling } from '../words.ts'
import { CapMeters } from './CapMeters.tsx'
import { CouponLevers } from './CouponLevers.tsx'
import { GoalSeek } from './GoalSeek.tsx'
import { LedgerLevers } from './LedgerLevers.tsx'
import { RateLevers } from './RateLevers.tsx'

interface BudgetLeversProps {
  /** the scenario of any budget */
  readonly frame: Scenario
  readonly picture: BudgetPicture
  readonly here: BudgetPlan
  readonly telling: Telling
}

/** Everything that a manager may turn: budget first, then coupon, value, ledgers and rates. */
export function BudgetLevers({ frame, picture, here, telling }: BudgetLeversProps) {
  const t = useT()
  const { format } = telling
  const money = (units: number) => format.moneyFull(minor(units))
  const step = Math.max(1, picture.most / 200)
  const hasPeak = picture.best.gain > 0 && picture.peak < picture.most
  return (
    <Panel title={t('whatif.levers')}>
      <div className={css.levers}>
        <div className={`${css.part} ${css.main}`}>
          <SliderLever
            label={t('whatif.budget')}
            path={['budget']}
            value={here.budget}
            min={step}
            max={picture.most}
            step={step}
            show={money}
            valueText={t('whatif.budgetValue', {
              budget: money(here.budget),
              profit: money(here.plan.profit),
            })}
            ends
            {...(hasPeak && { mark: picture.peak, badFrom: picture.peak })}
          />
          <GoalSeek frame={frame} picture={picture} telling={telling} />
        </div>
        <CouponLevers frame={frame} telling={telling} />
        <CapMeters plan={here.plan} telling={telling} />
        <LedgerLevers frame={frame} telling={telling} />
        <RateLevers frame={frame} telling={telling} />
      </div>
    </Panel>
  )
}
