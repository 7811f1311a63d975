import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { PlainPurchase } from '../../../shared/analytics/ledger/buildLedger.ts'
import {
  compileScheme,
  createSnapshot,
  downgradesOf,
  keepRun,
  migrationOf,
  rhythmOf,
  runRfm,
  savableMinor,
  scoreAt,
  type RfmView,
} from '../../../shared/analytics/rfm/index.ts'
import { BUILT_IN_SCHEMES, type RfmParams } from '../../../shared/contract/rfm.ts'
import { daysOf, N_CUSTOMERS, purchases, views } from './arbitrary.ts'
import { naiveMedian } from './naive.ts'

const seeded = { seed: 11, numRuns: 200 }
const schemeKeys = fc.constantFrom(...BUILT_IN_SCHEMES)
const spans = fc.integer({ min: 1, max: 40 })

/** Segment and M of every customer, -1 = no member; M of non-members is what the window holds. */
function standing(lines: readonly PlainPurchase[], view: RfmView, scheme: RfmParams['scheme']) {
  const snapshot = createSnapshot(N_CUSTOMERS)
  scoreAt(daysOf(lines), view, compileScheme(scheme), snapshot)
  const segment = new Array<number>(N_CUSTOMERS).fill(-1)
  for (let i = 0; i < snapshot.raw.nMembers; i++) {
    segment[snapshot.raw.customer[i] ?? -1] = snapshot.segment[i] ?? -1
  }
  const first = view.windowDays === null ? -Infinity : view.asOfDay - view.windowDays + 1
  const money = segment.map((_, customer) => net(lines, customer, first, view.asOfDay))
  return { segment, money }
}

function net(lines: readonly PlainPurchase[], customer: number, from: number, to: number): number {
  return lines
    .filter((line) => line.customer === customer && line.day >= from && line.day <= to)
    .reduce((sum, line) => sum + line.amountMinor, 0)
}

function setup(
  lines: readonly PlainPurchase[],
  view: RfmView,
  scheme: (typeof BUILT_IN_SCHEMES)[number],
  span: number,
) {
  const params: RfmParams = { ...view, scheme, compareDays: span }
  return {
    params,
    compiled: compileScheme(scheme),
    before: standing(lines, { ...view, asOfDay: view.asOfDay - span }, scheme),
    now: standing(lines, view, scheme),
    scratch: [createSnapshot(N_CUSTOMERS), createSnapshot(N_CUSTOMERS)] as const,
  }
}

it('migration moves every customer and his money from where he stood to where he stands', () => {
  fc.assert(
    fc.property(purchases, views, schemeKeys, spans, (lines, view, scheme, span) => {
      const { params, compiled, before, now, scratch } = setup(lines, view, scheme, span)
      const fromDay = view.asOfDay - span
      const { migration } = migrationOf(daysOf(lines), params, fromDay, compiled, scratch[0], scratch[1])
      const none = compiled.scheme.segments.length
      const width = none + 1
      const customers = new Array<number>(width * width).fill(0)
      const moneyBefore = new Array<number>(width * width).fill(0)
      const moneyAfter = new Array<number>(width * width).fill(0)
      const counts = { nUp: 0, nDown: 0, nSame: 0 }
      for (let c = 0; c < N_CUSTOMERS; c++) {
        const [from = -1, to = -1] = [before.segment[c], now.segment[c]]
        if (from < 0 && to < 0) continue
        const cell = (from < 0 ? none : from) * width + (to < 0 ? none : to)
        customers[cell] = (customers[cell] ?? 0) + 1
        moneyBefore[cell] = (moneyBefore[cell] ?? 0) + (before.money[c] ?? 0)
        moneyAfter[cell] = (moneyAfter[cell] ?? 0) + (now.money[c] ?? 0)
        if (from < 0) continue
        if (to < 0 || to > from) counts.nDown++
        else if (to < from) counts.nUp++
        else counts.nSame++
      }
      expect([...migration.customers]).toEqual(customers)
      expect([...migration.revenueBeforeMinor]).toEqual(moneyBefore)
      expect([...migration.revenueAfterMinor]).toEqual(moneyAfter)
      expect(migration).toMatchObject({ ...counts, fromDay, toDay: view.asOfDay })
      expect(migration.tiers).toHaveLength(width)
    }),
    seeded,
  )
})

