/** A source of pseudo-random numbers with its own state. */
export interface SeededRandom {
  /** the next number in [0, 1) */
  next(): number
  /** the next integer in [0, limit) */
  below(limit: number): number
}

/**
 * Random numbers that are the same on every machine for one seed. Period 2^128 - 1; not for secrets.
 * Source: Blackman & Vigna 2018, xoshiro128**, seeded by splitmix32.
 */
export function seededRandom(seed: number): SeededRandom {
  let mix = seed | 0
  const splitmix = (): number => {
    mix = (mix + 0x9e3779b9) | 0
    let z = mix ^ (mix >>> 16)
    z = Math.imul(z, 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return z ^ (z >>> 15)
  }
  let a = splitmix()
  let b = splitmix()
  let c = splitmix()
  let d = splitmix()
  const word = (): number => {
    const product = Math.imul(b, 5)
    const result = Math.imul((product << 7) | (product >>> 25), 9)
    const t = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= t
    d = (d << 11) | (d >>> 21)
    return result >>> 0
  }
  const next = (): number => word() / 4_294_967_296
  return { next, below: (limit) => Math.floor(next() * limit) }
}
