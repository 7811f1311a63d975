import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PlainPurchase } from '../../../shared/analytics/ledger/buildLedger.ts'
import {
  builtInSchemes,
  compileScheme,
  createRawValues,
  createSnapshot,
  gridAt,
  rawValuesAt,
  runRfm,
  scoreAt,
  type RawValues,
  type RfmView,
} from '../../../shared/analytics/rfm/index.ts'
import { BUILT_IN_SCHEMES, type RfmScoring } from '../../../shared/contract/rfm.ts'
import { daysOf, N_CUSTOMERS, purchases, views } from './arbitrary.ts'
import { naiveHalves, naiveMean, naiveMedian, naiveQuantileScores, naiveRfm } from './naive.ts'

const seeded = { seed: 20_250_930, numRuns: 300 }
const schemeKeys = fc.constantFrom(...BUILT_IN_SCHEMES)

function raw(lines: readonly PlainPurchase[], view: RfmView): RawValues {
  const out = createRawValues(N_CUSTOMERS)
  rawValuesAt(daysOf(lines), view, out)
  return out
}

function members(values: RawValues) {
  return Array.from({ length: values.nMembers }, (_, i) => ({
    customer: values.customer[i],
    recencyDays: values.recencyDays[i],
    frequency: values.frequency[i],
    monetaryMinor: values.monetaryMinor[i],
  }))
}

function naiveScores(values: readonly number[], scoring: RfmScoring, isSmallGood: boolean): number[] {
  if (scoring.method === 'quantile') return naiveQuantileScores(values, scoring.levels, isSmallGood)
  const middle = scoring.method === 'mean' ? naiveMean(values) : naiveMedian(values)
  return naiveHalves(values, middle, isSmallGood)
}

function takeOne(numbers: Iterator<number, unknown>): number {
  const { done, value } = numbers.next()
  return done === true ? 0 : value
}

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  if (ArrayBuffer.isView(value)) return [...(value as Float64Array)]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : []
}

describe('the fast path', () => {
  it('gives the raw values of the definition at any day and window', () => {
    fc.assert(
      fc.property(purchases, views, (lines, view) => {
        const fast = raw(lines, view)
        const slow = naiveRfm(lines, view)
        expect(members(fast)).toEqual(slow.members)
        expect(fast.nOthers).toBe(slow.nOthers)
        expect(fast.revenueAllMinor).toBe(slow.revenueAllMinor)
      }),
      seeded,
    )
  })

  it('gives the scores of the definition under every built-in scheme', () => {
    fc.assert(
      fc.property(purchases, views, schemeKeys, (lines, view, key) => {
        const compiled = compileScheme(key)
        const fast = createSnapshot(N_CUSTOMERS)
        scoreAt(daysOf(lines), view, compiled, fast)
        const slow = naiveRfm(lines, view).members
        const { scoring } = compiled.scheme
        const scoresOf = (scores: Uint8Array): number[] => [...scores.subarray(0, fast.raw.nMembers)]
        expect(scoresOf(fast.rScore)).toEqual(
          naiveScores(
            slow.map((c) => c.recencyDays),
            scoring,
            true,
          ),
        )
        expect(scoresOf(fast.fScore)).toEqual(
          naiveScores(
            slow.map((c) => c.frequency),
            scoring,
            false,
          ),
        )
        expect(scoresOf(fast.mScore)).toEqual(
          naiveScores(
            slow.map((c) => c.monetaryMinor),
            scoring,
            false,
          ),
        )
      }),
      seeded,
    )
  })

  it('places everybody in the grid of quintiles whatever the scheme', () => {
    fc.assert(
      fc.property(purchases, views, schemeKeys, (lines, view, key) => {
        const compiled = compileScheme(key)
        const fast = createSnapshot(N_CUSTOMERS)
        scoreAt(daysOf(lines), view, compiled, fast)
        gridAt(compiled, fast)
        const slow = naiveRfm(lines, view).members
        const r = naiveQuantileScores(
          slow.map((c) => c.recencyDays),
          5,
          true,
        )
        const f = naiveQuantileScores(
          slow.map((c) => c.frequency),
          5,
          false,
        )
        expect([...fast.cell.subarray(0, slow.length)]).toEqual(r.map((score, i) => score * 10 + (f[i] ?? 0)))
      }),
      seeded,
    )
  })

  it('gives the same whatever was in its reused arrays before', () => {
    fc.assert(
      fc.property(purchases, purchases, views, views, schemeKeys, (other, lines, first, view, key) => {
        const compiled = compileScheme(key)
        const params = { ...view, scheme: key, compareDays: 20 }
        const [now, before] = [createSnapshot(N_CUSTOMERS), createSnapshot(N_CUSTOMERS)]
        runRfm(daysOf(other), { ...first, scheme: key, compareDays: 7 }, compiled, now, before)
        const reused = runRfm(daysOf(lines), params, compiled, now, before)
        const fresh = runRfm(
          daysOf(lines),
          params,
          compiled,
          createSnapshot(N_CUSTOMERS),
          createSnapshot(N_CUSTOMERS),
        )
        expect(reused).toEqual(fresh)
      }),
      { ...seeded, numRuns: 100 },
    )
  })
})

