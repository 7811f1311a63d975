import type { FeatureGroup, FeatureUnit } from './spec.ts'

/** What a reason speaks of: the groups of features, some of them merged. */
export const REASON_SUBJECTS = [
  'rhythm',
  'orders',
  'spend',
  'basket',
  'variety',
  'coupons',
  'refunds',
  'channels',
  'timing',
  'season',
  'tenure',
  'logins',
  'visits',
  'views',
  'newArrivals',
  'searches',
  'favourites',
  'carts',
  'cartRemoves',
  'checkIns',
  'activity',
  'contacts',
  'lifetime',
  'attributes',
] as const
/** One of the subjects. */
export type ReasonSubject = (typeof REASON_SUBJECTS)[number]

/**
 * Kinds of sentence, with what `values` hold.
 * `fell`, `rose`: before, now, days (now = the last so many days, before = as many before them).
 * `fellShare`: share 0..1 that is missing, days. `noneFor`: days. `never`: nothing.
 * `overdue`: recency over own gap, gap in days, recency in days. `onTime`: recency in days, gap in days. `recent`: recency.
 * `low`, `high`: count, days that it is over. `share`: 0..1. `refund`: refunded lines, days since the last.
 * `unanswered`: contacts in a row. `level`: the value of `feature` (empty = missing).
 */
export const REASON_KINDS = [
  'fell',
  'rose',
  'fellShare',
  'noneFor',
  'never',
  'overdue',
  'onTime',
  'recent',
  'low',
  'high',
  'share',
  'refund',
  'unanswered',
  'level',
] as const
/** One of the kinds. */
export type ReasonKind = (typeof REASON_KINDS)[number]

/** The feature that weighs most within a reason. */
export interface ReasonFeature {
  readonly key: string
  readonly nameZh: string
  readonly nameEn: string
  readonly unit: FeatureUnit
}

/**
 * Why a customer is at risk, or (weight below 0) what speaks against it; plain data. `weight` is the sum of the
 * contributions of all features of the subject, in the model's own additive scale (log odds).
 */
export interface ChurnReason {
  readonly group: FeatureGroup
  readonly kind: ReasonKind
  readonly subject: ReasonSubject
  readonly values: readonly number[]
  readonly weight: number
  readonly feature: ReasonFeature
}

/** The subject of a group of features. */
export function subjectOf(group: FeatureGroup): ReasonSubject {
  switch (group) {
    case 'recency':
      return 'rhythm'
    case 'rfm':
    case 'buys':
      return 'orders'
    case 'otherEvents':
      return 'activity'
    default:
      return group
  }
}
