import {
  DEFAULT_POTENTIAL_RULE,
  potentialRuleProblem,
  type PotentialRule,
  type SilentSummary,
} from '../../../shared/contract/silent.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { NumberField } from '../../ui/NumberField.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { SliderField } from '../../ui/SliderField.tsx'
import css from './Silent.module.css'
import type { Telling } from './sentences.ts'
import { resetRule, setMargin, setRule } from './store.ts'

type Limit = PotentialRule['basketMinor']
type Kind = 'mean' | 'median' | 'number' | 'none'

const kindOf = (limit: Limit): Kind =>
  limit === null ? 'none' : typeof limit === 'number' ? 'number' : limit
const limitOf = (kind: Kind, number: number): Limit =>
  kind === 'none' ? null : kind === 'number' ? number : kind

interface RulePanelProps {
  readonly rule: PotentialRule
  readonly marginRate: number
  readonly summary: SilentSummary | null
  readonly telling: Telling
}

/** Who counts as high, medium and low potential: what they did before they fell silent. */
export function RulePanel({ rule, marginRate, summary, telling }: RulePanelProps) {
  const { t, format } = telling
  const problem = potentialRuleProblem(rule)
  const problems = {
    'no-points': t('silent.ruleNoPoints'),
    'high-unreachable': t('silent.ruleHigh'),
    'medium-above-high': t('silent.ruleMedium'),
  }
  const options = [
    { value: 'mean', label: t('silent.ruleMean') },
    { value: 'median', label: t('silent.ruleMedian') },
    { value: 'number', label: t('silent.ruleNumber') },
    { value: 'none', label: t('silent.ruleNone') },
  ] as const
  const isDefault = JSON.stringify(rule) === JSON.stringify(DEFAULT_POTENTIAL_RULE)
  const points = ['1', '2', '3'].map((value) => ({
    value,
    label: t('silent.rulePoints', { n: value }),
  }))
  const limits = summary && [
    ...(summary.ordersLimit === null
      ? []
      : [t('silent.ruleOrdersNow', { n: format.decimal(summary.ordersLimit, 2) })]),
    ...(summary.basketLimitMinor === null
      ? []
      : [t('silent.ruleBasketNow', { money: format.moneyFull(summary.basketLimitMinor) })]),
    ...(summary.highCategories.length === 0 || rule.categoryShare === null
      ? []
      : [t('silent.ruleCategoryNow', { names: summary.highCategories.join(t('silent.comma')) })]),
  ]
  return (
    <Panel
      title={t('silent.ruleTitle')}
      sub={[t('silent.ruleSub'), ...(limits ?? [])].join(t('common.separator'))}
      tools={
        isDefault ? undefined : (
          <Button kind="link" onClick={resetRule}>
            {t('silent.ruleReset')}
          </Button>
        )
      }
    >
      <div className={css.rules}>
        <Choice
          labelled
          label={t('silent.ruleOrders')}
          options={options}
          value={kindOf(rule.ordersPer30Days)}
          onChange={(kind) => setRule({ ordersPer30Days: limitOf(kind, 1) })}
        />
        {typeof rule.ordersPer30Days === 'number' && (
          <NumberField
            label={t('silent.ruleOrdersLimit')}
            value={rule.ordersPer30Days}
            min={0}
            max={100}
            show={(value) => format.decimal(value, 2)}
            onCommit={(value) => setRule({ ordersPer30Days: value })}
          />
        )}
        <Choice
          labelled
          label={t('silent.ruleBasket')}
          options={options}
          value={kindOf(rule.basketMinor)}
          onChange={(kind) => setRule({ basketMinor: limitOf(kind, 20_000) })}
        />
        {typeof rule.basketMinor === 'number' && (
          <NumberField
            label={t('silent.ruleBasketLimit', { currency: format.currencySign })}
            value={rule.basketMinor / 100}
            min={0}
            max={1e9}
            show={(value) => format.decimal(value, 0)}
            onCommit={(value) => setRule({ basketMinor: Math.round(100 * value) })}
          />
        )}
        <NumberField
          label={t('silent.ruleCategory')}
          value={rule.categoryShare ?? 0}
          min={0}
          max={1}
          show={(value) => (value === 0 ? t('silent.ruleNone') : `${format.decimal(100 * value, 0)}%`)}
          onCommit={(value) => setRule({ categoryShare: value > 0 ? Math.max(0.01, value) : null })}
        />
        <Choice
          labelled
          label={t('silent.ruleHighFrom')}
          options={points}
          value={String(rule.highFrom)}
          onChange={(value) => setRule({ highFrom: Number(value) })}
        />
        <Choice
          labelled
          label={t('silent.ruleMediumFrom')}
          options={points}
          value={String(rule.mediumFrom)}
          onChange={(value) => setRule({ mediumFrom: Number(value) })}
        />
        <SliderField
          label={t('silent.margin')}
          value={marginRate}
          min={0.01}
          max={1}
          step={0.01}
          show={format.share}
          valueText={format.share(marginRate)}
          onChange={setMargin}
        />
      </div>
      {problem !== null && (
        <p role="alert" className={css.problem}>
          {problems[problem]}
        </p>
      )}
    </Panel>
  )
}
