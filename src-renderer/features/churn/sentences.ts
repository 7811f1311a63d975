import type { ChurnEstimate, ChurnSummary, ChurnVerdict } from '../../../shared/contract/churn.ts'
import type { Translate } from '../../locale/t.ts'
import { finding, type FindingText } from '../../ui/Finding.tsx'
import type { Format } from '../../ui/format.ts'
import { sourced, type Provenance, type Sourced } from '../../ui/provenance.ts'
import { baselinesOf, conclusionOf, mostLeave, verdictOf } from './conclusions.ts'
import type { ChurnView } from './store.ts'

/** What a sentence about a verdict needs beside it. */
export interface Telling {
  readonly t: Translate
  readonly format: Format
  readonly summary: ChurnSummary
  readonly view: ChurnView
}

export const majorityWord = (verdict: ChurnVerdict, t: Translate): string =>
  mostLeave(verdict) ? t('churn.leaves') : t('churn.stays')

/** Points with sign, without the unit twice: "5.6–7.8", "−0.4 – +3.2" where it spans 0. */
export function pointsRange({ low, high }: Omit<ChurnEstimate, 'value'>, format: Format): string {
  if (low === null || high === null) return '—'
  const one = (value: number | null | undefined) =>
    typeof value === 'number' ? format.decimal(value * 100, 1) : '—'
  return low < 0 ? format.rangeSigned(low, high, one) : format.range(low, high, one)
}

/** Whether to believe the model, for the customers of the view, written from the numbers. */
export function verdictFinding(telling: Telling): FindingText {
  const { t, format, summary, view } = telling
  const verdict = verdictOf(summary, view)
  const conclusion = conclusionOf(summary, view)
  const majority = majorityWord(verdict, t)
  const isOrdered = verdict.aucGainOverRecency !== null && (verdict.auc.low ?? 0) > 0.5
  if (conclusion === 'not-better') {
    const cause = likelyCause(summary, t)
    const known = cause === undefined ? {} : { cause }
    return isOrdered
      ? { key: 'churn.findingNotOverRecency', values: known }
      : { key: 'churn.findingNotBetter', values: { majority, ...known } }
  }
  const accuracy = numberOf(telling, 'accuracy', percent(verdict.accuracy.value, format))
  const base = numberOf(telling, 'majority', percent(verdict.majorityAccuracy, format))
  const gain = numberOf(telling, 'gain', format.points(verdict.accuracyGain.value).replace(/^\+/, ''))
  const shared = { accuracy, base, majority }
  const range = pointsRange(verdict.accuracyGain, format)
  const isGain = (verdict.accuracyGain.low ?? 0) > 0
  if (conclusion === 'unclear') {
    const recency = baselinesOf(summary, view).find((one) => one.key === 'recency')?.auc ?? null
    return isGain && recency !== null
      ? finding('churn.findingUnclearRecency', {
          auc: numberOf(telling, 'auc', format.score(verdict.auc.value)),
          recency: format.score(recency),
        })
      : finding('churn.findingUnclear', { ...shared, gain, range })
  }
  if (isGain) return finding('churn.findingBetter', { ...shared, gain, range })
  return finding('churn.findingRanks', {
    ...shared,
    lift: numberOf(telling, 'lift', format.times(verdict.topDecileLift.value)),
  })
}

/** Accuracies are compared to a tenth of a point, so they show it: 80.2%. */
export const percent = (value: number | null, format: Format): string =>
  value === null ? '—' : `${format.decimal(value * 100, 1)}%`

function likelyCause(summary: ChurnSummary, t: Translate): string | undefined {
  const codes = new Set(summary.notes.map((note) => note.code))
  if (codes.has('no-behaviours')) return t('churn.causeNoBehaviours')
  if (codes.has('few-churners')) return t('churn.causeFewChurners')
  if (codes.has('one-training-day')) return t('churn.causeOneDay')
  return undefined
}

/** Test day, definition, who, and the kind of interval. */
export function verdictSub({ t, format, summary, view }: Telling): string[] {
  const verdict = verdictOf(summary, view)
  const { source } = summary.params
  const pieces =
    source.kind === 'label'
      ? [
          source.positive === null
            ? t('churn.subLabel', { attribute: source.attribute })
            : t('churn.subLabelValue', { attribute: source.attribute, value: source.positive }),
          t('churn.subFolds'),
        ]
      : [
          t('churn.subTestDay', { day: format.date(summary.testDay) }),
          t('churn.subHorizon', { days: format.countFull(summary.horizonDays) }),
        ]
  return [
    ...pieces,
    t('churn.subCustomers', {
      n: format.countFull(verdict.customers),
      churned: format.countFull(verdict.churned),
    }),
    ...(view === 'recent' ? [t('churn.subRecent', { days: format.countFull(summary.recentDays) })] : []),
    t('churn.subInterval'),
  ]
}

/** What every number of a verdict has in common. */
export function base({ t, format, summary, view }: Telling): Omit<Provenance, 'title' | 'formula'> {
  const verdict = verdictOf(summary, view)
  const inputs = {
    rows: format.countFull(summary.nTrainRows),
    features: format.countFull(summary.nFeatures),
  }
  return {
    inputs:
      summary.params.source.kind === 'label'
        ? t('churn.provInputsLabel', inputs)
        : t('churn.provInputs', { ...inputs, days: format.countFull(summary.trainDays.length) }),
    filter: [
      t('churn.provFilter', {
        n: format.countFull(verdict.customers),
        base: percent(verdict.baseRate, format),
      }),
      ...(view === 'recent' ? [t('churn.subRecent', { days: format.countFull(summary.recentDays) })] : []),
    ].join(t('common.separator')),
    ...(summary.testDay !== null && { asOf: t('churn.subTestDay', { day: format.date(summary.testDay) }) }),
    interval: t('churn.provInterval'),
    engine: `churn ${summary.engineVersion}`,
  }
}

export type VerdictNumber = 'accuracy' | 'majority' | 'gain' | 'auc' | 'prAuc' | 'brier' | 'lift'

/** A number of the verdict with its source. */
export function numberOf(telling: Telling, which: VerdictNumber, text: string): Sourced {
  const { t, summary, view } = telling
  const majority = majorityWord(verdictOf(summary, view), t)
  const words: Record<VerdictNumber, readonly [name: string, formula: string]> = {
    accuracy: [t('common.accuracy'), t('churn.provAccuracyFormula')],
    majority: [t('common.guessAll', { word: majority }), t('churn.provMajorityFormula', { majority })],
    gain: [t('common.gainOver'), t('churn.provGainFormula', { majority })],
    auc: [t('churn.auc'), t('churn.provAucFormula')],
    prAuc: [t('churn.prAuc'), t('churn.provPrAucFormula')],
    brier: [t('churn.brier'), t('churn.provBrierFormula')],
    lift: [t('churn.lift'), t('churn.provLiftFormula')],
  }
  const [name, formula] = words[which]
  return sourced(text, {
    ...base(telling),
    title: t('churn.provName', { name, value: text }),
    formula,
  })
}
