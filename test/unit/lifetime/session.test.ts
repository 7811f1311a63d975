import { beforeEach, describe, expect, it } from 'vitest'
import { buildLedger, type PlainPurchase } from '../../../shared/analytics/ledger/buildLedger.ts'
import { pActiveColumn } from '../../../shared/analytics/lifetime/index.ts'
import { seededRandom } from '../../../shared/analytics/numerics/seededRandom.ts'
import type { TextColumn } from '../../../shared/contract/batch.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import { DEFAULT_LIFETIME_ECONOMICS, type LifetimeParams } from '../../../shared/contract/lifetime.ts'
import { LifetimeSession } from '../../../src-main/workers/lifetimeSession.ts'
import { simulateBuyers } from '../../support/simulatedBuyers.ts'

const N = 1_500
const FIRST = 19_000
const LAST = FIRST + 550
const params: LifetimeParams = {
  asOfDay: null,
  calibrationEndDay: null,
  predictAt: 'as-of',
  unit: 'week',
  model: 'auto',
  horizonDays: 60,
  economics: DEFAULT_LIFETIME_ECONOMICS,
  zeroSpend: 'count',
  acquiredFromDay: null,
}
const quiet = { isCancelled: () => false, progress: () => undefined }
const page = { filter: {}, sort: 'value', descending: true, offset: 0, limit: 1_000 } as const

/** Buyers whose order days lie evenly between their first and last one. */
function shop(): PlainPurchase[] {
  const random = seededRandom(5)
  const { frequency, recencyDays, ageDays } = simulateBuyers({
    model: 'mbgnbd',
    parameters: [0.9, 7, 0.8, 2.5],
    customers: N,
    ticksPerUnit: 7,
    ageTicks: [0, 550],
    seed: 3,
  })
  return Array.from({ length: N }, (_, c) => {
    const first = LAST - (ageDays[c] ?? 0)
    const x = Math.min(frequency[c] ?? 0, recencyDays[c] ?? 0)
    const middle = new Set<number>([0, ...(x > 0 ? [recencyDays[c] ?? 0] : [])])
    while (middle.size < x + 1) middle.add(random.below(recencyDays[c] ?? 1))
    const usual = 1_000 + random.below(9_000)
    return [...middle].map((d) => ({ customer: c, day: first + d, amountMinor: usual + random.below(2_000) }))
  }).flat()
}

const LINES = shop()

function keys(n: number): TextColumn {
  const texts = Array.from({ length: n }, (_, c) => `k${String(c).padStart(5, '0')}`)
  return {
    bytes: new TextEncoder().encode(texts.join('')),
    ends: Uint32Array.from(texts, (_, c) => 6 * (c + 1)),
  }
}

function sessionOf(lines: readonly PlainPurchase[]): LifetimeSession {
  const source = { readPurchases: () => buildLedger(lines, N), readCustomerKeys: () => keys(N) }
  return new LifetimeSession(source, () => 0)
}

function codeOf(work: () => unknown): string {
  try {
    work()
  } catch (thrown) {
    return AppError.from(thrown).code
  }
  return 'none'
}

let session: LifetimeSession
beforeEach(() => {
  session = sessionOf(LINES)
})

