import {
  DEFAULT_LIFETIME_ECONOMICS,
  type LifetimeSummary,
  type LifetimeValue,
} from '../../../shared/contract/lifetime.ts'
import { ENGINE_VERSIONS } from '../../../shared/contract/version.ts'
import { MODEL_NAMES } from '../../locale/lifetimeText.ts'
import type { Translate } from '../../locale/t.ts'
import { finding, type FindingText } from '../../ui/Finding.tsx'
import type { Format } from '../../ui/format.ts'
import type { StripNumber } from '../../ui/NumberStrip.tsx'
import { sourced, type Provenance } from '../../ui/provenance.ts'

/** What a sentence about lifetime values needs beside it. */
export interface Telling {
  readonly t: Translate
  readonly format: Format
}

/** Share of all value with the best fifth; null when there is no value. */
export const bestFifth = (value: LifetimeValue): number | null =>
  value.totalMinor > 0 ? (value.concentration[20] ?? null) : null

const base = (
  summary: LifetimeSummary,
  value: LifetimeValue,
  { t, format }: Telling,
): Omit<Provenance, 'title' | 'formula'> => ({
  inputs: moneyText(value, { t, format }),
  filter: t('lifetime.subModel', { model: MODEL_NAMES[summary.model] }),
  asOf: format.date(summary.predictionDay),
  engine: `lifetime ${ENGINE_VERSIONS.lifetime}`,
})

const moneyText = ({ economics }: LifetimeValue, { t, format }: Telling) =>
  t('lifetime.subMoney', {
    margin: format.share(economics.marginRate),
    discount: format.share(economics.annualDiscountRate),
    days: format.countFull(economics.horizonDays),
  })

/** Who holds the future value; where the model is no better than the plain baseline, that first. */
export function lifetimeFinding(
  summary: LifetimeSummary,
  value: LifetimeValue,
  telling: Telling,
): FindingText {
  const { t, format } = telling
  const told = base(summary, value, telling)
  const text = format.share(bestFifth(value))
  const share = sourced(text, { ...told, title: text, formula: t('lifetime.provShareFormula') })
  const gain = summary.choice.gainOverSameRate
  if (gain !== null && gain <= 0) return finding('lifetime.findingWeak', { share })
  const horizon = format.countFull(summary.params.horizonDays)
  const money = format.moneySentence(value.totalMinor, 3)
  const n = format.countSentence(summary.expectedActive, 2)
  return finding('lifetime.finding', {
    share,
    days: format.countFull(value.economics.horizonDays),
    horizon,
    total: sourced(money, {
      ...told,
      title: t('lifetime.provValue', { money: format.moneyFull(value.totalMinor) }),
      formula: t('lifetime.provValueFormula'),
    }),
    n: sourced(n, {
      ...told,
      title: t('lifetime.provActive', { n: format.countFull(summary.expectedActive) }),
      formula: t('lifetime.provActiveFormula', { days: horizon }),
    }),
  })
}

export function lifetimeSub(summary: LifetimeSummary, value: LifetimeValue, telling: Telling): string[] {
  const { t, format } = telling
  const isDefault = JSON.stringify(value.economics) === JSON.stringify(DEFAULT_LIFETIME_ECONOMICS)
  return [
    t('lifetime.subAsOf', { day: format.date(summary.predictionDay) }),
    t('lifetime.subCustomers', {
      n: format.countFull(summary.customers),
      repeat: format.countFull(summary.repeatCustomers),
    }),
    t('lifetime.subModel', { model: MODEL_NAMES[summary.model] }),
    isDefault ? t('lifetime.subDefaults') : moneyText(value, telling),
  ]
}

export function lifetimeStrip(
  summary: LifetimeSummary,
  value: LifetimeValue,
  telling: Telling,
): StripNumber[] {
  const { t, format } = telling
  const told = base(summary, value, telling)
  const days = format.countFull(summary.params.horizonDays)
  const valueNote = t('lifetime.noteValue', { days: format.countFull(value.economics.horizonDays) })
  const money = (minor: number, label: string, note: string): StripNumber => ({
    label,
    value: sourced(format.money(minor), {
      ...told,
      title: `${label} ${format.moneyFull(minor)}`,
      formula: t('lifetime.provValueFormula'),
    }),
    note,
  })
  return [
    money(value.totalMinor, t('lifetime.stripValue'), valueNote),
    money(value.meanMinor, t('lifetime.stripMean'), valueNote),
    {
      label: t('lifetime.stripActive'),
      value: sourced(format.count(Math.round(summary.expectedActive)), {
        ...told,
        title: t('lifetime.provActive', { n: format.countFull(summary.expectedActive) }),
        formula: t('lifetime.provActiveFormula', { days }),
      }),
      note: t('lifetime.noteActive', {
        days,
        share: format.share(summary.customers > 0 ? summary.expectedActive / summary.customers : null),
      }),
    },
    {
      label: t('lifetime.stripPurchases'),
      value: sourced(format.count(Math.round(summary.expectedPurchases)), {
        ...told,
        title: t('lifetime.provPurchases', { n: format.countFull(summary.expectedPurchases) }),
        formula: t('lifetime.provPurchasesFormula', { days }),
      }),
      note: t('lifetime.horizonChoice', { days }),
    },
    money(value.newCustomerMinor, t('lifetime.stripNew'), t('lifetime.noteNew')),
  ]
}
