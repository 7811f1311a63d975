/** What a feature is about; features of one group tell one story. `lifetime` and `attributes` are appended by others. */
export const FEATURE_GROUPS = [
  'recency',
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

/**
 * A column of the feature matrix. `isSkewed`: a non-negative value with a long tail, which a linear model should take as
 * log(1 + x). `nCategories`: 0 for a number, else codes 0 .. nCategories - 1.
 */
export interface FeatureSpec {
  readonly key: string
  readonly group: FeatureGroup
  readonly nameZh: string
  readonly nameEn: string
  readonly unit: FeatureUnit
  readonly isSkewed: boolean
  readonly nCategories: number
}

/** A feature and how it is read off the state of one customer (NaN = missing). */
export interface Feature<State> {
  readonly spec: FeatureSpec
  readonly value: (state: State) => number
}

const SKEWED: ReadonlySet<FeatureUnit> = new Set(['days', 'count', 'minor', 'ratio', 'perMonth'])

/** A numeric feature; skewed by its unit unless said otherwise. */
export function feature<State>(
  key: string,
  group: FeatureGroup,
  unit: FeatureUnit,
  [nameZh, nameEn]: readonly [string, string],
  value: (state: State) => number,
  isSkewed: boolean = SKEWED.has(unit),
): Feature<State> {
  return { spec: { key, group, nameZh, nameEn, unit, isSkewed, nCategories: 0 }, value }
}

/** A feature that is a code of a dictionary with `nCategories` entries; codes beyond it are missing. */
export function categoryFeature<State>(
  key: string,
  group: FeatureGroup,
  nCategories: number,
  [nameZh, nameEn]: readonly [string, string],
  value: (state: State) => number,
): Feature<State> {
  return {
    spec: { key, group, nameZh, nameEn, unit: 'category', isSkewed: false, nCategories },
    value: (state) => {
      const code = value(state)
      return code < nCategories ? code : NaN
    },
  }
}
