import { buildLedger, type PlainPurchase } from '../../shared/analytics/ledger/buildLedger.ts'
import { LEDGER_FLAG, type ContactLedger, type PurchaseLedger } from '../../shared/analytics/ledger/ledger.ts'
import { seededRandom } from '../../shared/analytics/numerics/seededRandom.ts'
import { dayFromCivil } from '../../shared/contract/calendar.ts'
import {
  DEFAULT_CORE_DEFINITION,
  type CoreDefinition,
  type NorthStarBoard,
  type NorthStarPreferences,
} from '../../shared/contract/northstar.ts'
import { AnalyticsKeys } from '../../src-main/workers/analyticsKeys.ts'
import { NorthStarSession } from '../../src-main/workers/northStarSession.ts'
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

const CUSTOMERS = 900

/** The session of the small shop, its keys K0001 and so on; in two months some of its customers were contacted. */
export function northStarShop(coupons = true): NorthStarSession {
  const ledger = smallShop(CUSTOMERS, coupons)
  const texts = Array.from({ length: CUSTOMERS }, (_, c) => `K${String(c + 1).padStart(4, '0')}`)
  const keys = new AnalyticsKeys({
    bytes: new TextEncoder().encode(texts.join('')),
    ends: Uint32Array.from(texts, (_, c) => 5 * (c + 1)),
  })
  return new NorthStarSession({
    ledger: () => ledger,
    keys: () => keys,
    contacts: () => ({ contacts: smallContacts(), campaignNames: ['', 'spring', 'autumn'] }),
    within: (asOfDay) => asOfDay ?? LAST,
  })
}

/** Two contacts of every tenth customer, every third of them held out. */
function smallContacts(): ContactLedger {
  const chosen = Array.from({ length: CUSTOMERS }, (_, c) => c).filter((c) => c % 10 === 0)
  const n = 2 * chosen.length
  const of = <T>(make: (customer: number, k: number) => T): T[] =>
    chosen.flatMap((c) => [make(c, 0), make(c, 1)])
  return {
    nCustomers: CUSTOMERS,
    nEvents: n,
    offsets: Uint32Array.from({ length: CUSTOMERS + 1 }, (_, c) => 2 * Math.ceil(c / 10)),
    day: Int32Array.from(of((_, k) => dayFromCivil(2025, k === 0 ? 3 : 9, 14))),
    campaign: Uint32Array.from(of((_, k) => k + 1)),
    channel: new Uint16Array(n),
    variant: new Uint16Array(n),
    control: Uint8Array.from(of((c) => (c % 30 === 0 ? 1 : 0))),
    costMinor: new Float64Array(n),
    couponFaceMinor: new Float64Array(n),
    delivered: new Uint8Array(n),
    opened: new Uint8Array(n),
    clicked: new Uint8Array(n),
    redeemed: new Uint8Array(n),
  }
}

/** The board of the small shop. */
export function boardOf({
  asOfDay = LAST,
  definition = DEFAULT_CORE_DEFINITION,
  coupons = true,
}: BoardParts = {}): NorthStarBoard {
  return northStarShop(coupons).board({ asOfDay, definition })
}

const kept: { value: NorthStarPreferences } = { value: { definition: null, targetShare: null } }

export const northStarAnswers: FakeAnswers = {
  'northstar.board': ({ asOfDay, definition }) => boardOf({ asOfDay: asOfDay ?? LAST, definition }),
  'northstar.page': (input) => northStarShop().page(input),
  'northstar.preferences': () => kept.value,
  'northstar.prefer': (value) => (kept.value = value),
}
