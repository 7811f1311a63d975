import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildLedger } from '../../../shared/analytics/ledger/buildLedger.ts'
import { condense } from '../../../shared/analytics/ledger/customerDays.ts'
import {
  compileScheme,
  createSnapshot,
  scoreAt,
  type RfmSnapshot,
} from '../../../shared/analytics/rfm/index.ts'
import { dayFromIso } from '../../../shared/contract/calendar.ts'
import { BUILT_IN_SCHEMES } from '../../../shared/contract/rfm.ts'
import reference from './reference.json' with { type: 'json' }

const [, ...rows] = readFileSync(join(import.meta.dirname, 'shop.csv'), 'utf8')
  .trim()
  .split('\n')
const cells = rows.map((row) => row.split(','))
const keys = [...new Set(cells.map(([customer = '']) => customer))]
const days = condense(
  buildLedger(
    cells.map(([customer = '', order = '', day = '', amount]) => ({
      customer: keys.indexOf(customer),
      order,
      day: dayFromIso(day) ?? Number.NaN,
      amountMinor: Number(amount),
    })),
    keys.length,
  ),
)

function scoresOf(snapshot: RfmSnapshot, i: number): string {
  return `${snapshot.rScore[i]}-${snapshot.fScore[i]}-${snapshot.mScore[i]}`
}

describe.each(reference.views)('the shop at $asOf, window $windowDays, F = $frequency', (view) => {
  const params = {
    asOfDay: dayFromIso(view.asOf) ?? Number.NaN,
    windowDays: view.windowDays,
    frequency: view.frequency === 'orders' ? 'orders' : 'order-days',
  } as const

  it.each(BUILT_IN_SCHEMES)('is what SQL says under %s', (key) => {
    const compiled = compileScheme(key)
    const snapshot = createSnapshot(keys.length)
    scoreAt(days, params, compiled, snapshot)
    const { raw } = snapshot
    const members = Array.from({ length: raw.nMembers }, (_, i) => ({
      customer: keys[raw.customer[i] ?? -1],
      r: raw.recencyDays[i],
      f: raw.frequency[i],
      m: raw.monetaryMinor[i],
      segment: compiled.scheme.segments[snapshot.segment[i] ?? -1]?.nameZh,
    }))
    expect(members).toEqual(
      view.customers.map(({ customer, r, f, m, ...names }) => ({ customer, r, f, m, segment: names[key] })),
    )
    expect(raw.nOthers).toBe(view.others)
    const told = Array.from({ length: raw.nMembers }, (_, i) => scoresOf(snapshot, i))
    if (key === 'segments11') expect(told).toEqual(view.customers.map(({ quintiles }) => quintiles))
    if (key === 'tercile') expect(told).toEqual(view.customers.map(({ terciles }) => terciles))
  })
})
