import type { ChurnBaseline, ChurnEstimate } from '../../../shared/contract/churn.ts'
import { baselineText } from '../../locale/churnText.ts'
import { baselinesOf, verdictOf } from './conclusions.ts'
import { majorityWord, percent, pointsRange, type Telling } from './sentences.ts'

export interface CardMetric {
  readonly name: string
  readonly value: string
  /** what it must be compared with */
  readonly baseline?: string
}

/** The metrics of a view for the model's card: each with its interval and what needs no model. */
export function cardMetrics(telling: Telling): CardMetric[] {
  const { t, format, summary, view } = telling
  const verdict = verdictOf(summary, view)
  const baselines = baselinesOf(summary, view)
  const withRange = (
    { value, low, high }: ChurnEstimate,
    one: (value: number | null | undefined) => string,
  ) =>
    low === null || high === null ? one(value) : `${one(value)} (${one(low).replace('×', '')}–${one(high)})`
  const bestOf = (key: 'auc' | 'prAuc' | 'logLoss' | 'topDecileLift' | 'brier', isLow = false) => {
    const known = baselines.flatMap((one): [ChurnBaseline, number][] => {
      const value = one[key]
      return value === null ? [] : [[one, value]]
    })
    known.sort((a, b) => (isLow ? a[1] - b[1] : b[1] - a[1]))
    const [top] = known
    if (!top) return {}
    const text = key === 'topDecileLift' ? format.times(top[1]) : format.score(top[1])
    return { baseline: `${baselineText(top[0].key, format.language)} ${text}` }
  }
  const share = (value: number | null | undefined) => percent(value ?? null, format)
  return [
    {
      name: t('common.accuracy'),
      value: withRange(verdict.accuracy, share),
      baseline: `${t('common.guessAll', { word: majorityWord(verdict, t) })} ${share(verdict.majorityAccuracy)}`,
    },
    {
      name: t('common.gainOver'),
      value: `${format.points(verdict.accuracyGain.value)} (${pointsRange(verdict.accuracyGain, format)})`,
    },
    { name: 'AUC', value: withRange(verdict.auc, format.score), ...bestOf('auc') },
    { name: 'PR-AUC', value: withRange(verdict.prAuc, format.score), ...bestOf('prAuc') },
    { name: 'Brier', value: withRange(verdict.brier, format.score), ...bestOf('brier', true) },
    { name: t('churn.logLoss'), value: withRange(verdict.logLoss, format.score), ...bestOf('logLoss', true) },
    {
      name: t('churn.lift'),
      value: withRange(verdict.topDecileLift, format.times),
      ...bestOf('topDecileLift'),
    },
    {
      name: t('churn.customers'),
      value: `${format.countFull(verdict.customers)} / ${format.countFull(verdict.churned)}`,
    },
  ]
}
