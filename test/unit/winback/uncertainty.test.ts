import { describe, expect, it } from 'vitest'
import {
  bandsOf,
  compress,
  curveOf,
  drawFigures,
  evaluate,
  planBands,
  plannerOf,
  shareOfWorldsAbove,
  spans,
  unsureOf,
} from '../../../shared/analytics/winback/index.ts'
import { bandOf, quantile } from '../../../shared/analytics/winback/uncertainty/quantile.ts'
import {
  beta,
  gamma,
  multiplier,
  normal,
  streamOf,
} from '../../../shared/analytics/winback/uncertainty/variates.ts'
import { scenarioSchema, type Scenario } from '../../../shared/contract/winback.ts'
import { readInput } from '../../../shared/contract/winbackRead.ts'
import { example, put } from './example.ts'

const N = 20_000
const drawn = (of: (draw: number) => number): Float64Array =>
  Float64Array.from({ length: N }, (_, i) => of(i))
const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length
const variance = (values: Float64Array): number => {
  const m = mean(values)
  return values.reduce((sum, value) => sum + (value - m) ** 2, 0) / (values.length - 1)
}
const scenarioWith = (change?: (scenario: ReturnType<typeof example>) => void): Scenario =>
  readInput(scenarioSchema, example(change))

describe('drawn numbers', () => {
  it('have the moments of their distributions', () => {
    const z = drawn((i) => normal(streamOf(1, i, 'normal')))
    expect(Math.abs(mean(z))).toBeLessThan(0.03)
    expect(Math.abs(variance(z) - 1)).toBeLessThan(0.05)
    for (const shape of [0.3, 2.5, 40]) {
      const values = drawn((i) => gamma(shape, streamOf(2, i, `gamma ${shape}`)))
      expect(Math.abs(mean(values) / shape - 1)).toBeLessThan(0.04)
      expect(Math.abs(variance(values) / shape - 1)).toBeLessThan(0.08)
    }
    const [p, n] = [0.02, 200]
    const rates = drawn((i) => beta(p, n, streamOf(3, i, 'beta')))
    expect(Math.abs(mean(rates) / p - 1)).toBeLessThan(0.02)
    expect(Math.abs(variance(rates) / ((p * (1 - p)) / (n + 1)) - 1)).toBeLessThan(0.06)
    // scipy.stats.beta(4, 196).ppf([0.1, 0.5, 0.9])
    const ascending = rates.toSorted((a, b) => a - b)
    expect(Math.abs(quantile(ascending, 0.1) - 0.008_796)).toBeLessThan(0.000_3)
    expect(Math.abs(quantile(ascending, 0.5) - 0.018_421)).toBeLessThan(0.000_4)
    expect(Math.abs(quantile(ascending, 0.9) - 0.033_262)).toBeLessThan(0.000_7)
    const values = drawn((i) => multiplier(0.2, streamOf(4, i, 'value')))
    expect(Math.abs(mean(values) - 1)).toBeLessThan(0.01)
    expect(Math.abs(Math.sqrt(variance(values)) - 0.2)).toBeLessThan(0.01)
  })

  it('leave what is sure as it is', () => {
    expect(beta(0, 200, streamOf(1, 1, 'a'))).toBe(0)
    expect(beta(1, 200, streamOf(1, 1, 'a'))).toBe(1)
  })

  it('move smoothly with the rate: one world stays the same world under the slider', () => {
    for (let draw = 0; draw < 200; draw++) {
      const at = (p: number): number => beta(p, 200, streamOf(9, draw, 'response'))
      expect(Math.abs(at(0.0301) / at(0.03) - 1)).toBeLessThan(0.1)
      expect(Math.abs(at(0.00501) / at(0.00499) - 1)).toBeLessThan(0.2)
    }
  })
})

describe('quantiles', () => {
  it('interpolate as definition 7 does', () => {
    // numpy.quantile([1, 2, 4, 8], [0.1, 0.5, 0.9])
    const band = bandOf(Float64Array.of(8, 2, NaN, 1, 4))
    expect(band?.p10).toBeCloseTo(1.3, 12)
    expect(band?.p50).toBeCloseTo(3, 12)
    expect(band?.p90).toBeCloseTo(6.8, 12)
    expect(bandOf(Float64Array.of(NaN))).toBeNull()
  })
})

describe('bands of a scenario', () => {
  const figuresOf = (scenario: Scenario) => drawFigures(scenario, evaluate(scenario))
  const profitBand = (scenario: Scenario) => bandsOf(figuresOf(scenario), 3).bands.profit

  it('are the same for one seed and hold the point estimate', () => {
    const scenario = scenarioWith((s) => put(s, 'uncertainty.draws', 400))
    const band = profitBand(scenario)
    expect(profitBand(scenario)).toEqual(band)
    const { profit } = evaluate(scenario).result.totals
    expect(band?.p10).toBeLessThan(profit)
    expect(band?.p90).toBeGreaterThan(profit)
  })

  it('close up as samples grow', () => {
    const width = (n: number): number => {
      const band = profitBand(
        scenarioWith((s) => {
          put(s, 'uncertainty.valueVariation', 0)
          for (const field of ['response', 'delivered', 'organicReturn', 'redeemShare', 'stayRate']) {
            put(s, `uncertainty.sampleSizes.${field}`, n)
          }
        }),
      )
      return (band?.p90 ?? 0) - (band?.p10 ?? 0)
    }
    expect(width(2_000)).toBeLessThan(width(200))
    expect(width(1e9)).toBeLessThan(10)
  })

  it('share their luck between compared scenarios', () => {
    const ours = figuresOf(scenarioWith((s) => put(s, 'uncertainty.draws', 300)))
    const dearer = figuresOf(
      scenarioWith((s) => {
        put(s, 'uncertainty.draws', 300)
        put(s, 'ledgers.hidden.upkeep', 510)
      }),
    )
    expect(shareOfWorldsAbove(ours.profit, dearer.profit)).toBe(1)
    expect(shareOfWorldsAbove(ours.profit, ours.profit)).toBe(0.5)
    expect(shareOfWorldsAbove(new Float64Array(0), ours.profit)).toBeNull()
  })
})

describe('bands of the frontier', () => {
  it('follow the plan of each budget, and the last budget is the whole plan', () => {
    const scenario = scenarioWith((s) => {
      put(s, 'caps', [])
      put(s, 'uncertainty.draws', 100)
    })
    const { model, solved } = evaluate(scenario)
    const input = { ...model, offer: solved.offer, rho: solved.rho ?? 0 }
    const planner = plannerOf(input)
    const { useful } = spans(planner)
    const budgets = [0, useful / 2, useful]
    if (scenario.uncertainty === undefined) throw new Error('no uncertainty')
    const unsure = unsureOf(scenario, scenario.uncertainty, model, solved.rho)
    const { gain, returns } = planBands(planner, model, unsure, budgets)
    const curve = curveOf(planner, useful, 3)
    budgets.forEach((_, p) => {
      expect(gain[p]?.p10).toBeLessThanOrEqual(curve.gain[p] ?? 0)
      expect(gain[p]?.p90).toBeGreaterThanOrEqual(curve.gain[p] ?? 0)
      expect(returns[p]?.p90).toBeGreaterThanOrEqual(returns[p]?.p10 ?? 0)
    })
    expect(compress(model.audience, 10).audience.n).toBe(2)
  })
})
