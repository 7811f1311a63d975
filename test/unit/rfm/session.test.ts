import { beforeEach, describe, expect, it } from 'vitest'
import { buildLedger, type PlainPurchase } from '../../../shared/analytics/ledger/buildLedger.ts'
import type { TextColumn } from '../../../shared/contract/batch.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import type { RfmParams } from '../../../shared/contract/rfm.ts'
import { plainMoney } from '../../../src-main/workers/analyticsExport.ts'
import { AnalyticsSession } from '../../../src-main/workers/analyticsSession.ts'

const KEYS = ['17850', '9', '客户甲', 'U0042266', 'u10', '=cmd']
const LINES: PlainPurchase[] = [
  { customer: 0, day: 1_000, amountMinor: 50_000 },
  { customer: 0, day: 1_050, amountMinor: 50_000 },
  { customer: 0, day: 1_095, amountMinor: 50_000 },
  { customer: 1, day: 1_000, amountMinor: 700 },
  { customer: 2, day: 1_005, amountMinor: 80_000 },
  { customer: 2, day: 1_025, amountMinor: 80_000 },
  { customer: 2, day: 1_045, amountMinor: 80_000 },
  { customer: 3, day: 1_099, amountMinor: 1_200 },
  { customer: 4, day: 1_010, amountMinor: 900 },
  { customer: 4, day: 1_011, amountMinor: -1_000 },
  { customer: 5, day: 1_080, amountMinor: -500 },
]

function textColumn(texts: readonly string[]): TextColumn {
  const encoded = texts.map((text) => new TextEncoder().encode(text))
  let end = 0
  return {
    bytes: Uint8Array.from(encoded.flatMap((bytes) => [...bytes])),
    ends: Uint32Array.from(encoded, (bytes) => (end += bytes.length)),
  }
}

const params: RfmParams = {
  asOfDay: 1_100,
  windowDays: null,
  frequency: 'orders',
  scheme: 'mean8',
  compareDays: 30,
}
const page = { filter: {}, sort: 'monetary', descending: true, offset: 0, limit: 100 } as const

function codeOf(work: () => unknown): string {
  try {
    work()
  } catch (thrown) {
    return AppError.from(thrown).code
  }
  return 'none'
}

let lines: PlainPurchase[]
let nReads: number
let session: AnalyticsSession

beforeEach(() => {
  lines = LINES
  nReads = 0
  let clockMs = 0
  session = new AnalyticsSession(
    {
      readPurchases: () => {
        nReads++
        return buildLedger(lines, KEYS.length)
      },
      readCustomerKeys: () => textColumn(KEYS),
    },
    () => (clockMs += 5),
  )
})

