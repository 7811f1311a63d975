import { describe, expect, it } from 'vitest'
import { keptHessian } from '../../../shared/analytics/learn/logistic/keptHessian.ts'

describe('a kept Newton matrix', () => {
  const kept = {
    active: Uint32Array.of(2, 5, 7),
    hessian: Float64Array.from({ length: 16 }, (_, i) => i),
  }

  it('serves for the same columns as a copy', () => {
    const copy = keptHessian(kept, kept.active)
    expect(copy).toEqual(kept.hessian)
    expect(copy).not.toBe(kept.hessian)
  })

  it('serves for some of its columns', () => {
    expect(keptHessian(kept, Uint32Array.of(2, 7))).toEqual(Float64Array.of(0, 1, 3, 4, 5, 7, 12, 13, 15))
    expect(keptHessian(kept, new Uint32Array(0))).toEqual(Float64Array.of(0))
  })

  it('does not serve for others', () => {
    expect(keptHessian(kept, Uint32Array.of(2, 6))).toBeNull()
    expect(keptHessian(kept, Uint32Array.of(8))).toBeNull()
    expect(keptHessian(kept, Uint32Array.of(2, 5, 7, 9))).toBeNull()
    expect(keptHessian(null, kept.active)).toBeNull()
  })
})
