import type { InterventionKind, InterventionSummary } from '../../../shared/contract/interventions.ts'
import { ENGINE_VERSIONS } from '../../../shared/contract/version.ts'
import type { Translate } from '../../locale/t.ts'
import { finding, type FindingText } from '../../ui/Finding.tsx'
import type { Format } from '../../ui/format.ts'
import type { StripNumber } from '../../ui/NumberStrip.tsx'
import { sourced, type Provenance } from '../../ui/provenance.ts'

/** What a sentence about interventions needs beside it. */
export interface Telling {
  readonly t: Translate
  readonly format: Format
}

export const kindName = (kind: InterventionKind, t: Translate): string =>
  ({
    usual: t('interventions.usual'),
    points: t('interventions.points'),
    service: t('interventions.service'),
    task: t('interventions.task'),
    care: t('interventions.care'),
  })[kind]

/** The tier at a place of the scheme's list; behind the last: no order in the window. */
export function tierName(summary: InterventionSummary, at: number, { t, format }: Telling): string {
  const tier = summary.tiers[at]
  if (tier === undefined) return t('interventions.outOfWindow')
  return format.language === 'en' ? tier.nameEn : tier.nameZh
}

const base = (
  summary: InterventionSummary,
  { t, format }: Telling,
): Omit<Provenance, 'title' | 'formula'> => ({
  filter: t('interventions.provFilter', {
    from: format.date(summary.fromDay),
    margin: format.share(summary.params.marginRate),
  }),
  asOf: format.date(summary.asOfDay),
  engine: `interventions ${ENGINE_VERSIONS.interventions}`,
})

export const totals = ({ groups }: InterventionSummary) =>
  groups.reduce(
    (sum, group) => ({
      customers: sum.customers + group.customers,
      cost: sum.cost + group.costMinor,
      expected: sum.expected + group.expectedMinor,
    }),
    { customers: 0, cost: 0, expected: 0 },
  )

/** How many fell, what is at stake, what can be done for how little. */
export function queueFinding(summary: InterventionSummary, telling: Telling): FindingText {
  const { t, format } = telling
  const told = base(summary, telling)
  const from = format.date(summary.fromDay)
  if (summary.downgraded === 0) return finding('interventions.findingNone', { from })
  const sum = totals(summary)
  const n = sourced(format.countFull(summary.downgraded), {
    ...told,
    title: t('interventions.provDowngraded', { n: format.countFull(summary.downgraded) }),
    formula: t('interventions.provDowngradedFormula'),
  })
  const savable = sourced(format.moneySentence(summary.savableMinor, 2), {
    ...told,
    title: t('interventions.provSavable', { money: format.moneyFull(summary.savableMinor) }),
    formula: t('interventions.provSavableFormula'),
    inputs: t('interventions.provSavableInputs', { money: format.moneyFull(summary.yearlyMinor) }),
  })
  if (sum.customers === 0) return finding('interventions.findingAlone', { n, from, savable })
  return finding('interventions.finding', {
    n,
    from,
    savable,
    worth: format.countFull(sum.customers),
    cost: format.moneyFull(sum.cost),
    expected: sourced(format.moneySentence(sum.expected, 2), {
      ...told,
      title: t('interventions.provExpected', { money: format.moneyFull(sum.expected) }),
      formula: t('interventions.provExpectedFormula'),
    }),
  })
}

export function queueSub(summary: InterventionSummary, { t, format }: Telling): string[] {
  const reasons = {
    chosen: t('interventions.fromChosen'),
    import: t('interventions.fromImport'),
    days: t('interventions.fromDays'),
    'long-import': t('interventions.fromLong'),
  }
  return [
    t('interventions.subAsOf', { day: format.date(summary.asOfDay) }),
    reasons[summary.fromReason],
    t('interventions.subShares'),
    t('interventions.subMargin', { margin: format.share(summary.params.marginRate) }),
  ]
}

export function queueStrip(summary: InterventionSummary, telling: Telling): StripNumber[] {
  const { t, format } = telling
  const told = base(summary, telling)
  const sum = totals(summary)
  const count = (n: number, label: string, formula: string, note: string): StripNumber => ({
    label,
    value: sourced(format.count(n), { ...told, title: `${label} ${format.countFull(n)}`, formula }),
    note,
  })
  const money = (minor: number, label: string, formula: string, note: string): StripNumber => ({
    label,
    value: sourced(format.money(minor), { ...told, title: `${label} ${format.moneyFull(minor)}`, formula }),
    note,
  })
  return [
    count(
      summary.downgraded,
      t('interventions.stripDowngraded'),
      t('interventions.provDowngradedFormula'),
      t('interventions.noteAlone', { n: format.countFull(summary.leftAlone) }),
    ),
    money(
      summary.savableMinor,
      t('interventions.stripSavable'),
      t('interventions.provSavableFormula'),
      t('interventions.noteYearly', { money: format.money(summary.yearlyMinor) }),
    ),
    money(
      sum.expected,
      t('interventions.stripExpected'),
      t('interventions.provExpectedFormula'),
      t('interventions.noteCost', { money: format.moneyFull(sum.cost) }),
    ),
    count(
      summary.withUsual,
      t('interventions.stripUsual'),
      t('interventions.provUsualFormula'),
      t('interventions.noteUsual'),
    ),
    count(
      summary.expiring,
      t('interventions.stripExpiring'),
      t('interventions.provExpiringFormula'),
      t('interventions.notePoints', { n: format.countFull(summary.withPoints) }),
    ),
  ]
}

/** Families of tiers, best first. */
export const FAMILIES = ['core', 'keep', 'develop', 'winback'] as const

export const familyName = (family: (typeof FAMILIES)[number], t: Telling['t']) =>
  ({
    core: t('interventions.familyCore'),
    keep: t('interventions.familyKeep'),
    develop: t('interventions.familyDevelop'),
    winback: t('interventions.familyWinback'),
  })[family]