describe('a run', () => {
  it('fits all models, judges them on the last third and predicts from the last day', () => {
    const { summary } = session.run(params, quiet)
    expect(Object.keys(summary.calibrationFits)).toEqual(['bgnbd', 'mbgnbd', 'paretonbd'])
    expect(summary.customers).toBe(N)
    expect([summary.asOfDay, summary.predictionDay]).toEqual([summary.asOfDay, summary.asOfDay])
    const { holdout, choice, tracking, value } = summary
    expect(holdout?.untilDay).toBe(summary.asOfDay)
    expect(holdout?.horizonDays).toBe(Math.floor((summary.asOfDay - summary.firstDay + 1) / 3))
    expect(choice.reason).toBe('holdout-likelihood')
    const scores = Object.values(holdout?.models ?? {})
    const best = Math.max(...scores.map(({ logLikelihood }) => logLikelihood ?? -Infinity))
    expect(holdout?.models[choice.model]?.logLikelihood).toBe(best)
    expect(holdout?.frequencies.reduce((sum, { customers }) => sum + customers, 0)).toBe(holdout?.customers)
    expect(holdout?.frequencies.reduce((sum, { purchases }) => sum + purchases, 0)).toBe(holdout?.purchases)
    expect(tracking.actual.length).toBe(tracking.weekEndDay.length)
    expect(tracking.expected[choice.model]?.length).toBe(tracking.actual.length)
    expect(value.concentration[0]).toBe(0)
    expect(value.concentration[100]).toBe(1)
    expect(value.concentration[20]).toBeGreaterThan(0.2)
    expect(value.histogram.counts.reduce((sum, n) => sum + n, 0)).toBe(N)
    expect(value.cohorts.customers.reduce((sum, n) => sum + n, 0)).toBe(N)
    expect(value.cohorts.valueMinor.reduce((sum, v) => sum + v, 0)).toBeCloseTo(value.totalMinor, 3)
    expect(summary.checks.regularity).not.toBeNull()
  })

  it('with a calibration end predicts from there, so that the holdout can be held against it', () => {
    const calibrationEndDay = LAST - 200
    const { runId, summary } = session.run(
      { ...params, model: 'mbgnbd', calibrationEndDay, predictAt: 'calibration-end', horizonDays: 200 },
      quiet,
    )
    expect(summary.predictionDay).toBe(calibrationEndDay)
    expect(summary.choice).toMatchObject({ model: 'mbgnbd', reason: 'asked-for', runnerUp: null, lead: null })
    expect(summary.fit).toEqual(summary.calibrationFits.mbgnbd)
    const all = session.page({ ...page, runId })
    expect(all.nMatched).toBe(summary.customers)
    expect(summary.expectedPurchases).toBeGreaterThan(0)
    const list = session.exportCustomers({ runId, filter: {} }, { language: 'en', currency: 'EUR' }, quiet)
    const rows = [...list.rows]
    expect(rows).toHaveLength(list.nRows)
    expect(list.header).toHaveLength(10)
    const later = rows.reduce((sum, row) => sum + Number(row[9]), 0)
    expect(later).toBe(summary.holdout?.purchases)
  })

  it('knows nothing after the as-of day', () => {
    const asOfDay = LAST - 100
    const known = session.run({ ...params, asOfDay, model: 'bgnbd' }, quiet).summary
    const before = sessionOf(LINES.filter(({ day }) => day <= asOfDay))
    const alone = before.run({ ...params, asOfDay, model: 'bgnbd' }, quiet).summary
    expect(known.fit).toEqual(alone.fit)
    expect(known.holdout).toEqual(alone.holdout)
    expect(known.value).toEqual(alone.value)
    expect(known.warnings.map(({ code }) => code)).toContain('later-purchases')
    expect(alone.warnings.map(({ code }) => code)).not.toContain('later-purchases')
  })

  it('is told by steps and can be stopped between them', () => {
    const told: number[] = []
    session.run({ ...params, model: 'bgnbd' }, { ...quiet, progress: ({ done }) => told.push(done) })
    expect(told).toEqual([0, 1, 2, 3, 4, 5, 6])
    let polls = 0
    const stopped = { isCancelled: () => ++polls > 4, progress: () => undefined }
    expect(codeOf(() => session.run(params, stopped))).toBe('cancelled')
  })

  it('looks at newcomers alone when asked to', () => {
    const { summary } = session.run({ ...params, model: 'bgnbd', acquiredFromDay: LAST - 300 }, quiet)
    expect(summary.customers).toBeLessThan(N)
    expect(summary.firstDay).toBeGreaterThanOrEqual(LAST - 300)
  })
})

describe('a table of customers', () => {
  it('pages through all in order, and through those that match', () => {
    const { runId, summary } = session.run({ ...params, model: 'mbgnbd' }, quiet)
    const first = session.page({ ...page, runId })
    expect(first.nMatched).toBe(N)
    expect(first.matchedValueMinor).toBeCloseTo(summary.value.totalMinor, 3)
    const values = [...first.valueMinor]
    expect(values).toEqual(values.toSorted((a, b) => b - a))
    const second = session.page({ ...page, runId, offset: 1_000 })
    expect(second.customerId.length).toBe(N - 1_000)
    const sure = session.page({ ...page, runId, filter: { pActive: [0.5, 1], frequency: [1, 99] } })
    for (const p of sure.pActive) expect(p).toBeGreaterThanOrEqual(0.5)
    expect(sure.nMatched).toBe([...first.pActive, ...second.pActive].filter((p) => p >= 0.5).length)
    const found = session.page({ ...page, runId, filter: { search: 'K00042' } })
    expect(found.customerKey).toEqual(['k00042'])
    expect(found.customerId[0]).toBe(43)
  })

  it('values anew under other economics, and never more for a smaller margin', () => {
    const { runId, summary } = session.run({ ...params, model: 'mbgnbd' }, quiet)
    const economics = { ...DEFAULT_LIFETIME_ECONOMICS, marginRate: 0.5 }
    expect(session.value({ runId, economics }).totalMinor).toBeCloseTo(summary.value.totalMinor / 2, 3)
    const free = session.value({ runId, economics: { ...economics, marginRate: 1, annualDiscountRate: 0 } })
    expect(free.totalMinor).toBeGreaterThan(summary.value.totalMinor)
    const longer = session.value({ runId, economics: { ...DEFAULT_LIFETIME_ECONOMICS, horizonDays: 1_000 } })
    expect(longer.totalMinor).toBeGreaterThan(summary.value.totalMinor)
    expect(session.page({ ...page, runId, economics }).matchedValueMinor).toBeCloseTo(
      summary.value.totalMinor / 2,
      3,
    )
  })

  it('knows a customer through time as the table knows him at the end', () => {
    const { runId } = session.run({ ...params, model: 'mbgnbd' }, quiet)
    const { customerId, pActive, pAlive, expectedPurchases } = session.page({ ...page, runId, limit: 5 })
    customerId.forEach((id, i) => {
      const history = session.customer({ runId, customerId: id })
      expect(history?.pActive.at(-1)).toBeCloseTo(pActive[i] ?? NaN, 12)
      expect(history?.pAlive.at(-1)).toBeCloseTo(pAlive[i] ?? NaN, 12)
      expect(history?.expectedPurchases.at(-1)).toBeCloseTo(expectedPurchases[i] ?? NaN, 12)
    })
    expect(codeOf(() => session.customer({ runId, customerId: 0 }))).toBe('customer-not-found')
    expect(codeOf(() => session.customer({ runId: 'none', customerId: 1 }))).toBe('run-expired')
  })

  it('has a map over frequency and silence', () => {
    const { runId } = session.run({ ...params, model: 'mbgnbd' }, quiet)
    const map = session.map({ runId, ageDays: 365, horizonDays: 60 })
    const width = map.daysSince.length
    expect(map.pActive.length).toBe((map.maxFrequency + 1) * width)
    expect(map.daysSince[0]).toBe(0)
    expect(map.daysSince.at(-1)).toBe(365)
    for (let x = 1; x <= map.maxFrequency; x++) {
      const row = [...map.pActive.subarray(x * width, (x + 1) * width)].filter((p) => !Number.isNaN(p))
      expect(row.length).toBeGreaterThan(width / 2)
      expect(row).toEqual(row.toSorted((a, b) => b - a))
    }
    expect(session.map({ runId, ageDays: 0, horizonDays: 60 }).pActive.length).toBe(1)
  })
})

