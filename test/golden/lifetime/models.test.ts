import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { groupHistories } from '../../../shared/analytics/lifetime/groups.ts'
import { LIFETIME_MODELS } from '../../../shared/contract/lifetime.ts'
import { modelOf } from '../../../shared/analytics/lifetime/models.ts'
import { digamma, logGamma } from '../../../shared/analytics/numerics/logGamma.ts'
import { risingRatio } from '../../../shared/analytics/numerics/risingRatio.ts'
import { fittedGroups, expectedOrderDays, pActive } from '../../../shared/analytics/lifetime/predict.ts'
import type { Reference } from './reference.ts'

const reference = JSON.parse(readFileSync(join(import.meta.dirname, 'reference.json'), 'utf8')) as Reference

describe('special functions', () => {
  it('agree with mpmath', () => {
    for (const [x, log, psi] of reference.specialFunctions) {
      expect(Math.abs(logGamma(x) - log) / Math.max(1, Math.abs(log)), `ln Gamma(${x})`).toBeLessThan(1e-14)
      expect(Math.abs(digamma(x) - psi) / Math.max(1, Math.abs(psi)), `psi(${x})`).toBeLessThan(1e-14)
    }
  })

  it('of the hypergeometric kind agree with mpmath, derivatives too', () => {
    const out = { value: 0, byP: 0, byQ: 0, byZ: 0 }
    for (const [p, q, rest, value, byP, byQ, byZ] of reference.risingRatio) {
      risingRatio(p, q, 1 - rest, rest, out)
      const name = `S(${p}, ${q}, 1 - ${rest})`
      for (const [found, expected] of [
        [out.value, value],
        [out.byP, byP],
        [out.byQ, byQ],
        [out.byZ, byZ],
      ] as const) {
        expect(Math.abs(found / expected - 1), name).toBeLessThan(1e-11)
      }
    }
  })
})

describe.each(LIFETIME_MODELS)('%s, against integrals over the customers', (key) => {
  const model = modelOf(key)
  const cases = reference.predictions.filter(([name]) => name === key)

  it.each(cases.map((row) => [row.slice(1, 6).join(' '), row] as const))('%s', (_, row) => {
    const [, parameters, x, tx, age, horizon, logLikelihood, pAlive, expected, active] = row
    const groups = groupHistories(
      Uint32Array.of(x),
      Uint32Array.of(Math.round(tx * 7)),
      Uint32Array.of(Math.round(age * 7)),
    )
    const p = Float64Array.from(parameters)
    const fitted = fittedGroups(model, p, 7, groups)
    expect(model.rowLogLikelihood(groups, 7, p)[0]).toBeCloseTo(logLikelihood, 10)
    expect(model.likelihood(groups, 7)(p, new Float64Array(4))).toBeCloseTo(logLikelihood, 10)
    expect(fitted.pAlive[0]).toBeCloseTo(pAlive, 11)
    expect((expectedOrderDays(fitted, horizon * 7)[0] ?? NaN) / expected).toBeCloseTo(1, 9)
    expect(pActive(fitted, horizon * 7)[0]).toBeCloseTo(active, 11)
  })
})