it('slips are the downgrade flows, the most revenue first', () => {
  fc.assert(
    fc.property(purchases, views, schemeKeys, spans, (lines, view, scheme, span) => {
      const { params, compiled, before, now, scratch } = setup(lines, view, scheme, span)
      const { summary } = runRfm(daysOf(lines), params, compiled, scratch[0], scratch[1])
      const flows = new Map<string, { customers: number; revenue: number }>()
      for (let c = 0; c < N_CUSTOMERS; c++) {
        const [from = -1, to = -1] = [before.segment[c], now.segment[c]]
        if (from < 0 || (to >= 0 && to <= from)) continue
        const name = `${compiled.scheme.segments[from]?.key} ${compiled.scheme.segments[to]?.key ?? 'none'}`
        const flow = flows.get(name) ?? { customers: 0, revenue: 0 }
        flow.customers++
        flow.revenue += net(lines, c, view.asOfDay - 364, view.asOfDay)
        flows.set(name, flow)
      }
      const revenues = [...flows.values()].map(({ revenue }) => revenue).toSorted((a, b) => b - a)
      expect(summary.slips.map((slip) => slip.yearlyRevenueMinor)).toEqual(revenues.slice(0, 8))
      for (const slip of summary.slips) {
        expect(flows.get(`${slip.fromKey} ${slip.toKey}`)).toEqual({
          customers: slip.customers,
          revenue: slip.yearlyRevenueMinor,
        })
      }
    }),
    seeded,
  )
})

it('the grid of the compare day is scored by the cut points of the as-of day', () => {
  fc.assert(
    fc.property(purchases, views, spans, (lines, view, span) => {
      const { params, compiled, scratch } = setup(lines, view, 'mean8', span)
      const { summary } = runRfm(daysOf(lines), params, compiled, scratch[0], scratch[1])
      const { raw } = scratch[1]
      const grid = new Array<number>(25).fill(0)
      for (let i = 0; i < raw.nMembers && summary.nMembers > 0; i++) {
        const r = 1 + summary.gridCuts.r.filter((cut) => (raw.recencyDays[i] ?? 0) <= cut).length
        const f = 1 + summary.gridCuts.f.filter((cut) => (raw.frequency[i] ?? 0) >= cut).length
        const cell = (5 - r) * 5 + f - 1
        grid[cell] = (grid[cell] ?? 0) + 1
      }
      expect([...(summary.gridCustomersBefore ?? [])]).toEqual(grid)
    }),
    seeded,
  )
})

it('downgrades are those who fell, ranked by the yearly spend that their rhythm leaves', () => {
  fc.assert(
    fc.property(purchases, views, schemeKeys, spans, (lines, view, scheme, span) => {
      const { params, compiled, before, now, scratch } = setup(lines, view, scheme, span)
      const days = daysOf(lines)
      const { summary, moves } = runRfm(days, params, compiled, scratch[0], scratch[1])
      const run = keepRun(params, summary.compareDay, compiled, scratch[0], moves)
      const downgrades = downgradesOf(run, days, rhythmOf(run, days))
      const none = compiled.scheme.segments.length
      const fell = before.segment.flatMap((from, c) => {
        const to = now.segment[c] ?? -1
        return from >= 0 && (to < 0 || to > from) ? [{ c, from, to: to < 0 ? none : to }] : []
      })
      const told = [...downgrades.customer].map((c, k) => ({
        c,
        from: downgrades.from[k],
        to: downgrades.to[k],
      }))
      expect(told.toSorted((a, b) => a.c - b.c)).toEqual(fell)
      expect([...downgrades.savableMinor]).toEqual([...downgrades.savableMinor].toSorted((a, b) => b - a))
      told.forEach(({ c }, k) => {
        const orderDays = [
          ...new Set(
            lines
              .filter((line) => line.customer === c && line.amountMinor > 0 && line.day <= view.asOfDay)
              .map((line) => line.day),
          ),
        ].toSorted((a, b) => a - b)
        const gaps = orderDays.slice(1).map((day, i) => day - (orderDays[i] ?? Number.NaN))
        const recency = view.asOfDay - (orderDays.at(-1) ?? Number.NaN)
        const yearly = net(lines, c, view.asOfDay - span - 364, view.asOfDay - span)
        expect(downgrades.recencyDays[k]).toBe(recency)
        expect(downgrades.yearlyMinor[k]).toBe(yearly)
        if (gaps.length === 0) expect(downgrades.gapDays[k]).toBeNaN()
        else {
          expect(downgrades.gapDays[k]).toBe(naiveMedian(gaps))
          expect(downgrades.savableMinor[k]).toBeCloseTo(savableMinor(yearly, recency / naiveMedian(gaps)), 6)
        }
      })
    }),
    seeded,
  )
})
