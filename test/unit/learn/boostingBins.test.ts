import { expect, test } from 'vitest'
import {
  applyBins,
  binMatrix,
  fitBins,
  sharedMemory,
  type FeatureBins,
} from '../../../shared/analytics/learn/boosting/index.ts'
import { numericEdges } from '../../../shared/analytics/learn/boosting/numericEdges.ts'
import { sortFloats } from '../../../shared/analytics/learn/boosting/sortFloats.ts'
import type { FeatureMatrix } from '../../../shared/analytics/learn/matrix.ts'
import { seededRandom } from '../../../shared/analytics/numerics/seededRandom.ts'

const OPTIONS = { maxBins: 255, sampleRows: 200_000, seed: 1 }

function matrixOf(...columns: number[][]): FeatureMatrix {
  return {
    nRows: columns[0]?.length ?? 0,
    columns: columns.map((column) => Float32Array.from(column)),
    nCategories: columns.map(() => 0),
  }
}

test('few distinct values get a bin each, with edges half way between', () => {
  const [bins] = fitBins(matrixOf([3, 1, 1, NaN, 10, 3]))
  expect(bins).toEqual({ kind: 'number', nBins: 3, edges: [2, 6.5] })
  const { columns } = binMatrix(matrixOf([3, 1, 1, NaN, 10, 3]))
  expect(Array.from(columns[0] ?? [])).toEqual([1, 0, 0, 3, 2, 1])
})

test('many distinct values share bins of about equal size', () => {
  const values = Float32Array.from({ length: 10_000 }, (_, i) => i)
  const edges = numericEdges(values, 10)
  expect(edges).toEqual([999.5, 1999.5, 2999.5, 3999.5, 4999.5, 5999.5, 6999.5, 7999.5, 8999.5])
})

test('a value that fills a bin alone keeps it, and the others still find theirs', () => {
  const values = new Float32Array(10_000)
  for (let i = 6_000; i < 10_000; i++) values[i] = i
  const edges = numericEdges(values, 5)
  expect(edges).toEqual([3000, 6999.5, 7999.5, 8999.5])
  expect(numericEdges(values, 255)).toHaveLength(254)
})

test('columns without a difference have one bin', () => {
  const bins = fitBins(matrixOf([5, 5, 5], [NaN, NaN, NaN], [NaN, 2, NaN]))
  expect(bins.map(({ nBins }) => nBins)).toEqual([1, 1, 1])
  expect(
    Array.from(applyBins(matrixOf([4, 5, NaN], [1, NaN, 3], [0, NaN, 9]), bins).columns[0] ?? []),
  ).toEqual([0, 0, 1])
})

test('every value lies in the bin that as many edges are below', () => {
  const random = seededRandom(3)
  const draws: (() => number)[] = [
    () => random.next(),
    () => 1 + random.next() * 1e-4,
    () => Math.exp(40 * random.next() - 20) * (random.next() < 0.5 ? -1 : 1),
    () => random.below(900) - 450,
    () => [-0, 0, 1e-45, -1e-45, 3e38, -3e38][random.below(6)] ?? 0,
  ]
  for (const draw of draws) {
    const train = matrixOf(Array.from({ length: 3_000 }, draw))
    const bins = fitBins(train)
    const edges = bins[0]?.kind === 'number' ? bins[0].edges : []
    const fresh = matrixOf([
      ...Array.from({ length: 3_000 }, draw),
      ...edges,
      ...edges.map((e) => e * 1.0000001),
    ])
    const naive = Array.from(fresh.columns[0] ?? [], (value) => edges.filter((edge) => edge < value).length)
    expect(Array.from(applyBins(fresh, bins).columns[0] ?? [])).toEqual(naive)
  }
})

test('categories get bins by their rows; rare ones share the last, unseen ones count as missing', () => {
  const codes = [2, 2, 2, 0, 0, 4, 1]
  const matrix = { ...matrixOf(codes), nCategories: [6] }
  const [bins] = fitBins(matrix, { ...OPTIONS, maxBins: 3 })
  expect(bins).toEqual({ kind: 'category', nBins: 3, binOfCode: [1, 2, 0, 3, 2, 3] })
  const fresh = { ...matrixOf([2, 3, 7, NaN, -1, 4]), nCategories: [9] }
  expect(Array.from(applyBins(fresh, [bins as FeatureBins]).columns[0] ?? [])).toEqual([0, 3, 3, 3, 3, 2])
})

test('bins are learned from a seeded sample when rows are many', () => {
  const matrix = matrixOf(Array.from({ length: 5_000 }, (_, i) => i))
  const options = { maxBins: 20, sampleRows: 500, seed: 7 }
  expect(fitBins(matrix, options)).toEqual(fitBins(matrix, options))
  const counts = new Uint32Array(20)
  for (const bin of applyBins(matrix, fitBins(matrix, options)).columns[0] ?? []) counts[bin]! += 1
  expect(Math.min(...counts)).toBeGreaterThan(100)
  expect(Math.max(...counts)).toBeLessThan(500)
})

test('bins can lie on shared memory', () => {
  const { columns } = binMatrix(matrixOf([1, 2]), OPTIONS, sharedMemory)
  expect(columns[0]?.buffer).toBeInstanceOf(SharedArrayBuffer)
})

test('a matrix of other features is refused', () => {
  const bins = fitBins(matrixOf([1, 2], [3, 4]))
  expect(() => applyBins(matrixOf([1, 2]), bins)).toThrow('input-invalid')
  expect(() => fitBins(matrixOf([1, 2]), { ...OPTIONS, maxBins: 256 })).toThrow('input-invalid')
})

test('numbers are sorted as numbers', () => {
  const random = seededRandom(9)
  const values = Float32Array.from(
    { length: 5_000 },
    () => Math.exp(90 * random.next() - 45) * (random.next() - 0.5),
  )
  values.set([0, -0, 3.4e38, -3.4e38, 1e-45, -1e-45], 0)
  const expected = Float32Array.from(values).sort((a, b) => a - b)
  sortFloats(values)
  expect(Array.from(values, (value) => value + 0)).toEqual(Array.from(expected, (value) => value + 0))
})
