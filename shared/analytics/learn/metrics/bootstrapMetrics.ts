import { AppError } from '../../../contract/errors.ts'
import { seededRandom } from '../../numerics/seededRandom.ts'
import { auc } from './auc.ts'
import { quantileOfSorted } from './quantile.ts'
import type { ScoredSample } from './scoredSample.ts'

/** A measure of a scored sample that respects its weights; null where it is not defined. */
export type SampleMetric = (sample: ScoredSample) => number | null

/** How to resample. */
export interface BootstrapOptions {
  readonly seed: number
  /** resamples, 200 unless told */
  readonly nResamples?: number
  /** two-sided level of the intervals, 0.95 unless told */
  readonly level?: number
  readonly isCancelled?: () => boolean
}

/** A measure with its percentile interval; null where it is not defined on the sample or on most resamples. */
export interface BootstrapInterval {
  readonly estimate: number | null
  readonly low: number | null
  readonly high: number | null
  /** standard deviation over the resamples */
  readonly standardError: number | null
  /** resamples on which the measure was defined */
  readonly nResamples: number
}

/**
 * Percentile intervals of any measures of one sample: rows are drawn with replacement, the same draw for all measures,
 * as multiplicities on the sorted sample, so that no resample is sorted. A sample with weights has them multiplied.
 * Reproducible by `seed`. Throws `cancelled`. Cost: n random numbers and one pass a measure, for every resample.
 * Source: Efron & Tibshirani 1993, chapter 13 (percentile interval), quantiles by Hyndman & Fan's definition 7.
 */
export function bootstrapMetrics<Name extends string>(
  sample: ScoredSample,
  metrics: Readonly<Record<Name, SampleMetric>>,
  options: BootstrapOptions,
): Record<Name, BootstrapInterval> {
  const names = Object.keys(metrics) as Name[]
  const found = names.map((): number[] => [])
  resample([sample], options, ([drawn]) => {
    names.forEach((name, k) => {
      const value = drawn === undefined ? null : metrics[name](drawn)
      if (value !== null) found[k]!.push(value)
    })
  })
  const entries = names.map((name, k) => [name, interval(metrics[name](sample), found[k]!, options)])
  return Object.fromEntries(entries) as Record<Name, BootstrapInterval>
}

/** A paired difference with the share of resamples in which the first was better. */
export interface BootstrapDifference extends BootstrapInterval {
  /** share of resamples with a difference above 0; null when none was defined */
  readonly pAbove: number | null
}

/**
 * How much the AUC (or another measure) of sample `a` exceeds that of `b`, where both score the same rows: every
 * resample draws rows once and uses them for both. Fails with `input-invalid` when the samples' sizes differ. Throws
 * `cancelled`. Cost: as `bootstrapMetrics` for two samples. Source: as there; pairing after Efron & Tibshirani 1993, 10.3.
 */
export function bootstrapDifference(
  a: ScoredSample,
  b: ScoredSample,
  options: BootstrapOptions,
  metric: SampleMetric = auc,
): BootstrapDifference {
  if (a.n !== b.n) throw new AppError('input-invalid', { field: 'scores' })
  const difference = (one: ScoredSample | undefined, two: ScoredSample | undefined): number | null => {
    const first = one === undefined ? null : metric(one)
    const second = two === undefined ? null : metric(two)
    return first === null || second === null ? null : first - second
  }
  const found: number[] = []
  resample([a, b], options, ([one, two]) => {
    const value = difference(one, two)
    if (value !== null) found.push(value)
  })
  const pAbove = found.length > 0 ? found.filter((value) => value > 0).length / found.length : null
  return { ...interval(difference(a, b), found, options), pAbove }
}

function resample(
  samples: readonly ScoredSample[],
  { seed, nResamples = 200, isCancelled }: BootstrapOptions,
  measure: (drawn: readonly ScoredSample[]) => void,
): void {
  const n = samples[0]?.n ?? 0
  const random = seededRandom(seed)
  const times = new Uint32Array(n)
  const drawn = samples.map((sample) => ({ ...sample, weights: new Float64Array(n) }))
  for (let r = 0; r < nResamples; r++) {
    if (isCancelled?.() === true) throw new AppError('cancelled')
    times.fill(0)
    for (let i = 0; i < n; i++) {
      const row = random.below(n)
      times[row] = times[row]! + 1
    }
    samples.forEach(({ rows, weights }, s) => {
      const out = drawn[s]!.weights
      for (let k = 0; k < n; k++) out[k] = times[rows[k]!]! * (weights === null ? 1 : weights[k]!)
    })
    measure(drawn)
  }
}

function interval(
  estimate: number | null,
  found: readonly number[],
  { nResamples = 200, level = 0.95 }: BootstrapOptions,
): BootstrapInterval {
  const n = found.length
  if (estimate === null || n < 2 || 2 * n < nResamples) {
    return { estimate, low: null, high: null, standardError: null, nResamples: n }
  }
  const sorted = Float64Array.from(found).sort((x, y) => x - y)
  const mean = found.reduce((sum, value) => sum + value, 0) / n
  const squares = found.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return {
    estimate,
    low: quantileOfSorted(sorted, (1 - level) / 2),
    high: quantileOfSorted(sorted, (1 + level) / 2),
    standardError: Math.sqrt(squares / (n - 1)),
    nResamples: n,
  }
}
