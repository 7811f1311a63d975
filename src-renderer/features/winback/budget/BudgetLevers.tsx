import { useT } from '../../../locale/t.ts'
import { Switch } from '../../../ui/Field.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { FieldLever, SliderLever } from '../Lever.tsx'
import type { BudgetPicture, BudgetPlan } from '../model/budgetPicture.ts'
import { changeAll, useWhatIf } from '../store.ts'
import css from '../Winback.module.css'
import { minor, type Telling } from '../words.ts'
import { CapMeters } from './CapMeters.tsx'
import { CouponLevers } from './CouponLevers.tsx'
import { GoalSeek } from './GoalSeek.tsx'
import { RateLevers } from './RateLevers.tsx'

interface BudgetLeversProps {
  readonly picture: BudgetPicture
  readonly here: BudgetPlan
  readonly telling: Telling
}

/** Everything that a manager may turn: budget first, then coupon, value, ledgers and rates. */
export function BudgetLevers({ picture, here, telling }: BudgetLeversProps) {
  const t = useT()
  const { format } = telling
  const { ledgers, value } = useWhatIf((state) => state.scenario)
  const money = (units: number) => format.moneyFull(minor(units))
  const step = Math.max(1, picture.most / 200)
  const hasPeak = picture.best.gain > 0 && picture.peak < picture.most
  const opportunity = ledgers.opportunity
  const hidden = ledgers.hidden
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
          <GoalSeek picture={picture} telling={telling} />
        </div>
        <CouponLevers telling={telling} />
        <CapMeters plan={here.plan} telling={telling} />
        <div className={css.part}>
          <h3>{t('whatif.ledgers')}</h3>
          <FieldLever
            label={t('whatif.marginRate')}
            path={['value', 'marginRate']}
            value={value.marginRate}
            min={0}
            max={1}
            show={format.share}
          />
          <FieldLever
            label={t('whatif.fixed')}
            path={['ledgers', 'direct', 'fixed']}
            value={ledgers.direct.fixed}
            min={0}
            max={1e9}
            show={money}
          />
          <Switch
            label={t('whatif.opportunity')}
            checked={opportunity?.on === true}
            onChange={(on) =>
              changeAll([
                [['ledgers', 'opportunity', 'on'], on],
                ...(on && opportunity?.alternativeRoi === undefined
                  ? ([[['ledgers', 'opportunity', 'alternativeRoi'], 0.3]] as const)
                  : []),
              ])
            }
          />
          {opportunity?.on === true && (
            <FieldLever
              label={t('whatif.alternativeRoi')}
              path={['ledgers', 'opportunity', 'alternativeRoi']}
              value={opportunity.alternativeRoi ?? 0}
              min={0}
              max={100}
              show={format.share}
            />
          )}
          <Switch
            label={t('whatif.hidden')}
            checked={hidden?.on === true}
            onChange={(on) => changeAll([[['ledgers', 'hidden', 'on'], on]])}
          />
          {hidden?.on === true && (
            <>
              <FieldLever
                label={t('whatif.hours')}
                path={['ledgers', 'hidden', 'hours']}
                value={hidden.hours}
                min={0}
                max={1e6}
                show={format.countFull}
              />
              <FieldLever
                label={t('whatif.hourCost')}
                path={['ledgers', 'hidden', 'hourCost']}
                value={hidden.hourCost}
                min={0}
                max={1e6}
                show={money}
              />
              <FieldLever
                label={t('whatif.upkeep')}
                path={['ledgers', 'hidden', 'upkeep']}
                value={hidden.upkeep}
                min={0}
                max={1e9}
                show={money}
              />
              <FieldLever
                label={t('whatif.optOutValue')}
                path={['ledgers', 'hidden', 'optOutValue']}
                value={hidden.optOutValue}
                min={0}
                max={1e6}
                show={money}
              />
            </>
          )}
        </div>
        <RateLevers telling={telling} />
      </div>
    </Panel>
  )
}