describe('a session', () => {
  it('reads its project once and scores a day', () => {
    const { summary } = session.run(params)
    expect(summary).toMatchObject({ nMembers: 5, nOthers: 1, revenueAllMinor: 391_300, elapsedMs: 5 })
    expect(session.at(params)).toEqual(summary)
    expect(session.timeline(1).orders.length).toBeGreaterThan(10)
    expect(nReads).toBe(1)
  })

  it('answers pages of a run after other days were asked for', () => {
    const { runId } = session.run(params)
    session.at({ ...params, asOfDay: 1_001 })
    const answer = session.page({ ...page, runId })
    expect(answer.customerKey).toEqual(['客户甲', '17850', 'U0042266', '9', 'u10'])
    expect([...answer.customerId]).toEqual([3, 1, 4, 2, 5])
    expect(answer).toMatchObject({ nMatched: 5, matchedRevenueMinor: 391_800 })
    expect([...answer.gapDays]).toEqual([20, 47.5, Number.NaN, Number.NaN, Number.NaN])
    expect([...answer.segmentBefore].slice(2, 3)).toEqual([-1])
  })

  it('sorts by customer key with numbers first, by value', () => {
    const { runId } = session.run(params)
    const answer = session.page({ ...page, runId, sort: 'customer', descending: false })
    expect(answer.customerKey).toEqual(['9', '17850', 'U0042266', 'u10', '客户甲'])
  })

  it.each([
    ['u', ['U0042266', 'u10']],
    [' 0042 ', ['U0042266']],
    ['客户', ['客户甲']],
    ['7850', ['17850']],
    ['92', []],
    ['  ', ['9', '17850', 'U0042266', 'u10', '客户甲']],
  ])('finds keys that contain %j', (search, expected) => {
    const { runId } = session.run(params)
    const answer = session.page({ ...page, runId, filter: { search }, sort: 'customer', descending: false })
    expect(answer.customerKey).toEqual(expected)
  })

  it('keeps the latest three runs, and migrations apart from them', () => {
    const first = session.run(params).runId
    const moved = session.migration({ ...params, fromDay: 1_050 }).runId
    const later = [1, 2].map((back) => session.run({ ...params, asOfDay: 1_100 - back }).runId)
    expect(session.page({ ...page, runId: first }).nMatched).toBe(5)
    session.run({ ...params, asOfDay: 1_090 })
    expect(codeOf(() => session.page({ ...page, runId: later[0] ?? '' }))).toBe('run-expired')
    expect(session.page({ ...page, runId: first }).nMatched).toBe(5)
    expect(session.downgrades({ runId: moved, offset: 0, limit: 10 }).nMatched).toBeGreaterThan(0)
  })

  it('reads again after an import and forgets the runs of before', () => {
    const { runId } = session.run(params)
    lines = [...LINES, { customer: 5, day: 1_100, amountMinor: 4_200 }]
    expect(session.at(params).nMembers).toBe(5)
    session.reload()
    expect(session.at(params)).toMatchObject({ nMembers: 6, nOthers: 0 })
    expect(codeOf(() => session.page({ ...page, runId }))).toBe('run-expired')
  })

  it('stops when it is cancelled and keeps nothing', () => {
    const told: number[] = []
    const context = {
      isCancelled: () => told.length > 1,
      progress: ({ done }: { done: number }) => void told.push(done),
    }
    expect(codeOf(() => session.run(params, context))).toBe('cancelled')
    expect(told).toEqual([0, 1])
  })

  it('refuses what cannot be answered', () => {
    expect(codeOf(() => session.run({ ...params, asOfDay: 999 }))).toBe('as-of-invalid')
    expect(codeOf(() => session.migration({ ...params, fromDay: 1_100 }))).toBe('as-of-invalid')
    expect(codeOf(() => session.page({ ...page, runId: 'rfm-none' }))).toBe('run-expired')
    lines = []
    session.reload()
    expect(codeOf(() => session.at(params))).toBe('no-data')
    expect(session.timeline(0).orders).toHaveLength(0)
  })
})

describe('an exported list', () => {
  const style = { language: 'zh-CN', currency: 'CNY' } as const

  it('has plain money and words in the chosen language', () => {
    const { runId } = session.run(params)
    const list = session.exportMembers({ runId, filter: {} }, style)
    expect(list.nRows).toBe(5)
    expect(list.header).toHaveLength(10)
    const rows = [...list.rows]
    expect(rows[0]).toEqual(['客户甲', '重要保持', '55', '3', '2400.00', '1', '2', '2', '下降', '重要价值'])
    expect(rows[4]?.slice(0, 5)).toEqual(['u10', '一般挽留', '90', '1', '-1.00'])
    const english = session.exportMembers({ runId, filter: { search: '9' } }, { ...style, language: 'en' })
    expect([...english.rows].map((row) => row[1])).toEqual(['Win back, low'])
  })

  it('holds only the chosen customers', () => {
    const { runId } = session.run({ ...params, compareDays: 0 })
    const list = session.exportMembers({ runId, filter: {}, customerIds: [2, 4, 6] }, style)
    expect([...list.rows].map((row) => [row[0], row[8], row[9]])).toEqual([
      ['U0042266', '', ''],
      ['9', '', ''],
    ])
  })

  it('of downgrades tells what can still be saved', () => {
    const { runId } = session.run(params)
    const { rows } = session.exportDowngrades(runId, { ...style, language: 'en' })
    expect([...rows][0]).toEqual([
      '客户甲',
      'Core, high',
      'Keep, high',
      '55',
      '20.0',
      '2.75',
      '2400.00',
      '713.52',
    ])
    const answer = session.downgrades({ runId, from: 0, to: 2, offset: 0, limit: 5 })
    expect(answer).toMatchObject({ nMatched: 1, customerKey: ['客户甲'] })
    expect(session.downgrades({ runId, from: 5, offset: 0, limit: 5 }).nMatched).toBe(0)
  })

  it('stops when it is cancelled', () => {
    const { runId } = session.run(params)
    const context = { isCancelled: () => true, progress: () => undefined }
    expect(codeOf(() => [...session.exportMembers({ runId, filter: {} }, style, context).rows])).toBe(
      'cancelled',
    )
  })
})

it.each([
  [123_456, '1234.56'],
  [-5, '-0.05'],
  [0, '0.00'],
  [-0.4, '0.00'],
  [-150_000, '-1500.00'],
])('money of %d minor units is %s', (amountMinor, text) => {
  expect(plainMoney(amountMinor)).toBe(text)
})
