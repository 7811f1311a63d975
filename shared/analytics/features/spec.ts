import type { FeatureGroup, FeatureUnit } from '../../contract/features.ts'

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
