import type { LifetimeEconomics, LifetimeValue } from '../../../shared/contract/lifetime.ts'
import { Panel } from '../../ui/Panel.tsx'
import { SliderField } from '../../ui/SliderField.tsx'
import css from './Lifetime.module.css'
import type { Telling } from './sentences.ts'

interface LeversPanelProps {
  readonly economics: LifetimeEconomics
  readonly value: LifetimeValue
  readonly telling: Telling
  readonly onChange: (change: Partial<LifetimeEconomics>) => void
}

/** Margin, discount and horizon in the hand; values follow. */
export function LeversPanel({ economics, value, telling, onChange }: LeversPanelProps) {
  const { t, format } = telling
  const days = (n: number) => t('lifetime.days', { n: format.countFull(n) })
  const said = (text: string) =>
    t('lifetime.leverValue', { value: text, money: format.money(value.totalMinor) })
  return (
    <Panel title={t('lifetime.leversTitle')} sub={t('lifetime.leversSub')}>
      <div className={css.levers}>
        <SliderField
          label={t('lifetime.leverMargin')}
          value={economics.marginRate}
          min={0}
          max={1}
          step={0.01}
          show={format.share}
          valueText={said(format.share(economics.marginRate))}
          onChange={(marginRate) => onChange({ marginRate })}
          ends
        />
        <SliderField
          label={t('lifetime.leverDiscount')}
          value={economics.annualDiscountRate}
          min={0}
          max={0.5}
          step={0.01}
          show={format.share}
          valueText={said(format.share(economics.annualDiscountRate))}
          onChange={(annualDiscountRate) => onChange({ annualDiscountRate })}
          ends
        />
        <SliderField
          label={t('lifetime.leverHorizon')}
          value={economics.horizonDays}
          min={30}
          max={1_095}
          step={5}
          show={days}
          valueText={said(days(economics.horizonDays))}
          onChange={(horizonDays) => onChange({ horizonDays: Math.round(horizonDays) })}
          ends
        />
      </div>
    </Panel>
  )
}
