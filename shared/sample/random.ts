/** Scrambles 32 bits so that neighbouring inputs give unrelated outputs. Source: MurmurHash3's finaliser (Appleby). */
export function mix32(value: number): number {
  let h = value | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/**
 * One stream of random numbers for every customer, 8 bytes each, so that a customer's dice do not depend on how many
 * others there are. All draws come from the stream of `slot`. Source: xoroshiro64** (Blackman & Vigna 2018).
 */
export class Streams {
  slot = 0
  private readonly low: Uint32Array
  private readonly high: Uint32Array

  constructor(nStreams: number) {
    this.low = new Uint32Array(nStreams)
    this.high = new Uint32Array(nStreams)
  }

  /** Starts the stream of `slot` anew and makes it the current one. */
  start(slot: number, seed: number, salt: number): void {
    const base = mix32(mix32(seed) ^ Math.imul(salt + 1, 0x9e3779b1))
    this.low[slot] = base
    this.high[slot] = mix32(base ^ 0x6a09e667) | 1
    this.slot = slot
    this.next()
    this.next()
  }

  /** 32 random bits, unsigned. */
  next(): number {
    const slot = this.slot
    const s0 = this.low[slot]!
    const scrambled = Math.imul(s0, 0x9e3779bb)
    const result = Math.imul((scrambled << 5) | (scrambled >>> 27), 5) >>> 0
    const s1 = this.high[slot]! ^ s0
    this.low[slot] = ((s0 << 26) | (s0 >>> 6)) ^ s1 ^ (s1 << 9)
    this.high[slot] = (s1 << 13) | (s1 >>> 19)
    return result
  }

  /** Uniform in the open interval (0, 1). */
  uniform(): number {
    return (this.next() + 0.5) * 2.3283064365386963e-10
  }

  chance(probability: number): boolean {
    return this.uniform() < probability
  }

  /** Integer from `from` to `to`, both included. */
  between(from: number, to: number): number {
    return from + Math.floor(this.uniform() * (to - from + 1))
  }

  /** Standard normal. Source: Box & Muller 1958. */
  normal(): number {
    return Math.sqrt(-2 * Math.log(this.uniform())) * Math.cos(6.283185307179586 * this.uniform())
  }

  logNormal(median: number, sigma: number): number {
    return median * Math.exp(sigma * this.normal())
  }

  exponential(mean: number): number {
    return -mean * Math.log(this.uniform())
  }

  /** Gamma with the given shape (1 or more) and mean 1. Source: Marsaglia & Tsang 2000. */
  gammaMeanOne(shape: number): number {
    const d = shape - 1 / 3
    const c = 1 / Math.sqrt(9 * d)
    for (;;) {
      const x = this.normal()
      const root = 1 + c * x
      if (root <= 0) continue
      const v = root * root * root
      if (Math.log(this.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return (d * v) / shape
    }
  }

  /** Index drawn from ascending cumulative weights that end at `total`. */
  pick(cumulative: ArrayLike<number>, total: number): number {
    const target = this.uniform() * total
    let from = 0
    let to = cumulative.length - 1
    while (from < to) {
      const middle = (from + to) >> 1
      if (cumulative[middle]! > target) to = middle
      else from = middle + 1
    }
    return from
  }
}

/** Running sums of weights, for `Streams.pick`. */
export function cumulate(weights: readonly number[]): Float64Array {
  const sums = new Float64Array(weights.length)
  let sum = 0
  for (let i = 0; i < weights.length; i++) {
    sum += weights[i]!
    sums[i] = sum
  }
  return sums
}
