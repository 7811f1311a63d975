import type { ChurnEstimate } from '../../../shared/contract/churn.ts'
import type { AccuracyTripleProps } from '../../ui/AccuracyTriple.tsx'
import type { IntervalBar, StripNumber } from '../../ui/NumberStrip.tsx'
import { baselinesOf, verdictOf } from './conclusions.ts'
import { majorityWord, numberOf, percent, pointsRange, type Telling } from './sentences.ts'

/** Accuracy with what guessing gives and the difference: the three go together. */
export function accuracyOf(telling: Telling): AccuracyTripleProps {
  const { t, format, summary, view } = telling
  const { accuracy, accuracyGain, majorityAccuracy, ...verdict } = verdictOf(summary, view)
  return {
    accuracy,
    majorityAccuracy,
    gain: accuracyGain,
    majorityWord: majorityWord({ accuracy, accuracyGain, majorityAccuracy, ...verdict }, t),
    texts: {
      accuracy: numberOf(telling, 'accuracy', percent(accuracy.value, format)),
      majority: numberOf(telling, 'majority', percent(majorityAccuracy, format)),
      gain: numberOf(telling, 'gain', format.points(accuracyGain.value)),
      gainRange: pointsRange(accuracyGain, format),
    },
  }
}

/** The other four of the verdict, each beside what it must be compared with. */
export function verdictStrip(telling: Telling): StripNumber[] {
  const { t, format, summary, view } = telling
  const verdict = verdictOf(summary, view)
  const baselines = baselinesOf(summary, view)
  const recency = baselines.find((one) => one.key === 'recency')?.auc ?? null
  const guessed =
    baselines.find((one) => one.key === 'majority')?.brier ?? verdict.baseRate * (1 - verdict.baseRate)
  const gain = verdict.aucGainOverRecency?.value ?? null
  const baseRate = percent(verdict.baseRate, format)
  const lift = (value: number | null | undefined) => format.times(value)
  return [
    {
      label: t('churn.auc'),
      value: numberOf(telling, 'auc', format.score(verdict.auc.value)),
      ...intervalOf(verdict.auc, format.score, 0.5, 1),
      note:
        recency === null
          ? t('churn.aucNoteNone')
          : gain === null
            ? t('churn.aucNote', { recency: format.score(recency) })
            : t('churn.aucNoteGain', {
                recency: format.score(recency),
                gain: `${gain > 0 ? '+' : ''}${format.score(gain)}`,
              }),
    },
    {
      label: t('churn.prAuc'),
      value: numberOf(telling, 'prAuc', format.score(verdict.prAuc.value)),
      ...intervalOf(verdict.prAuc, format.score, 0, 1),
      note: t('churn.prAucNote', { base: baseRate }),
    },
    {
      label: t('churn.brier'),
      value: numberOf(telling, 'brier', format.score(verdict.brier.value)),
      ...intervalOf(verdict.brier, format.score, 0, Math.max(0.25, guessed)),
      note: t('churn.brierNote', { brier: format.score(guessed) }),
    },
    {
      label: t('churn.lift'),
      value: numberOf(telling, 'lift', lift(verdict.topDecileLift.value)),
      ...intervalOf(
        verdict.topDecileLift,
        lift,
        0,
        Math.max(1, Math.min(10, 1 / Math.max(0.1, verdict.baseRate))),
      ),
      note: t('churn.liftNote'),
    },
  ]
}

function intervalOf(
  { value, low, high }: ChurnEstimate,
  one: (value: number | null | undefined) => string,
  min: number,
  max: number,
): { interval?: string; bar?: IntervalBar } {
  if (value === null || low === null || high === null) return {}
  return {
    interval: `${one(low).replace('×', '')}–${one(high)}`,
    bar: { min: Math.min(min, low), max: Math.max(max, high), low, high, median: value },
  }
}