describe('a view', () => {
  it('does not depend on the order of the rows', () => {
    fc.assert(
      fc.property(purchases, views, schemeKeys, fc.infiniteStream(fc.nat()), (lines, view, key, random) => {
        const shuffled = lines
          .map((line) => ({ line, at: takeOne(random) }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ line }) => line)
        const params = { ...view, scheme: key, compareDays: 10 }
        const run = (rows: readonly PlainPurchase[]) =>
          runRfm(
            daysOf(rows),
            params,
            compileScheme(key),
            createSnapshot(N_CUSTOMERS),
            createSnapshot(N_CUSTOMERS),
          )
        expect(run(shuffled)).toEqual(run(lines))
      }),
      { ...seeded, numRuns: 100 },
    )
  })

  it('sees nothing of what happens after its day', () => {
    fc.assert(
      fc.property(purchases, views, (lines, view) => {
        const past = lines.filter((line) => line.day <= view.asOfDay)
        expect(members(raw(lines, view))).toEqual(members(raw(past, view)))
      }),
      seeded,
    )
  })

  it('loses no member and no order as its day moves on, without a window', () => {
    fc.assert(
      fc.property(purchases, views, fc.nat(40), (lines, view, later) => {
        const start: RfmView = { ...view, windowDays: null }
        const before = members(raw(lines, start))
        const after = new Map(
          members(raw(lines, { ...start, asOfDay: start.asOfDay + later })).map((c) => [c.customer, c]),
        )
        for (const member of before) {
          expect(after.get(member.customer)?.frequency).toBeGreaterThanOrEqual(member.frequency ?? 0)
          expect(after.get(member.customer)?.recencyDays).toBeLessThanOrEqual(
            (member.recencyDays ?? 0) + later,
          )
        }
      }),
      seeded,
    )
  })
})

describe('a summary', () => {
  it('accounts for every member once', () => {
    fc.assert(
      fc.property(purchases, views, schemeKeys, (lines, view, key) => {
        const params = { ...view, scheme: key, compareDays: 15 }
        const now = createSnapshot(N_CUSTOMERS)
        const before = createSnapshot(N_CUSTOMERS)
        const { summary } = runRfm(daysOf(lines), params, compileScheme(key), now, before)
        const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0)
        const n = summary.nMembers
        expect(sum(summary.segments.map((s) => s.customers))).toBe(n)
        expect(sum(summary.segments.map((s) => s.orders))).toBe(summary.nOrders)
        expect(sum(summary.segments.map((s) => s.revenueMinor))).toBe(summary.revenueMinor)
        expect(sum(summary.segments.map((s) => s.customersBefore ?? -1))).toBe(before.raw.nMembers)
        expect(sum(summary.gridCustomers)).toBe(n)
        expect(sum(summary.gridRevenueMinor)).toBe(summary.revenueMinor)
        expect(sum(summary.histograms.r.counts)).toBe(n)
        expect(sum(summary.histograms.f.counts)).toBe(n)
        expect(sum(summary.histograms.m.counts)).toBe(n)
        expect(numbersIn(summary).filter((value) => !Number.isFinite(value))).toEqual([])
      }),
      seeded,
    )
  })

  it('has histograms whose counts are those of their edges', () => {
    fc.assert(
      fc.property(purchases, views, (lines, view) => {
        const now = createSnapshot(N_CUSTOMERS)
        const params = { ...view, scheme: 'mean8', compareDays: 0 } as const
        const { summary } = runRfm(
          daysOf(lines),
          params,
          compileScheme('mean8'),
          now,
          createSnapshot(N_CUSTOMERS),
        )
        if (summary.nMembers === 0) return
        const values = { r: now.raw.recencyDays, f: now.raw.frequency, m: now.raw.monetaryMinor }
        for (const dimension of ['r', 'f', 'm'] as const) {
          const { edges, counts } = summary.histograms[dimension]
          const seen = [...values[dimension].subarray(0, summary.nMembers)]
          const slow = Array.from(counts, (_, i) => {
            return seen.filter((v) => v >= (edges[i] ?? Infinity) && v < (edges[i + 1] ?? -Infinity)).length
          })
          expect([...counts]).toEqual(slow)
          expect([...edges]).toEqual([...new Set(edges)].toSorted((a, b) => a - b))
        }
      }),
      seeded,
    )
  })

  it('keeps ties together and never lets a better value score worse', () => {
    fc.assert(
      fc.property(purchases, views, schemeKeys, (lines, view, key) => {
        const now = createSnapshot(N_CUSTOMERS)
        scoreAt(daysOf(lines), view, compileScheme(key), now)
        for (let i = 0; i < now.raw.nMembers; i++) {
          for (let j = 0; j < now.raw.nMembers; j++) {
            const [a, b] = [now.raw.monetaryMinor[i] ?? 0, now.raw.monetaryMinor[j] ?? 0]
            if (a === b) expect(now.mScore[i]).toBe(now.mScore[j])
            if (a > b) expect(now.mScore[i]).toBeGreaterThanOrEqual(now.mScore[j] ?? 0)
            const [r, s] = [now.raw.recencyDays[i] ?? 0, now.raw.recencyDays[j] ?? 0]
            if (r === s) expect(now.rScore[i]).toBe(now.rScore[j])
            if (r < s) expect(now.rScore[i]).toBeGreaterThanOrEqual(now.rScore[j] ?? 0)
          }
        }
      }),
      { ...seeded, numRuns: 100 },
    )
  })
})

it('every built-in scheme covers every combination exactly once', () => {
  for (const scheme of builtInSchemes()) {
    const { levels } = compileScheme(scheme)
    const holds = (scores: readonly number[] | undefined, score: number): boolean =>
      scores?.includes(score) ?? true
    for (let r = 1; r <= levels.r; r++) {
      for (let f = 1; f <= levels.f; f++) {
        for (let m = 1; m <= levels.m; m++) {
          const rules = scheme.rules.filter(
            (rule) => holds(rule.r, r) && holds(rule.f, f) && holds(rule.m, m),
          )
          expect(rules).toHaveLength(1)
        }
      }
    }
  }
})
