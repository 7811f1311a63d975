import { describe, expect, it } from 'vitest'
import {
  applyDesign,
  fitDesign,
  type Design,
  type FeatureMatrix,
} from '../../../shared/analytics/learn/index.ts'

function matrixOf(columns: readonly number[][], nCategories: readonly number[] = []): FeatureMatrix {
  return {
    nRows: columns[0]?.length ?? 0,
    columns: columns.map((column) => Float32Array.from(column)),
    nCategories: columns.map((_, f) => nCategories[f] ?? 0),
  }
}

const ramp = Array.from({ length: 100 }, (_, i) => i)
const alternating = ramp.map((i) => i % 2)

describe('the linear design', () => {
  it('standardises numbers to mean 0 and standard deviation 1', () => {
    const matrix = matrixOf([ramp])
    const [column] = applyDesign(fitDesign(matrix), matrix).columns
    const values = Array.from(column ?? [])
    expect(values.reduce((sum, value) => sum + value, 0) / 100).toBeCloseTo(0, 6)
    expect(values.reduce((sum, value) => sum + value * value, 0) / 100).toBeCloseTo(1, 6)
  })

  it('takes the logarithm of what is skewed, whatever its unit', () => {
    const skewed = ramp.map((i) => Math.exp(i / 10))
    const design = fitDesign(matrixOf([skewed, skewed.map((value) => value * 4_096 + 0)]))
    expect(design.columns.map((column) => column.kind === 'number' && column.transform)).toEqual([
      'signed-log',
    ])
    // the same feature in another unit is the same column
    expect(design.dropped).toEqual([{ feature: 1, kind: 'number', reason: 'duplicate', sameAs: 0 }])
    expect(fitDesign(matrixOf([ramp])).columns[0]).toMatchObject({ transform: 'identity' })
    const off = fitDesign(matrixOf([skewed]), null, { mayTransform: false })
    expect(off.columns[0]).toMatchObject({ transform: 'identity' })
  })

  it('clips at the training quantiles, but not a rare event into a constant', () => {
    const wild = ramp.map((i) => (i === 0 ? 1e9 : i))
    const design = fitDesign(matrixOf([wild, ramp.map((i) => (i === 5 ? 1 : 0))]), null, { clipShare: 0.02 })
    expect(design.columns[0]).toMatchObject({ lower: 3, upper: 98 })
    expect(design.columns[1]).toMatchObject({ lower: null, upper: null })
    const { columns } = applyDesign(
      design,
      matrixOf([
        [98, 1e30],
        [0, 0],
      ]),
    )
    expect(columns[0]?.[0]).toBe(columns[0]?.[1])
  })

  it('fills gaps with the median and marks them', () => {
    const gaps = ramp.map((i) => (i % 4 === 0 ? NaN : i))
    const design = fitDesign(matrixOf([gaps]))
    expect(design.columns.map(({ kind }) => kind)).toEqual(['number', 'missing'])
    const { columns } = applyDesign(design, matrixOf([[NaN, 50]]))
    const [missing, median] = Array.from(columns[0] ?? [])
    expect(missing).toBe(median)
    expect(columns[1]?.[0]).toBeGreaterThan(0)
    expect(columns[1]?.[1]).toBeLessThan(0)
  })

  it('gives categories a column each, the rare ones one, the unseen none', () => {
    const codes = ramp.map((i) => (i < 40 ? 0 : i < 80 ? 1 : i < 85 ? 3 : i < 90 ? 4 : NaN))
    const design = fitDesign(matrixOf([codes], [6]))
    expect(design.columns.map((column) => (column.kind === 'category' ? column.codes : column.kind))).toEqual(
      [[0], [1], [3, 4], 'missing'],
    )
    const { columns } = applyDesign(design, matrixOf([[3, 4, 5, 2]], [6]))
    const raw = design.columns.map(({ mean, sd }, j) =>
      Array.from(columns[j] ?? [], (z) => Math.abs(Math.round(z * sd + mean))),
    )
    expect(raw).toEqual([
      [0, 0, 0, 0],
      [0, 0, 0, 0],
      [1, 1, 0, 0],
      [0, 0, 0, 0],
    ])
  })

  it('drops and names columns that are constant, empty, repeated or mirrored', () => {
    const matrix = matrixOf(
      [alternating, ramp.map(() => 3), ramp.map(() => NaN), alternating.map((x) => 7 - x), ramp, alternating],
      [0, 0, 0, 0, 0, 2],
    )
    const design = fitDesign(matrix)
    expect(design.columns.map(({ feature }) => feature)).toEqual([0, 4])
    expect(design.dropped).toEqual([
      { feature: 1, kind: 'number', reason: 'constant', sameAs: null },
      { feature: 2, kind: 'number', reason: 'all-missing', sameAs: null },
      { feature: 3, kind: 'number', reason: 'duplicate', sameAs: 0 },
      { feature: 5, kind: 'category', reason: 'duplicate', sameAs: 0 },
      { feature: 5, kind: 'category', reason: 'duplicate', sameAs: 0 },
    ])
    const half = fitDesign(matrixOf([alternating], [2]))
    expect(half.columns).toHaveLength(1)
    expect(half.dropped).toEqual([{ feature: 0, kind: 'category', reason: 'redundant', sameAs: null }])
  })

  it('knows nothing of rows outside the training rows', () => {
    const rows = Uint32Array.from({ length: 50 }, (_, i) => i)
    const inside = fitDesign(matrixOf([ramp.slice(0, 50)]))
    expect(fitDesign(matrixOf([ramp]), rows)).toEqual(inside)
    expect(fitDesign(matrixOf([ramp.map((x) => (x < 50 ? x : NaN))]), rows)).toEqual(inside)
  })

  it('survives JSON unchanged', () => {
    const matrix = matrixOf([ramp.map((i) => (i % 7 === 0 ? NaN : Math.exp(i / 9))), alternating], [0, 2])
    const design = fitDesign(matrix)
    const copy = JSON.parse(JSON.stringify(design)) as Design
    expect(copy).toEqual(design)
    expect(applyDesign(copy, matrix)).toEqual(applyDesign(design, matrix))
  })

  it('refuses what it cannot use', () => {
    expect(() => fitDesign(matrixOf([[]]))).toThrow('no-data')
    expect(() => fitDesign(matrixOf([[1, Infinity]]))).toThrow('input-invalid')
    expect(() => fitDesign(matrixOf([[0, 2]], [2]))).toThrow('input-invalid')
    expect(() => applyDesign(fitDesign(matrixOf([ramp])), matrixOf([ramp, ramp]))).toThrow('input-invalid')
    expect(() => fitDesign(matrixOf([ramp]), null, { isCancelled: () => true })).toThrow('cancelled')
  })
})
