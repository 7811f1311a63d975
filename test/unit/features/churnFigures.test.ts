import { describe, expect, it } from 'vitest'
import {
  calibrationOption,
  calibrationTable,
} from '../../../src-renderer/features/churn/charts/calibration.ts'
import { decileOption, decileTable } from '../../../src-renderer/features/churn/charts/deciles.ts'
import { driftOption, driftRows, driftTable } from '../../../src-renderer/features/churn/charts/drift.ts'
import {
  horizonOption,
  horizonTable,
  returnShareAt,
} from '../../../src-renderer/features/churn/charts/horizon.ts'
import { partialOption, partialTable } from '../../../src-renderer/features/churn/charts/partial.ts'
import { profitOption, profitTable } from '../../../src-renderer/features/churn/charts/profitCurve.ts'
import { best, outcomes } from '../../../src-renderer/features/churn/economics.ts'
import { riskPicture, riskWeeks, LANES } from '../../../src-renderer/features/customer/riskLanes.ts'
import { translator } from '../../../src-renderer/locale/t.ts'
import { chartTokens } from '../../../src-renderer/ui/chartTokens.ts'
import { createFormat } from '../../../src-renderer/ui/format.ts'
import { useChurn } from '../../../src-renderer/features/churn/store.ts'
import {
  EMPTY_VERDICT,
  riskCustomerOf,
  SCORED_DAY,
  setupOf,
  summaryOf,
  verdictOf,
} from '../../support/churnData.ts'

const tokens = chartTokens('light')
const telling = {
  t: translator('en'),
  format: createFormat({ language: 'en', currency: 'CNY', compact: true }),
  summary: summaryOf(),
  view: 'all' as const,
}
const { economics } = useChurn.getInitialState()

/** Every number inside an option; functions are left out. */
function numbers(of: unknown): number[] {
  if (typeof of === 'number') return [of]
  if (Array.isArray(of) || ArrayBuffer.isView(of))
    return Array.from(of as ArrayLike<unknown>).flatMap(numbers)
  if (typeof of === 'object' && of !== null) return Object.values(of).flatMap(numbers)
  return []
}
const expectFinite = (option: unknown) => {
  const list = numbers(option)
  expect(list.length).toBeGreaterThan(3)
  expect(list.filter((value) => !Number.isFinite(value))).toEqual([])
}
interface Tip {
  readonly tooltip: { readonly formatter: (params: never) => unknown }
}

describe('charts of the verdict', () => {
  const odd = verdictOf({
    calibration: {
      predicted: Float64Array.of(0.1, Number.NaN, 0.9),
      observed: Float64Array.of(0.2, 0.3, 0.8),
      low: Float64Array.of(0.1, 0.1, Number.NaN),
      high: Float64Array.of(0.3, 0.5, Number.NaN),
      customers: Float64Array.of(5, 0, 1),
    },
    deciles: {
      customers: Float64Array.of(2, 0),
      churned: Float64Array.of(1, 0),
      lift: Float64Array.of(2, Number.NaN),
      gain: Float64Array.of(1, 1),
    },
  })

  it.each([
    ['full', verdictOf()],
    ['empty', EMPTY_VERDICT],
    ['odd', odd],
  ])('give finite numbers only (%s)', (_, verdict) => {
    expectFinite(calibrationOption(verdict, tokens, telling))
    expectFinite(decileOption(verdict, tokens, telling))
    const list = outcomes(verdict, economics)
    expectFinite(profitOption(list, { best: best(list), here: list[3] ?? null }, tokens, telling))
  })

  it('have the same points in picture and table', () => {
    expect(calibrationTable(odd, telling).rows).toHaveLength(2)
    expect(decileTable(verdictOf(), telling).rows).toHaveLength(10)
    expect(profitTable(outcomes(verdictOf(), economics), telling).rows).toHaveLength(101)
  })

  it('show the losing part of the profit apart', () => {
    const list = outcomes(verdictOf(), { ...economics, clvMinor: 6000 })
    const { series } = profitOption(list, { best: best(list), here: null }, tokens, telling)
    const losing = series.find((one) => 'lineStyle' in one && one.lineStyle.color === tokens.loss)
    expect(losing && 'data' in losing ? losing.data.length : 0).toBeGreaterThan(0)
  })

  it('draw the drift of the view; days without enough recent customers are left out', () => {
    const { drift } = telling.summary
    const partly = drift.map((point, i) => (i === 2 ? { ...point, recent: null } : point))
    expect(driftRows({ drift: partly }, 'recent')).toHaveLength(5)
    expect(driftRows({ drift }, 'all')).toHaveLength(6)
    expectFinite(driftOption(driftRows({ drift }, 'all'), tokens, telling))
    const recent = driftOption(driftRows({ drift: partly }, 'recent'), tokens, telling)
    expectFinite(recent)
    expect(driftTable(driftRows({ drift }, 'all'), telling).rows[0]).toHaveLength(6)
    expect(() => driftOption([], tokens, telling)).not.toThrow()
  })

  it('read out feature curves in their own unit', () => {
    for (const partial of telling.summary.partial) {
      const { tooltip: _t, ...option } = partialOption(partial, partial.nameEn, tokens, telling)
      expectFinite(option)
    }
    const money = telling.summary.partial[5]!
    const table = partialTable(money, 'Spend', telling)
    expect(table.columns[0]?.format?.(12_000)).toBe('¥120')
    expect(table.rows[3]?.slice(2)).toEqual([0.04, 0.71])
    const older = telling.summary.partial[1]!
    const [, mean, low, high] = partialTable(older, 'Older', telling).rows[3]!
    expect([low, high]).toEqual([mean, mean])
  })

  it('survive a tooltip beside every point', () => {
    const options = [
      calibrationOption(EMPTY_VERDICT, tokens, telling),
      decileOption(EMPTY_VERDICT, tokens, telling),
      profitOption([], { best: null, here: null }, tokens, telling),
      driftOption([], tokens, telling),
      horizonOption(setupOf(), 60, tokens, telling),
    ] as unknown as Tip[]
    for (const { tooltip } of options.slice(0, 4)) {
      expect(() => tooltip.formatter([{ dataIndex: 99 }] as never)).not.toThrow(TypeError)
    }
  })
})

