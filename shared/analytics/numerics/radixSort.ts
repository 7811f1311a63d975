const DIGIT = 65_536

/**
 * Positions 0 .. n - 1 in ascending order of unsigned 32-bit keys, the most significant word of a key first. Stable:
 * equal keys keep their positions' order. Words whose digits are all equal cost one pass only.
 * Source: least-significant-digit radix sort, Knuth, TAOCP 3, 5.2.5. Cost: up to two scatters a word, 8 bytes an entry.
 */
export function sortedPositions(words: readonly Uint32Array[], n: number): Uint32Array {
  let order = new Uint32Array(n)
  for (let i = 0; i < n; i++) order[i] = i
  let spare = new Uint32Array(n)
  const counts = new Uint32Array(DIGIT + 1)
  for (const word of words.toReversed()) {
    for (const shift of [0, 16]) {
      counts.fill(0)
      for (let i = 0; i < n; i++) {
        const digit = (word[i]! >>> shift) & (DIGIT - 1)
        counts[digit + 1] = counts[digit + 1]! + 1
      }
      if (n === 0 || counts[((word[0]! >>> shift) & (DIGIT - 1)) + 1] === n) continue
      for (let d = 0; d < DIGIT; d++) counts[d + 1] = counts[d + 1]! + counts[d]!
      for (let i = 0; i < n; i++) {
        const position = order[i]!
        const digit = (word[position]! >>> shift) & (DIGIT - 1)
        const to = counts[digit]!
        counts[digit] = to + 1
        spare[to] = position
      }
      ;[order, spare] = [spare, order]
    }
  }
  return order
}

/** Keys (two words) whose unsigned order is the numeric order of the first n values; NaN sorts last. */
export function numberKeys(values: Float64Array | Float32Array | Int32Array, n: number): Uint32Array[] {
  const high = new Uint32Array(n)
  const low = new Uint32Array(n)
  const number = new Float64Array(1)
  const word = new Uint32Array(number.buffer)
  const top = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0
  for (let i = 0; i < n; i++) {
    // adding 0 makes -0 and 0 one key
    number[0] = values[i]! + 0
    if (Number.isNaN(number[0])) {
      high[i] = low[i] = 0xffffffff
      continue
    }
    const negative = (word[top]! & 0x80000000) !== 0
    high[i] = negative ? ~word[top]! : word[top]! | 0x80000000
    low[i] = negative ? ~word[1 - top]! : word[1 - top]!
  }
  return [high, low]
}

/** Turns keys around in place, so that the largest come first; what is NaN (all bits set) stays last. */
export function reverseKeys(words: readonly Uint32Array[]): void {
  const n = words[0]?.length ?? 0
  for (let i = 0; i < n; i++) {
    if (words.every((word) => word[i] === 0xffffffff)) continue
    for (const word of words) word[i] = ~word[i]!
  }
}
