import type { SeededRandom } from '../../numerics/seededRandom.ts'

/**
 * `count` different rows of 0 .. nRows - 1, ascending, every such set equally likely. Cost: one random number a row.
 * Source: Fan, Muller & Rezucha 1962; Knuth, The Art of Computer Programming 2, section 3.4.2, Algorithm S.
 */
export function sampleRows(nRows: number, count: number, random: SeededRandom): Int32Array {
  const rows = new Int32Array(Math.min(count, nRows))
  let n = 0
  for (let i = 0; i < nRows && n < rows.length; i++) {
    if ((nRows - i) * random.next() < rows.length - n) rows[n++] = i
  }
  return rows
}