describe('the curve of the horizon', () => {
  const none = setupOf({
    horizonCurve: {
      days: new Float64Array(0),
      returnShare: new Float64Array(0),
      wrongShare: new Float64Array(0),
    },
    proposedHorizonDays: null,
  })

  it('is read between measured days, and nowhere beyond them', () => {
    const setup = setupOf()
    expect(returnShareAt(setup, 0)).toBeCloseTo(0.82, 6)
    expect(returnShareAt(setup, 61)).toBeCloseTo(0.82 * Math.exp(-61 / 29), 3)
    expect(returnShareAt(setup, 10_000)).toBeNull()
    expect(returnShareAt(none, 30)).toBeNull()
  })

  it.each([1, 61, 340])('gives finite numbers at %i days, also without a curve', (days) => {
    expectFinite(horizonOption(setupOf(), days, tokens, telling))
    expectFinite(horizonOption(none, days, tokens, telling))
    expect(horizonTable(none, telling).rows).toEqual([])
  })
})

describe("a customer's weeks", () => {
  it('stand on one time axis that ends at the scored day', () => {
    const picture = riskPicture(riskCustomerOf(), SCORED_DAY)
    expect(picture.points.at(-1)?.x).toBeCloseTo(LANES.width - LANES.right, 6)
    const last = picture.lanes[0]?.bars.at(-1)
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeCloseTo(LANES.width - LANES.right - 0.75, 6)
    expectFinite(picture)
  })

  it('begin where the history begins when that is longer than the lanes', () => {
    const history = { day: Int32Array.of(SCORED_DAY - 400, SCORED_DAY), pChurn: Float32Array.of(0.1, 0.2) }
    const picture = riskPicture(riskCustomerOf({ history }), SCORED_DAY)
    expect(picture.firstDay).toBe(SCORED_DAY - 400)
    expect(picture.points[0]?.x).toBe(LANES.left)
  })

  it('are a table of the same numbers', () => {
    const weeks = riskWeeks(riskCustomerOf(), SCORED_DAY)
    expect(weeks).toHaveLength(26)
    expect(weeks.at(-1)?.p).toBeCloseTo(0.83, 6)
    expect(weeks.filter((week) => week.p !== null)).toHaveLength(6)
  })

  it('may be empty', () => {
    const bare = riskCustomerOf({
      signals: [],
      history: { day: new Int32Array(0), pChurn: new Float32Array(0) },
    })
    expectFinite(riskPicture(bare, SCORED_DAY))
    expect(riskWeeks(bare, SCORED_DAY)).toEqual([])
  })
})
