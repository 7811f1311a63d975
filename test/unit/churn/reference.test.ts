import { describe, expect, it } from 'vitest'
import { contributionsOf, rawLogOdds, type RawModel } from '../../../shared/analytics/churn/model.ts'
import { stayersReference } from '../../../shared/analytics/churn/reference.ts'
import { fitDesign, applyDesign, fitLogistic } from '../../../shared/analytics/learn/index.ts'
import { seededRandom } from '../../../shared/analytics/numerics/seededRandom.ts'

const N = 300
const random = seededRandom(7)
const columns = Array.from({ length: 3 }, () => Float32Array.from({ length: N }, () => random.next()))
const matrix = { nRows: N, columns, nCategories: [0, 0, 0] }
const labels = Uint8Array.from({ length: N }, (_, i) =>
  random.next() < 1 / (1 + Math.exp(-6 * (columns[0]![i]! - 0.3))) ? 1 : 0,
)
const design = fitDesign(matrix, null, {})
const model: RawModel = {
  kind: 'logistic',
  linear: { design, fit: fitLogistic(applyDesign(design, matrix), labels, { l2: 0.01 }) },
  boosted: null,
}

describe('the reference of reasons', () => {
  it('makes contributions add up to the log-odds above those of the customers who stayed', () => {
    const reference = stayersReference(model, matrix, labels)
    const logOdds = rawLogOdds(model, matrix)
    const stayed = [...labels.keys()].filter((row) => labels[row] === 0)
    const usual = stayed.reduce((sum, row) => sum + logOdds[row]!, 0) / stayed.length
    const contributions = contributionsOf(model, matrix)
    for (const row of [0, 17, 250]) {
      const sum = [0, 1, 2].reduce(
        (total, f) => total + contributions[row * 3 + f]! - (reference?.[f] ?? NaN),
        0,
      )
      expect(sum).toBeCloseTo(logOdds[row]! - usual, 9)
    }
  })

  it('is none when nobody stayed', () => {
    expect(stayersReference(model, matrix, new Uint8Array(N).fill(1))).toBeNull()
  })
})
