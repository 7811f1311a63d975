import { hasBin, type Split } from './split.ts'

/**
 * Moves the rows rows[begin .. end) that go left before those that go right, both in their order. `column` holds the
 * bins of the split's feature, `scratch` has room for the rows. Returns where the right ones begin. Cost: two passes.
 */
export function partitionRows(
  rows: Int32Array,
  begin: number,
  end: number,
  column: Uint8Array,
  missingBin: number,
  split: Split,
  scratch: Int32Array,
): number {
  const goesLeft = new Uint8Array(256)
  for (let b = 0; b < missingBin; b++) {
    goesLeft[b] = (split.leftBins === null ? b <= split.bin : hasBin(split.leftBins, b)) ? 1 : 0
  }
  goesLeft[missingBin] = split.missingLeft ? 1 : 0
  let nLeft = begin
  let nRight = 0
  // both are written and one is kept, since no branch can guess the side
  for (let i = begin; i < end; i++) {
    const row = rows[i]!
    const left = goesLeft[column[row]!]!
    rows[nLeft] = row
    scratch[nRight] = row
    nLeft += left
    nRight += 1 - left
  }
  rows.set(scratch.subarray(0, nRight), nLeft)
  return nLeft
}
