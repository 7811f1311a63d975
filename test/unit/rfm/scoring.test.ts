import { describe, expect, it } from 'vitest'
import { buildLedger } from '../../../shared/analytics/ledger/buildLedger.ts'
import { condense } from '../../../shared/analytics/ledger/customerDays.ts'
import {
  compileScheme,
  createSnapshot,
  downgradesOf,
  keepRun,
  parseScheme,
  rhythmOf,
  runRfm,
  scoreAt,
} from '../../../shared/analytics/rfm/index.ts'
import { gapDays, monthStarts } from '../../../shared/analytics/rfm/rhythm.ts'
import { scoreWhole } from '../../../shared/analytics/rfm/scores.ts'
import { isoFromDay, dayFromCivil } from '../../../shared/contract/calendar.ts'
import type { RfmScheme, RfmScoring } from '../../../shared/contract/rfm.ts'

/** One customer an entry: [day of the last order, number of orders, amount of each]. */
function shop(customers: readonly (readonly [number, number, number])[]) {
  const lines = customers.flatMap(([day, orders, amountMinor], customer) =>
    Array.from({ length: orders }, (_, i) => ({ customer, day: day - i, amountMinor })),
  )
  return condense(buildLedger(lines, customers.length))
}

function everyCombination(scoring: RfmScoring): RfmScheme {
  return {
    key: 'all',
    nameZh: '全部',
    nameEn: 'All',
    scoring,
    segments: [{ key: 'all', nameZh: '全部', nameEn: 'All', family: 'core', lowSpend: false }],
    rules: [{ segment: 'all' }],
  }
}

function score(customers: readonly (readonly [number, number, number])[], scoring: RfmScoring) {
  const snapshot = createSnapshot(customers.length)
  const view = { asOfDay: 100, windowDays: null, frequency: 'orders' } as const
  scoreAt(shop(customers), view, compileScheme(everyCombination(scoring)), snapshot)
  const { cuts, raw } = snapshot
  const of = (scores: Uint8Array): number[] => [...scores.subarray(0, raw.nMembers)]
  return { cuts, r: of(snapshot.rScore), f: of(snapshot.fScore), m: of(snapshot.mScore) }
}

describe('quantiles', () => {
  it('cut ten different customers into five equal levels', () => {
    const customers = Array.from({ length: 10 }, (_, i) => [100 - i, i + 1, 1] as const)
    const { cuts, r, f, m } = score(customers, { method: 'quantile', levels: 5 })
    expect(cuts).toEqual({ r: [1, 3, 5, 7], f: [3, 5, 7, 9], m: [3, 5, 7, 9] })
    expect(r).toEqual([5, 5, 4, 4, 3, 3, 2, 2, 1, 1])
    expect(f).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
    expect(m).toEqual(f)
  })

  it('keep one-time buyers together in the lowest level, and equally recent ones in the better', () => {
    const customers = [1, 1, 1, 1, 1, 1, 1, 2, 2, 3].map((orders) => [100, orders, 1] as const)
    const { cuts, r, f } = score(customers, { method: 'quantile', levels: 5 })
    expect(cuts.f).toEqual([2, 2, 2, 3])
    expect(f).toEqual([1, 1, 1, 1, 1, 1, 1, 4, 4, 5])
    expect(r).toEqual(new Array(10).fill(5))
  })

  it('name a cut above the largest value where nobody reaches the level', () => {
    const customers = Array.from({ length: 4 }, () => [90, 1, 500] as const)
    const { cuts, f, m } = score(customers, { method: 'quantile', levels: 2 })
    expect(cuts).toEqual({ r: [10], f: [2], m: [501] })
    expect([...f, ...m]).toEqual(new Array(8).fill(1))
  })

  it('serve a single customer', () => {
    const { r, f, m } = score([[100, 3, 7]], { method: 'quantile', levels: 10 })
    expect([r, f, m]).toEqual([[10], [1], [1]])
  })
})

describe('fixed cuts', () => {
  it('count a value on a cut to the better level', () => {
    const customers = [
      [70, 1, 99],
      [71, 2, 50],
      [10, 3, 1],
    ] as const
    const { cuts, r, f, m } = score(customers, { method: 'fixed', r: [29, 30], f: [2, 3], m: [99, 100] })
    expect(cuts).toEqual({ r: [29, 30], f: [2, 3], m: [99, 100] })
    expect(r).toEqual([2, 3, 1])
    expect(f).toEqual([1, 2, 3])
    expect(m).toEqual([2, 3, 1])
  })
})

describe('mean and median', () => {
  const customers = [
    [100, 1, 100],
    [98, 1, 200],
    [90, 4, 75],
  ] as const

  it('count ties as high', () => {
    expect(score(customers, { method: 'mean' })).toEqual({
      cuts: { r: [4], f: [2], m: [200] },
      r: [2, 2, 1],
      f: [1, 1, 2],
      m: [1, 2, 2],
    })
  })

  it('take the middle of the two middle values when their number is even', () => {
    const { cuts } = score([...customers, [99, 2, 300]], { method: 'median' })
    expect(cuts).toEqual({ r: [1.5], f: [1.5], m: [250] })
  })
})

