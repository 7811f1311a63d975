import { quickselect } from './quickselect.ts'

const N_BUCKETS = 65_536
const HIGH_WORD = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0

/**
 * Order statistics of 64-bit numbers without sorting them: counts by magnitude (sign, exponent and four bits of the
 * mantissa: 16 buckets an octave, in numeric order), then a selection inside the few buckets that matter.
 * One instance serves any number of fillings; it holds as many values as it was made for.
 */
export interface MagnitudeIndex {
  /** Counts the first `n` of the values the index was made over. Cost: one pass. */
  fill(n: number): void
  /**
   * The values at positions `ranks` (0-based, ascending, each < n) in ascending order, and for each the smallest value
   * above it (NaN when there is none). Cost: one pass + selection inside the buckets hit.
   */
  select(ranks: readonly number[]): { readonly at: number[]; readonly above: number[] }
  /**
   * How many counted values lie in edges[i] <= value < edges[i + 1]; values outside belong to the first or last bin.
   * `edges` ascending, at least two. Cost: one pass + 65,536 steps.
   */
  histogram(edges: ArrayLike<number>): Uint32Array
  /**
   * Writes 1 + the number of `cuts` (ascending, at most 200) that each of the first `nValues` values is at or above.
   * Needs no `fill`. Cost: one pass.
   */
  levels(nValues: number, cuts: readonly number[], out: Uint8Array): void
}

/** An index over `values`, which the caller refills in place; no NaN among the values counted. */
export function magnitudeIndex(values: Float64Array): MagnitudeIndex {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2)
  const counts = new Uint32Array(N_BUCKETS)
  const wanted = new Uint8Array(N_BUCKETS)
  const levelOf = new Uint8Array(N_BUCKETS)
  let gathered = new Float64Array(0)
  let n = 0

  const bucketOf = (i: number): number => bucketOfWord(words[2 * i + HIGH_WORD]!)

  function fill(nValues: number): void {
    n = nValues
    counts.fill(0)
    for (let i = 0; i < n; i++) {
      const b = bucketOf(i)
      counts[b] = counts[b]! + 1
    }
  }

  function select(ranks: readonly number[]): { at: number[]; above: number[] } {
    const places = locate(counts, ranks)
    const slots = [...new Set(places.flatMap(({ bucket, next }) => (next < 0 ? [bucket] : [bucket, next])))]
    const starts = new Uint32Array(slots.length + 1)
    wanted.fill(0)
    slots.forEach((bucket, slot) => {
      wanted[bucket] = slot + 1
      starts[slot + 1] = starts[slot]! + counts[bucket]!
    })
    const total = starts[slots.length]!
    if (gathered.length < total) gathered = new Float64Array(total)
    const write = starts.slice()
    for (let i = 0; i < n; i++) {
      const slot = wanted[bucketOf(i)]!
      if (slot === 0) continue
      gathered[write[slot - 1]!] = values[i]!
      write[slot - 1] = write[slot - 1]! + 1
    }
    const smallestAbove = (bucket: number, limit: number): number => {
      if (bucket < 0) return NaN
      const slot = slots.indexOf(bucket)
      let smallest = Infinity
      for (let i = starts[slot]!; i < starts[slot + 1]!; i++) {
        const value = gathered[i]!
        if (value > limit && value < smallest) smallest = value
      }
      return smallest === Infinity ? NaN : smallest
    }
    const at: number[] = []
    const above: number[] = []
    for (const { bucket, next, inside } of places) {
      const slot = slots.indexOf(bucket)
      const start = starts[slot]!
      const value = quickselect(gathered, start, starts[slot + 1]!, start + inside)
      const near = smallestAbove(bucket, value)
      at.push(value)
      above.push(Number.isNaN(near) ? smallestAbove(next, value) : near)
    }
    return { at, above }
  }

  function histogram(edges: ArrayLike<number>): Uint32Array {
    const limits = Float64Array.from(edges)
    const last = limits.length - 2
    const bins = new Uint32Array(last + 1)
    const firstBin = new Uint16Array(N_BUCKETS)
    for (let b = 0, bin = 0; b < N_BUCKETS; b++) {
      if (counts[b] === 0) continue
      const low = lowerBound(b)
      while (bin < last && limits[bin + 1]! <= low) bin++
      firstBin[b] = bin
    }
    for (let i = 0; i < n; i++) {
      const value = values[i]!
      let bin = firstBin[bucketOf(i)]!
      while (bin < last && limits[bin + 1]! <= value) bin++
      bins[bin] = bins[bin]! + 1
    }
    return bins
  }

  function levels(nValues: number, cuts: readonly number[], out: Uint8Array): void {
    // a bucket that no cut falls into has one level; the others are marked 0 and compared
    let from = 0
    cuts.forEach((cut, k) => {
      const bucket = bucketOfNumber(cut)
      levelOf.fill(k + 1, from, bucket)
      levelOf[bucket] = 0
      from = Math.max(from, bucket + 1)
    })
    levelOf.fill(cuts.length + 1, from)
    const limits = Float64Array.from(cuts)
    for (let i = 0; i < nValues; i++) {
      let level = levelOf[bucketOf(i)]!
      if (level === 0) {
        const value = values[i]!
        level = 1
        while (level <= limits.length && value >= limits[level - 1]!) level++
      }
      out[i] = level
    }
  }

  return { fill, select, histogram, levels }
}

function bucketOfWord(word: number): number {
  return (word & 0x80000000 ? ~word : word | 0x80000000) >>> 16
}

function bucketOfNumber(value: number): number {
  return bucketOfWord(new Uint32Array(Float64Array.of(value).buffer)[HIGH_WORD]!)
}

/** The smallest number of a bucket. */
function lowerBound(bucket: number): number {
  const number = new Float64Array(1)
  const words = new Uint32Array(number.buffer)
  const key = bucket << 16
  const negative = key >= 0
  words[HIGH_WORD] = negative ? ~key : key ^ 0x80000000
  words[1 - HIGH_WORD] = negative ? 0xffffffff : 0
  return number[0]!
}

/** For each rank its bucket, the next bucket that is not empty (-1 = none) and the position inside the bucket. */
function locate(
  counts: Uint32Array,
  ranks: readonly number[],
): { bucket: number; next: number; inside: number }[] {
  let bucket = 0
  let below = 0
  return ranks.map((rank) => {
    while (below + counts[bucket]! <= rank) below += counts[bucket++]!
    let next = bucket + 1
    while (next < N_BUCKETS && counts[next] === 0) next++
    return { bucket, next: next < N_BUCKETS ? next : -1, inside: rank - below }
  })
}
