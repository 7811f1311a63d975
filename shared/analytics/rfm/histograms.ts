import type { RfmHistogram } from '../../contract/rfm.ts'
import type { CountingIndex } from '../numerics/counting.ts'
import type { RfmSnapshot } from './snapshot.ts'
import type { Spread } from './rawValues.ts'

/** Most bins a histogram has, apart from one at either end for what lies far out. */
export const MAX_BINS = 48

const TAIL = 0.005
const LINEAR_STEPS = [1, 2, 3, 4, 5, 7, 10, 14, 15, 20, 30]
const BINS_A_DECADE = [24, 20, 16, 12, 10, 8, 6, 5, 4, 3, 2, 1]

/**
 * Histograms of R, F and M over the members of a snapshot whose distributions are filled. Edges are round numbers, so
 * that bins hardly move while the as-of day does. R and F in equal steps; F in steps that grow by a constant factor
 * once its range is wide; M always by a constant factor. What lies beyond the middle 99% is gathered in one wider bin
 * at the end when it would otherwise stretch the scale; negative and zero spend stands in M's first bin. Without
 * members one empty bin. Cost: one pass over the members.
 */
export function histogramsOf(snapshot: RfmSnapshot): { r: RfmHistogram; f: RfmHistogram; m: RfmHistogram } {
  const { raw, distributions } = snapshot
  const n = raw.nMembers
  if (n === 0) return { r: emptyHistogram(), f: emptyHistogram(), m: emptyHistogram() }
  const ranks = [Math.floor((n - 1) * TAIL), Math.ceil((n - 1) * (1 - TAIL))]
  const high = (index: CountingIndex): number => index.select([ranks[1]!]).at[0]!
  const m = distributions.m.select(ranks).at as [number, number]
  const mEdges = growingEdges(raw.m, m[0], m[1])
  return {
    r: countedHistogram(distributions.r, raw.r, linearEdges(0, high(distributions.r), raw.r.max), false),
    f: frequencyHistogram(distributions.f, raw.f, high(distributions.f)),
    m: {
      edges: mEdges.edges,
      counts: distributions.m.histogram(mEdges.edges),
      logScale: mEdges.logScale,
    },
  }
}

function emptyHistogram(): RfmHistogram {
  return { edges: new Float64Array([0, 1]), counts: new Uint32Array(1), logScale: false }
}

function frequencyHistogram(index: CountingIndex, spread: Spread, high: number): RfmHistogram {
  if (high < MAX_BINS) return countedHistogram(index, spread, linearEdges(1, high, spread.max), false)
  const { edges } = growingEdges(spread, 1, high)
  const whole = Float64Array.from(new Set(edges.map((edge) => Math.round(edge))))
  return countedHistogram(index, spread, whole, true)
}

function countedHistogram(
  index: CountingIndex,
  spread: Spread,
  edges: Float64Array,
  logScale: boolean,
): RfmHistogram {
  const counts = new Uint32Array(edges.length - 1)
  for (let value = spread.min, bin = 0; value <= spread.max; value++) {
    while (bin < counts.length - 1 && edges[bin + 1]! <= value) bin++
    counts[bin] = counts[bin]! + index.count(value)
  }
  return { edges, counts, logScale }
}

/** Integer edges from `first` in equal steps beyond `high`, then to `max` at once when that is far away. */
function linearEdges(first: number, high: number, max: number): Float64Array {
  const to = max < 2 * high ? max : high
  const step = LINEAR_STEPS.find((s) => s * MAX_BINS > to - first) ?? Math.ceil((to - first + 1) / MAX_BINS)
  const edges = [first]
  while (edges.at(-1)! <= to) edges.push(edges.at(-1)! + step)
  if (max >= edges.at(-1)!) edges.push(max + 1)
  return Float64Array.from(edges)
}

/** Edges at powers of ten and constant factors between them over the positive part of low .. high, open ends added. */
function growingEdges(spread: Spread, low: number, high: number): { edges: Float64Array; logScale: boolean } {
  if (high <= 0) return { edges: linearEdges(spread.min, high, spread.max), logScale: false }
  const from = Math.log10(Math.max(1, Math.min(low, high)))
  const to = Math.log10(Math.max(1, high))
  const perDecade = BINS_A_DECADE.find((k) => Math.floor(to * k) + 1 - Math.floor(from * k) <= MAX_BINS) ?? 1
  const edges: number[] = []
  for (let k = Math.floor(from * perDecade); k <= Math.floor(to * perDecade) + 1; k++) {
    edges.push(10 ** (k / perDecade))
  }
  if (spread.min < edges[0]!) edges.unshift(spread.min)
  if (spread.max >= edges.at(-1)!) edges.push(spread.max + 1)
  return { edges: Float64Array.from(edges), logScale: true }
}
