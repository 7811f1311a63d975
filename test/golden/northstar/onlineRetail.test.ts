import { beforeAll, describe, expect, it } from 'vitest'
import { buildLedger } from '../../../shared/analytics/ledger/buildLedger.ts'
import { monthlyFacts, northStar } from '../../../shared/analytics/northstar/index.ts'
import { dayFromIso, isoFromDay } from '../../../shared/contract/calendar.ts'
import { DEFAULT_CORE_DEFINITION, type NorthStarMonth } from '../../../shared/contract/northstar.ts'
import { sharedData } from '../../support/sharedData.ts'
import { retailLines } from '../rfm/onlineRetail.ts'

const path = sharedData('online-retail/onlineretail.csv.gz')

/** As pandas counts them from the lines above 0; see SOURCE.md. */
const EXPECTED = [
  ['2011-09', 517, '64.6', '21.4', '45.5', 2_813, 1_266],
  ['2011-10', 514, '60.1', '23.7', '38.6', 2_941, 1_364],
  ['2011-11', 557, '67.9', '32.5', '45.6', 3_208, 1_664],
  ['2011-12', 627, '39.6', '17.2', '22.3', 3_471, 615],
] as const

describe.skipIf(path === null)('Online Retail, month by month', () => {
  let months: ReadonlyMap<string, NorthStarMonth>

  beforeAll(() => {
    const index = new Map<string, number>()
    const lines = retailLines(path ?? '').map(({ customer, isoTime, quantity, unitPrice, invoice }) => {
      const known = index.get(customer) ?? index.size
      index.set(customer, known)
      return {
        customer: known,
        day: dayFromIso(isoTime.slice(0, 10)) ?? 0,
        minute: Number(isoTime.slice(11, 13)) * 60 + Number(isoTime.slice(14, 16)),
        amountMinor: Math.round(quantity * unitPrice * 100),
        order: invoice,
      }
    })
    const ledger = buildLedger(lines, index.size)
    const asOfDay = ledger.day.reduce((last, day) => Math.max(last, day), 0)
    const board = northStar(monthlyFacts(ledger, asOfDay), DEFAULT_CORE_DEFINITION, asOfDay)
    months = new Map(board.months.map((month) => [isoFromDay(month.monthDay).slice(0, 7), month]))
  })

  it.each(EXPECTED)('%s', (name, core, star, repurchase, returned, windowBuyers, buyers) => {
    const month = months.get(name)
    const percent = (share: { value: number } | null | undefined) => (100 * (share?.value ?? NaN)).toFixed(1)
    expect([month?.core, month?.windowBuyers, month?.buyers]).toEqual([core, windowBuyers, buyers])
    expect([percent(month?.northStar), percent(month?.repurchaseRate), percent(month?.returnRate)]).toEqual([
      star,
      repurchase,
      returned,
    ])
    expect([month?.isFinished, month?.isWindowComplete]).toEqual([name !== '2011-12', true])
  })
})
