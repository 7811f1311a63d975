/** What a feature is about; features of one group tell one story. `lifetime` and `attributes` are appended by others. */
export const FEATURE_GROUPS = [
  'recency',
  'rhythm',
  'orders',
  'spend',
  'basket',
  'variety',
  'availability',
  'coupons',
  'refunds',
  'channels',
  'timing',
  'season',
  'tenure',
  'rfm',
  'logins',
  'visits',
  'views',
  'newArrivals',
  'searches',
  'favourites',
  'carts',
  'cartRemoves',
  'checkIns',
  'buys',
  'otherEvents',
  'activity',
  'contacts',
  'pressure',
  'app',
  'lifetime',
  'attributes',
] as const
/** One of the groups. */
export type FeatureGroup = (typeof FEATURE_GROUPS)[number]

/**
 * Units of features. `minor`: minor units of money. `share`: 0..1. `ratio`: 1 = as before or as usual. `perMonth`: per 30
 * days. `nats`: entropy. `flag`: 0 or 1. `hour`: 0..23. `month`: 1..12. `category`: a code of a dictionary.
 */
export const FEATURE_UNITS = [
  'days',
  'count',
  'minor',
  'share',
  'ratio',
  'perMonth',
  'nats',
  'score',
  'flag',
  'hour',
  'month',
  'dayOfMonth',
  'category',
  'plain',
] as const
/** One of the units. */
export type FeatureUnit = (typeof FEATURE_UNITS)[number]

/** What a reason speaks of: the groups of features, some of them merged. */
export const REASON_SUBJECTS = [
  'rhythm',
  'orders',
  'spend',
  'basket',
  'variety',
  'availability',
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
  'pressure',
  'app',
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
 * `unanswered`: contacts in a row. `unsold`: days since the shop last sold what he buys most. `silentSince`: days since a
 * contact after which nothing was seen of him, contacts in the 30 days up to it. `uninstalled`: days since he removed the app. `level`: the value of `feature` (empty = missing).
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
  'unsold',
  'silentSince',
  'uninstalled',
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
