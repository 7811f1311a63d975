import { quickselect } from '../../numerics/quickselect.ts'
import type { NumberColumn } from './design.ts'

const SKEWED = 1.5
const HEAVY_TAILED = 6

/** Clipping, transform and fill of a number, still without mean and sd. */
export type NumberRecipe = Omit<NumberColumn, 'mean' | 'sd'>

/** Value of the design before standardising, for a raw value that may be NaN. */
export function transformed(recipe: NumberRecipe, raw: number): number {
  let value = raw === raw ? raw : recipe.fill
  if (recipe.lower !== null && value < recipe.lower) value = recipe.lower
  if (recipe.upper !== null && value > recipe.upper) value = recipe.upper
  if (recipe.transform === 'identity') return value
  return value < 0 ? -Math.log1p(-value / recipe.unit) : Math.log1p(value / recipe.unit)
}

/**
 * How a number enters the design, chosen on its training values alone (`values`: finite, not empty, reordered in
 * place). Bounds lie at the quantiles `clipShare` and 1 - clipShare unless that would leave one value only. The
 * logarithm is taken when skewness is beyond 1.5 or excess kurtosis beyond 6 after clipping and the logarithm brings
 * the skewness nearer to 0; its unit is the median of |x| over values that are not 0, so that the design does not
 * depend on the unit of measurement. Cost: expected linear.
 */
export function numberRecipe(
  feature: number,
  values: Float64Array,
  clipShare: number,
  mayTransform: boolean,
): NumberRecipe {
  const n = values.length
  const select = (k: number): number => quickselect(values, 0, n, k)
  const fill = (select((n - 1) >> 1) + select(n >> 1)) / 2
  const tail = Math.floor(clipShare * n)
  const low = tail > 0 ? select(tail) : 0
  const high = tail > 0 ? select(n - 1 - tail) : 0
  const isClipped = high > low
  const identity: NumberRecipe = {
    kind: 'number',
    feature,
    transform: 'identity',
    unit: 1,
    lower: isClipped ? low : null,
    upper: isClipped ? high : null,
    fill,
  }
  if (!mayTransform) return identity
  const plain = shape(identity, values)
  if (!(Math.abs(plain.skewness) > SKEWED || plain.excessKurtosis > HEAVY_TAILED)) return identity
  const logarithm: NumberRecipe = { ...identity, transform: 'signed-log', unit: typicalSize(values) }
  return Math.abs(shape(logarithm, values).skewness) < Math.abs(plain.skewness) ? logarithm : identity
}

/** Median of |x| over the values that are not 0; 1 when all are 0. */
function typicalSize(values: Float64Array): number {
  const sizes = values.filter((value) => value !== 0)
  for (let i = 0; i < sizes.length; i++) sizes[i] = Math.abs(sizes[i]!)
  return sizes.length === 0 ? 1 : quickselect(sizes, 0, sizes.length, sizes.length >> 1)
}

/** Moments of the transformed values; 0 when they do not vary or take two values only, which no transform changes. */
function shape(recipe: NumberRecipe, values: Float64Array): { skewness: number; excessKurtosis: number } {
  const n = values.length
  let mean = 0
  for (const value of values) mean += transformed(recipe, value) / n
  let m2 = 0
  let m3 = 0
  let m4 = 0
  const seen = new Set<number>()
  for (const value of values) {
    const x = transformed(recipe, value)
    if (seen.size < 3) seen.add(x)
    const d = x - mean
    m2 += (d * d) / n
    m3 += (d * d * d) / n
    m4 += (d * d * d * d) / n
  }
  if (seen.size < 3 || !(m2 > 0)) return { skewness: 0, excessKurtosis: 0 }
  return { skewness: m3 / m2 ** 1.5, excessKurtosis: m4 / (m2 * m2) - 3 }
}
