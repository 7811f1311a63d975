import { buildLedger, type PlainPurchase } from '../../shared/analytics/ledger/buildLedger.ts'
import { LEDGER_FLAG } from '../../shared/analytics/ledger/ledger.ts'
import { monthlyFacts, northStar } from '../../shared/analytics/northstar/index.ts'
import { seededRandom } from '../../shared/analytics/numerics/seededRandom.ts'
import { dayFromCivil } from '../../shared/contract/calendar.ts'
import {
  DEFAULT_CORE_DEFINITION,
  type CoreDefinition,
  type NorthStarBoard,
} from '../../shared/contract/northstar.ts'
import type { FakeAnswers } from './fakeClient.ts'

const FIRST = dayFromCivil(2024, 1, 1)
const LAST = dayFromCivil(2025, 11, 12)

/** A board over a small shop of steady and rare buyers, a fifth and later a third of whose lines are on coupon. */
export function boardOf({
  asOfDay = LAST,
  definition = DEFAULT_CORE_DEFINITION,
  nCustomers = 900,
  coupons = true,
}: {
  asOfDay?: number
  definition?: CoreDefinition
  nCustomers?: number
  coupons?: boolean
} = {}): NorthStarBoard {
  const source = seededRandom(20_251_112)
  const random = () => source.next()
  const lines: PlainPurchase[] = []
  for (let customer = 0; customer < nCustomers; customer++) {
    const gap = 18 + 160 * random() ** 2
    let day = FIRST + Math.floor(620 * random() ** 1.5)
    while (day <= LAST) {
      lines.push({ customer, day, amountMinor: 4_000 + Math.floor(26_000 * random()) })
      day += 1 + Math.floor(-gap * Math.log(1 - random()))
      if (random() < 0.03) break
    }
  }
  const ledger = buildLedger(lines, nCustomers)
  for (let i = 0; coupons && i < ledger.nEvents; i++) {
    const share = (ledger.day[i] ?? 0) < FIRST + 366 ? 0.2 : 0.34
    if (random() < share) ledger.flags[i] = (ledger.flags[i] ?? 0) | LEDGER_FLAG.coupon
  }
  const { months } = northStar(monthlyFacts(ledger, asOfDay), definition, asOfDay)
  const params = { asOfDay, definition }
  return { params, engineVersion: '1.0.0', asOfDay, hasCoupons: coupons, months }
}

export const northStarAnswers: FakeAnswers = {
  'northstar.board': ({ asOfDay, definition }) => boardOf({ asOfDay: asOfDay ?? LAST, definition }),
}