describe('bad input', () => {
  const oneTime = Array.from({ length: 100 }, (_, c) => ({ customer: c, day: FIRST + c, amountMinor: 100 }))

  it('is refused with its own code', () => {
    expect(codeOf(() => sessionOf([]).run(params, quiet))).toBe('no-data')
    expect(codeOf(() => sessionOf(oneTime).run(params, quiet))).toBe('lifetime-all-one-time')
    const few = [...oneTime, ...oneTime.slice(0, 20).map((line) => ({ ...line, day: line.day + 50 }))]
    expect(codeOf(() => sessionOf(few).run(params, quiet))).toBe('lifetime-too-few-repeats')
    expect(codeOf(() => session.run({ ...params, asOfDay: FIRST - 10 }, quiet))).toBe('as-of-invalid')
    expect(codeOf(() => session.run({ ...params, calibrationEndDay: FIRST - 10 }, quiet))).toBe(
      'as-of-invalid',
    )
  })

  it('is warned of where an answer is still possible', () => {
    const codes = (lines: readonly PlainPurchase[], given: Partial<LifetimeParams> = {}) =>
      sessionOf(lines)
        .run({ ...params, model: 'mbgnbd', ...given }, quiet)
        .summary.warnings.map(({ code }) => code)
    expect(codes(LINES, { calibrationEndDay: LAST })).toContain('no-holdout')
    const free = LINES.map((line) => ({ ...line, amountMinor: 0 }))
    expect(codes(free)).toEqual(expect.arrayContaining(['zero-spend-counted', 'spend-not-fitted']))
    expect(codes([...LINES, { customer: 3, day: LAST, amountMinor: -900 }])).toContain('refunds-left-out')
    const nothing = sessionOf(free).run({ ...params, model: 'mbgnbd' }, quiet).summary
    expect(nothing.value.totalMinor).toBe(0)
    expect(nothing.newCustomer.spendMinor).toBe(0)
  })
})

describe('the column for other engines', () => {
  const ledger = buildLedger(LINES, N)

  it('is a probability of everybody who had bought, in the order asked for', () => {
    const asOfDay = LAST - 150
    const all = pActiveColumn(ledger, null, asOfDay, 60)
    expect(all.reason).toBeNull()
    const offsets = [...ledger.offsets]
    all.pActive.forEach((p, c) => {
      const hasBought = (ledger.day[offsets[c] ?? 0] ?? Infinity) <= asOfDay
      expect(Number.isNaN(p)).toBe(!hasBought)
      if (hasBought) expect(p >= 0 && p <= 1).toBe(true)
    })
    const reversed = Uint32Array.from({ length: N }, (_, c) => N - 1 - c)
    const again = pActiveColumn(ledger, reversed, asOfDay, 60)
    expect([...again.pActive].reverse()).toEqual([...all.pActive])
  })

  it('reads nothing after its day', () => {
    const asOfDay = LAST - 150
    const earlier = buildLedger(
      LINES.filter(({ day }) => day <= asOfDay),
      N,
    )
    expect(pActiveColumn(earlier, null, asOfDay, 60)).toEqual(pActiveColumn(ledger, null, asOfDay, 60))
  })

  it('says why there is none', () => {
    const { pActive, reason } = pActiveColumn(ledger, Uint32Array.of(0, 1, 2), LAST, 60)
    expect(reason).toBe('lifetime-too-few-repeats')
    expect([...pActive].every(Number.isNaN)).toBe(true)
  })
})
