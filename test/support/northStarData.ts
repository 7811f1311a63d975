import { buildLedger, type PlainPurchase } from '../../shared/analytics/ledger/buildLedger.ts'
import { LEDGER_FLAG, type PurchaseLedger } from '../../shared/analytics/ledger/ledger.ts'
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

/** The ledger of a small shop of steady and rare buyers, a fifth and later a third of whose lines are on coupon. */
function smallShop(nCustomers: number, coupons: boolean): PurchaseLedger {
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
  return ledger
}

interface BoardParts {
  readonly asOfDay?: number
  readonly definition?: CoreDefinition
  readonly coupons?: boolean
}

/** The board of the small shop. */
export function boardOf({
  asOfDay = LAST,
  definition = DEFAULT_CORE_DEFINITION,
  coupons = true,
}: BoardParts = {}): NorthStarBoard {
  const { months } = northStar(monthlyFacts(smallShop(900, coupons), asOfDay), definition, asOfDay)
  const params = { asOfDay, definition }
  return { params, engineVersion: '1.0.0', asOfDay, hasCoupons: coupons, months }
}

export const northStarAnswers: FakeAnswers = {
  'northstar.board': ({ asOfDay, definition }) => boardOf({ asOfDay: asOfDay ?? LAST, definition }),
}
