import { seededRandom } from '../numerics/seededRandom.ts'

/** A fold 0 .. nFolds - 1 for each row (labels 0 or 1), drawn by seed so that each class is spread evenly. Cost: a shuffle. */
export function stratifiedFolds(labels: Uint8Array, nFolds: number, seed: number): Uint8Array {
  const random = seededRandom(seed)
  const folds = new Uint8Array(labels.length)
  let next = 0
  for (const label of [0, 1]) {
    const rows = Uint32Array.from(labels.keys()).filter((row) => labels[row] === label)
    for (let i = rows.length - 1; i > 0; i--) {
      const k = random.below(i + 1)
      const kept = rows[i]!
      rows[i] = rows[k]!
      rows[k] = kept
    }
    for (const row of rows) folds[row] = next++ % nFolds
  }
  return folds
}
