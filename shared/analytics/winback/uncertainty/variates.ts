import { seededRandom, type SeededRandom } from '../../numerics/seededRandom.ts'

/**
 * The random numbers of one quantity in one world: the same for one seed, draw and key whatever else is drawn, so that
 * scenarios that name the same quantity share its luck. Key hashed by FNV-1a (Fowler, Noll & Vo 1991).
 */
export function streamOf(seed: number, draw: number, key: string): SeededRandom {
  let hash = 0x811c9dc5 ^ seed
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193)
  return seededRandom(Math.imul(hash ^ (draw + 0x9e3779b9), 0x85ebca6b) ^ (hash >>> 13))
}

/** A standard normal variate. Source: Marsaglia & Bray 1964 (polar method). */
export function normal(random: SeededRandom): number {
  for (;;) {
    const x = 2 * random.next() - 1
    const y = 2 * random.next() - 1
    const square = x * x + y * y
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square)
  }
}

/**
 * A gamma variate of `shape` > 0 and scale 1. Drawn at shape + 1 and brought down by U^(1 / shape) at every shape, so that
 * one stream moves smoothly with the shape. Source: Marsaglia & Tsang 2000.
 */
export function gamma(shape: number, random: SeededRandom): number {
  const boost = (1 - random.next()) ** (1 / shape)
  const d = shape + 2 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal(random)
    const v = (1 + c * x) ** 3
    if (v <= 0) continue
    const u = 1 - random.next()
    if (Math.log(u) < 0.5 * x * x + d * (1 - v + Math.log(v))) return boost * d * v
  }
}

/** A rate around `p` that n observations stand behind: Beta(p n, (1 - p) n). Sure rates (0 and 1) stay as they are. */
export function beta(p: number, n: number, random: SeededRandom): number {
  if (!(p > 0 && p < 1)) return p
  const hits = gamma(p * n, random)
  const misses = gamma((1 - p) * n, random)
  const sum = hits + misses
  return sum > 0 ? hits / sum : p
}

/** A lognormal multiplier with mean 1 and the coefficient of variation `variation`. */
export function multiplier(variation: number, random: SeededRandom): number {
  const variance = Math.log1p(variation * variation)
  return Math.exp(Math.sqrt(variance) * normal(random) - variance / 2)
}
