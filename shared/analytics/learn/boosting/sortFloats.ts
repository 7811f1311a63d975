const DIGIT_BITS = 11
const DIGIT = 1 << DIGIT_BITS

/** The bits of a number, as an unsigned integer that orders as the numbers do (-0 just below 0). */
export function floatKey(bits: number): number {
  return (bits & 0x80000000) !== 0 ? ~bits >>> 0 : (bits | 0x80000000) >>> 0
}

/** The bits of an array of numbers, without a copy. */
export function bitsOf(values: Float32Array): Uint32Array {
  return new Uint32Array(values.buffer, values.byteOffset, values.length)
}

/**
 * Sorts numbers ascending in place; none may be NaN. Cost: four passes at most and a copy.
 * Source: least-significant-digit radix sort, Knuth, The Art of Computer Programming 3, section 5.2.5.
 */
export function sortFloats(values: Float32Array): void {
  const n = values.length
  const bits = bitsOf(values)
  const counts = new Uint32Array(3 * DIGIT)
  let from = new Uint32Array(n)
  let to = new Uint32Array(n)
  for (let i = 0; i < n; i++) {
    const key = floatKey(bits[i]!)
    from[i] = key
    counts[key & (DIGIT - 1)]! += 1
    counts[DIGIT + ((key >>> DIGIT_BITS) & (DIGIT - 1))]! += 1
    counts[2 * DIGIT + (key >>> (2 * DIGIT_BITS))]! += 1
  }
  for (let pass = 0; pass < 3; pass++) {
    const count = counts.subarray(pass * DIGIT, (pass + 1) * DIGIT)
    const shift = pass * DIGIT_BITS
    if (n > 0 && count[(from[0]! >>> shift) & (DIGIT - 1)] === n) continue
    let below = 0
    for (let d = 0; d < DIGIT; d++) {
      const here = count[d]!
      count[d] = below
      below += here
    }
    for (let i = 0; i < n; i++) {
      const key = from[i]!
      const d = (key >>> shift) & (DIGIT - 1)
      const at = count[d]!
      to[at] = key
      count[d] = at + 1
    }
    ;[from, to] = [to, from]
  }
  for (let i = 0; i < n; i++) {
    const key = from[i]!
    bits[i] = (key & 0x80000000) !== 0 ? key & 0x7fffffff : ~key
  }
}
