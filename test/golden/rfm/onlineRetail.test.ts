import { describe, expect, it } from 'vitest'
import { buildLedger } from '../../../shared/analytics/ledger/buildLedger.ts'
import { condense } from '../../../shared/analytics/ledger/customerDays.ts'
import { compileScheme, createSnapshot, runRfm } from '../../../shared/analytics/rfm/index.ts'
import { dayFromIso } from '../../../shared/contract/calendar.ts'
import { sharedData } from '../../support/sharedData.ts'
import { retailLines, sqlEightTypes } from './onlineRetail.ts'

const path = sharedData('online-retail/onlineretail.csv.gz')

function dayOf(iso: string): number {
  return dayFromIso(iso.slice(0, 10)) ?? Number.NaN
}

describe.skipIf(path === null)('the Online Retail list', () => {
  const lines = path === null ? [] : retailLines(path)
  const keys = [...new Set(lines.map(({ customer }) => customer))]
  const numbers = new Map(keys.map((key, i) => [key, i]))
  const days = condense(
    buildLedger(
      lines.map((line) => ({
        customer: numbers.get(line.customer) ?? -1,
        day: dayOf(line.isoTime),
        minute: Number(line.isoTime.slice(11, 13)) * 60 + Number(line.isoTime.slice(14, 16)),
        amountMinor: Math.round(line.quantity * line.unitPrice * 100),
        order: line.invoice,
      })),
      keys.length,
    ),
  )
  const compiled = compileScheme('mean8')

  function run(asOf: string) {
    const now = createSnapshot(keys.length)
    const params = {
      asOfDay: dayOf(asOf),
      windowDays: null,
      frequency: 'orders',
      scheme: 'mean8',
      compareDays: 0,
    } as const
    return { now, summary: runRfm(days, params, compiled, now, createSnapshot(keys.length)).summary }
  }

  it('gives the known counts of the eight types at 2011-12-09', () => {
    const { summary } = run('2011-12-09')
    expect(lines).toHaveLength(406_829)
    expect(summary.nMembers).toBe(4_338)
    expect(summary.nOthers).toBe(34)
    expect(summary.revenueAllMinor).toBe(830_006_581)
    expect(Object.fromEntries(summary.segments.map(({ nameZh, customers }) => [nameZh, customers]))).toEqual({
      重要价值: 710,
      重要发展: 130,
      重要保持: 29,
      重要挽留: 41,
      一般价值: 337,
      一般发展: 1_737,
      一般保持: 38,
      一般挽留: 1_316,
    })
  })

  it.each(['2011-12-09', '2011-06-30', '2010-12-24'])('agrees with SQL on every customer at %s', (asOf) => {
    const { now, summary } = run(asOf)
    const sql = sqlEightTypes(lines, asOf)
    expect(summary.nMembers).toBe(sql.customers.length)
    expect(summary.nMembers + summary.nOthers).toBe(sql.nKnown)
    // amounts are rounded to cents line by line; a few unit prices of 0.001 make the sums differ by that
    expect(Math.abs(summary.revenueAllMinor / 100 - sql.revenue)).toBeLessThan(0.02)
    const position = new Map([...now.raw.customer.subarray(0, now.raw.nMembers)].map((c, i) => [keys[c], i]))
    for (const customer of sql.customers) {
      const i = position.get(customer.customer) ?? -1
      expect(now.raw.recencyDays[i]).toBe(customer.recencyDays)
      expect(now.raw.frequency[i]).toBe(customer.frequency)
      expect((now.raw.monetaryMinor[i] ?? Number.NaN) / 100).toBeCloseTo(customer.monetary, 1)
      expect(compiled.scheme.segments[now.segment[i] ?? -1]?.nameZh).toBe(customer.type)
    }
  })
})
