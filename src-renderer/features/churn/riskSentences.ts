import type { ChurnSummary } from '../../../shared/contract/churn.ts'
import type { Translate } from '../../locale/t.ts'
import { finding, type FindingText } from '../../ui/Finding.tsx'
import { roundToInterval, type Format } from '../../ui/format.ts'
import type { StripNumber } from '../../ui/NumberStrip.tsx'
import { sourced, type Provenance, type Sourced } from '../../ui/provenance.ts'

export interface RiskTelling {
  readonly t: Translate
  readonly format: Format
  readonly summary: ChurnSummary
}

export function riskBase({ t, format, summary }: RiskTelling): Omit<Provenance, 'title' | 'formula'> {
  const { asOfDay, customers } = summary.scored
  return {
    inputs: t('risk.provInputs', {
      rows: format.countFull(summary.nTrainRows),
      auc: format.score(summary.all.auc.value),
    }),
    filter: t('risk.provFilter', { n: format.countFull(customers) }),
    ...(asOfDay !== null && { asOf: format.date(asOfDay) }),
    engine: `churn ${summary.engineVersion}`,
  }
}

/** How many valued customers may leave, and what they are worth. */
export function riskFinding(telling: RiskTelling): FindingText {
  const { t, format, summary } = telling
  const { scored, horizonDays, levels, conclusion } = summary
  if (conclusion === 'not-better') return finding('risk.findingWeak')
  const [, , nHigh] = scored.byLevel
  const [, , highMinor] = scored.valueByLevelMinor
  const number = (name: string, text: string, formula: string): Sourced =>
    sourced(text, { ...riskBase(telling), title: t('churn.provName', { name, value: text }), formula })
  if (scored.newlyHigh !== null && scored.newlyHigh > 0) {
    return finding('risk.findingNew', {
      n: number(t('risk.newlyHigh'), format.countFull(scored.newlyHigh), t('risk.provNewFormula')),
      value: number(
        t('churn.value'),
        format.moneySentence(scored.newlyHighValueMinor, 2),
        t('risk.provValueFormula'),
      ),
    })
  }
  if (nHigh === 0) return finding('risk.findingNobody', { n: format.countFull(scored.customers) })
  const n = number(
    t('risk.stripHigh'),
    format.countFull(nHigh),
    t('risk.provHighFormula', { level: format.probability(levels.high) }),
  )
  const value = number(t('churn.value'), format.moneySentence(highMinor, 2), t('risk.provValueFormula'))
  if (scored.newlyHigh !== null) return finding('risk.findingNewNone', { n, value })
  const leavers = number(t('risk.stripLeavers'), aboutLeavers(summary, format), t('risk.provLeaversFormula'))
  return horizonDays === null
    ? finding('risk.findingFirstLabel', { n, value, leavers })
    : finding('risk.findingFirst', { n, value, leavers, days: format.days(horizonDays) })
}

/** A sum of probabilities, rounded to what chance alone leaves open. */
function aboutLeavers({ scored }: ChurnSummary, format: Format): string {
  const spread = Math.sqrt(Math.max(1, scored.expectedLeavers))
  const rounded = roundToInterval(
    scored.expectedLeavers,
    scored.expectedLeavers - spread,
    scored.expectedLeavers + spread,
  )
  return format.countFull(rounded)
}

export function riskSub({ t, format, summary }: RiskTelling): string[] {
  const { scored, horizonDays } = summary
  return [
    scored.asOfDay === null
      ? t('risk.subScoredLabel')
      : t('risk.subScored', { day: format.date(scored.asOfDay) }),
    t('risk.subCustomers', { n: format.countFull(scored.customers) }),
    ...(horizonDays === null ? [] : [t('risk.subHorizon', { days: format.days(horizonDays) })]),
    ...(scored.before?.asOfDay == null
      ? []
      : [t('risk.subBefore', { day: format.date(scored.before.asOfDay) })]),
    t('risk.subInterval'),
  ]
}

export function riskStrip(telling: RiskTelling): StripNumber[] {
  const { t, format, summary } = telling
  const { scored, levels } = summary
  const from = (name: string, text: string, formula: string) =>
    sourced(text, { ...riskBase(telling), title: t('churn.provName', { name, value: text }), formula })
  const isNew = scored.newlyHigh !== null
  return [
    {
      label: t('risk.stripHigh'),
      value: from(
        t('risk.stripHigh'),
        format.count(scored.byLevel[2]),
        t('risk.provHighFormula', { level: format.probability(levels.high) }),
      ),
      note: t('risk.stripHighNote', { value: format.money(scored.valueByLevelMinor[2]) }),
    },
    {
      label: t('risk.stripNew'),
      value: isNew
        ? from(t('risk.stripNew'), format.count(scored.newlyHigh), t('risk.provNewFormula'))
        : sourced('—'),
      note: isNew
        ? t('risk.stripNewNote', { value: format.money(scored.newlyHighValueMinor) })
        : t('risk.stripNewNone'),
    },
    {
      label: t('risk.stripLeavers'),
      value: from(
        t('risk.stripLeavers'),
        format.count(Math.round(scored.expectedLeavers)),
        t('risk.provLeaversFormula'),
      ),
      note: t('risk.stripLeaversNote', {
        share: format.share(scored.customers > 0 ? scored.expectedLeavers / scored.customers : null),
      }),
    },
    {
      label: t('risk.stripAtRisk'),
      value: from(t('risk.stripAtRisk'), format.money(scored.valueAtRiskMinor), t('risk.provAtRiskFormula')),
      note: t('risk.stripAtRiskNote'),
    },
  ]
}