it('whole numbers over a range too wide for a table score the same', () => {
  const values = Int32Array.of(0, 5, 6, 2_000_000_000)
  const scores = new Uint8Array(4)
  const spread = { sum: 0, min: 0, max: 2_000_000_000 }
  scoreWhole(values, 4, spread, [5, 100], 'small', new Uint8Array(65_536), scores)
  expect([...scores]).toEqual([3, 3, 2, 1])
})

describe('a summary', () => {
  const params = { windowDays: null, frequency: 'orders', scheme: 'segments11', compareDays: 30 } as const
  const run = (days: ReturnType<typeof shop>, asOfDay: number) => {
    const make = () => createSnapshot(days.nCustomers)
    return runRfm(days, { ...params, asOfDay }, compileScheme('segments11'), make(), make()).summary
  }

  it('before the first order is empty and shows no number that is none', () => {
    const summary = run(shop([[100, 1, 5]]), 50)
    expect(summary.nMembers).toBe(0)
    expect(summary.cuts).toEqual({ r: [], f: [], m: [] })
    expect(summary.segments.every(({ customers }) => customers === 0)).toBe(true)
    expect(summary.histograms.m.counts).toHaveLength(1)
  })

  it('draws about 48 bins over a wide range, round edges, and a wider bin for what lies far out', () => {
    const customers = Array.from(
      { length: 3_000 },
      (_, i) => [1_000 - (i % 900), 1 + (i % 7), 100 + ((i * 7_919) % 500_000)] as const,
    )
    const summary = run(shop([...customers, [-20_000, 60, 90_000_000]]), 1_000)
    const { r, f, m } = summary.histograms
    for (const { counts } of [r, f, m]) expect(counts.length).toBeLessThanOrEqual(50)
    expect(r.counts.length).toBeGreaterThan(25)
    expect(m.counts.length).toBeGreaterThan(25)
    expect([...r.edges.slice(0, 3)]).toEqual([0, 20, 40])
    expect(r.edges.at(-1)).toBe(21_001)
    expect([...f.edges.slice(0, 4)]).toEqual([1, 2, 3, 4])
    expect(m.logScale).toBe(true)
    expect([...m.edges].some((edge) => Math.abs(edge - 10_000) < 1e-6)).toBe(true)
  })

  it('gathers spend of zero and less in the first bin', () => {
    const lines = [
      ...Array.from({ length: 40 }, (_, customer) => ({ customer, day: 10, amountMinor: 1_000 + customer })),
      { customer: 3, day: 11, amountMinor: -5_000 },
    ]
    const summary = run(condense(buildLedger(lines, 40)), 20)
    const { edges, counts } = summary.histograms.m
    expect(edges[0]).toBe(-3_997)
    expect(edges[1]).toBeGreaterThan(0)
    expect(counts[0]).toBe(1)
  })
})

describe('a year of revenue', () => {
  const asOfDay = 1_000
  const days = condense(
    buildLedger(
      [
        ...[asOfDay - 30 - 365, asOfDay - 30 - 364, asOfDay - 365, asOfDay - 364, asOfDay - 31].map(
          (day, i) => ({
            customer: 0,
            day,
            amountMinor: 10 ** i,
          }),
        ),
        ...[asOfDay - 31, asOfDay, asOfDay - 1].map((day) => ({ customer: 1, day, amountMinor: 1 })),
      ],
      2,
    ),
  )
  const compiled = compileScheme(
    parseScheme({
      ...everyCombination({ method: 'fixed', r: [10], f: [1], m: [1] }),
      segments: ['near', 'far'].map((key) => ({
        key,
        nameZh: key,
        nameEn: key,
        family: 'core',
        lowSpend: false,
      })),
      rules: [{ segment: 'near', r: [2] }, { segment: 'far' }],
    }),
  )
  const [now, before] = [createSnapshot(2), createSnapshot(2)]
  const all = {
    asOfDay,
    windowDays: null,
    frequency: 'orders',
    scheme: compiled.scheme,
    compareDays: 30,
  } as const
  const { summary, moves } = runRfm(days, all, compiled, now, before)

  it('of a slip is the 365 days that end with the as-of day', () => {
    expect(summary.slips).toEqual([
      { fromKey: 'near', toKey: 'far', customers: 1, yearlyRevenueMinor: 11_000 },
    ])
  })

  it('of a downgrade is the 365 days that end with the compare day', () => {
    const run = keepRun(all, summary.compareDay, compiled, now, moves)
    const { customer, yearlyMinor } = downgradesOf(run, days, rhythmOf(run, days))
    expect([[...customer], [...yearlyMinor]]).toEqual([[0], [11_110]])
  })
})

describe('rhythm', () => {
  it('is the median gap between order days, refunds apart', () => {
    const lines = [10, 12, 20, 21, 50].map((day) => ({ customer: 0, day, amountMinor: 5 }))
    const days = condense(buildLedger([...lines, { customer: 0, day: 15, amountMinor: -5 }], 1))
    expect(gapDays(days, 0, 50, [])).toBe(5)
    expect(gapDays(days, 0, 49, [])).toBe(2)
    expect(gapDays(days, 0, 11, [])).toBeNaN()
  })

  it('months end with the month of the as-of day', () => {
    const starts = monthStarts(dayFromCivil(2024, 2, 29), 12)
    expect(isoFromDay(starts[0] ?? 0)).toBe('2023-03-01')
    expect(isoFromDay(starts[10] ?? 0)).toBe('2024-01-01')
    expect(isoFromDay(starts[12] ?? 0)).toBe('2024-03-01')
  })
})
