import { expect, test } from 'vitest'
import {
  binMatrix,
  DEFAULT_BOOSTING,
  fitBoosted,
  predictBoosted,
} from '../../../../shared/analytics/learn/boosting/index.ts'
import { GOLDEN_CASES, goldenRows, N_TRAIN, rowsBetween } from './boostingData.ts'
import reference from './reference.json' with { type: 'json' }

const { matrix, labels } = goldenRows()
const train = binMatrix(rowsBetween(matrix, 0, N_TRAIN))
const held = rowsBetween(matrix, N_TRAIN, matrix.nRows)
const testLabels = labels.subarray(N_TRAIN)

/** Share of pairs of a one and a nought that the scores put in order. */
function auc(scores: Float64Array): number {
  const order = Array.from(scores.keys()).toSorted((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0))
  let noughts = 0
  let inOrder = 0
  for (const row of order) {
    if (testLabels[row] === 1) inOrder += noughts
    else noughts += 1
  }
  return inOrder / (noughts * (scores.length - noughts))
}

function logLoss(scores: Float64Array): number {
  const terms = scores.map((value, i) => Math.log1p(Math.exp(testLabels[i] === 1 ? -value : value)))
  return terms.reduce((a, b) => a + b) / terms.length
}

test.each(GOLDEN_CASES)('as good as scikit-learn with the same settings: $name', (golden) => {
  const expected = reference.cases.find(({ name }) => name === golden.name)
  const { maxLeaves, nTrees, l2, monotone } = golden
  const options = { ...DEFAULT_BOOSTING, maxLeaves, nTrees, l2, monotone }
  const { model } = fitBoosted(train, labels.subarray(0, N_TRAIN), options)
  const scores = predictBoosted(model, held)
  expect(Math.abs(auc(scores) - (expected?.auc ?? NaN))).toBeLessThan(0.005)
  expect(Math.abs(logLoss(scores) - (expected?.logLoss ?? NaN))).toBeLessThan(0.005)
})
