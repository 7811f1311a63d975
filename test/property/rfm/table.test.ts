import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  changeOf,
  compileScheme,
  createSnapshot,
  keepRun,
  matchedInOrder,
  matchMembers,
  memberOrder,
  pageOf,
  rhythmOf,
  runRfm,
} from '../../../shared/analytics/rfm/index.ts'
import { civilFromDay } from '../../../shared/contract/calendar.ts'
import { RFM_SORTS, type RfmFilter } from '../../../shared/contract/rfm.ts'
import { daysOf, N_CUSTOMERS, purchases, views } from './arbitrary.ts'

const seeded = { seed: 5, numRuns: 200 }
const ranks = Uint32Array.from({ length: N_CUSTOMERS }, (_, c) => (c * 7) % N_CUSTOMERS)

const range = fc
  .tuple(fc.integer({ min: -500, max: 2_000 }), fc.integer({ min: 0, max: 2_000 }))
  .map(([low, width]): [number, number] => [low, low + width])
const days = fc
  .tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 40 }))
  .map(([low, width]): [number, number] => [low, low + width])

const parts = {
  segments: fc.uniqueArray(fc.constantFrom('core-high', 'develop-low', 'winback-low', 'keep-high'), {
    minLength: 1,
  }),
  cells: fc.uniqueArray(fc.constantFrom(11, 15, 51, 53, 55, 33), { minLength: 1 }),
  change: fc.constantFrom('down', 'up', 'same', 'new'),
  recencyDays: days,
  frequency: days,
  monetaryMinor: range,
} satisfies Record<string, fc.Arbitrary<unknown>>

/** Mostly no filter or one part of it: several at once seldom leave anybody. */
const filters: fc.Arbitrary<RfmFilter> = fc.oneof(
  fc.constant({}),
  fc.record(parts, { requiredKeys: [] }),
  ...Object.entries(parts).map(([name, part]) => fc.record({ [name]: part }) as fc.Arbitrary<RfmFilter>),
)

it('a table shows the members that match, in order, page by page', () => {
  fc.assert(
    fc.property(
      purchases,
      views,
      filters,
      fc.constantFrom(...RFM_SORTS),
      fc.boolean(),
      fc.integer({ min: 1, max: 5 }),
      (lines, view, filter, sort, isDescending, limit) => {
        const ledger = daysOf(lines)
        const compiled = compileScheme('mean8')
        const now = createSnapshot(N_CUSTOMERS)
        const params = { ...view, scheme: 'mean8', compareDays: 12 } as const
        const { summary, moves } = runRfm(ledger, params, compiled, now, createSnapshot(N_CUSTOMERS))
        const run = keepRun(params, summary.compareDay, compiled, now, moves)
        const rhythm = rhythmOf(run, ledger)
        const order = memberOrder(
          run,
          sort,
          isDescending,
          () => rhythm,
          () => ranks,
        )
        const matched = matchedInOrder(run, matchMembers(run, filter, null), order)

        const within = (value: number, bounds: [number, number] | undefined): boolean =>
          bounds === undefined || (value >= bounds[0] && value <= bounds[1])
        const all = Array.from({ length: run.nMembers }, (_, i) => ({
          i,
          customer: run.customer[i] ?? -1,
          segment: run.segment[i] ?? -1,
          before: run.segmentBefore[i] ?? -1,
          cell: run.cell[i] ?? -1,
          recency: run.recencyDays[i] ?? -1,
          frequency: run.frequency[i] ?? -1,
          monetary: run.monetaryMinor[i] ?? -1,
          gap: rhythm.gapDays[i] ?? -1,
          overdue: rhythm.overdue[i] ?? -1,
        }))
        const keyOf = (row: (typeof all)[number]): number => {
          if (sort === 'customer') return ranks[row.customer] ?? -1
          if (sort === 'change') return row.before < 0 ? Number.NaN : row.before - row.segment
          return row[sort]
        }
        const expected = all
          .filter(
            (row) =>
              (filter.segments?.includes(compiled.scheme.segments[row.segment]?.key ?? '') ?? true) &&
              (filter.cells?.includes(row.cell) ?? true) &&
              (filter.change === undefined || filter.change === changeOf(row.segment, row.before)) &&
              within(row.recency, filter.recencyDays) &&
              within(row.frequency, filter.frequency) &&
              within(row.monetary, filter.monetaryMinor),
          )
          .toSorted((a, b) => {
            const [x, y] = [keyOf(a), keyOf(b)]
            if (Number.isNaN(x) || Number.isNaN(y))
              return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a.i - b.i
            return (isDescending ? y - x : x - y) || a.i - b.i
          })
        expect([...matched.positions]).toEqual(expected.map(({ i }) => i))
        expect(matched.revenueMinor).toBe(expected.reduce((sum, { monetary }) => sum + monetary, 0))

        const ids: number[] = []
        for (let offset = 0; offset < expected.length; offset += limit) {
          const page = pageOf(run, ledger, matched, offset, limit, String)
          expect(page.nMatched).toBe(expected.length)
          ids.push(...page.customerId)
          page.customerId.forEach((id, row) => {
            const months = new Array<number>(12).fill(0)
            const end = civilFromDay(view.asOfDay)
            for (const line of lines) {
              const at = civilFromDay(line.day)
              const ago = (end.year - at.year) * 12 + end.month - at.month
              if (line.customer === id - 1 && line.day <= view.asOfDay && ago < 12) {
                months[11 - ago] = (months[11 - ago] ?? 0) + line.amountMinor
              }
            }
            expect([...page.monthlyMinor.subarray(row * 12, row * 12 + 12)]).toEqual(months)
          })
        }
        expect(ids).toEqual(expected.map(({ customer }) => customer + 1))
      },
    ),
    seeded,
  )
})
