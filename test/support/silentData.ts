import { buildLedger, type PlainPurchase } from '../../shared/analytics/ledger/buildLedger.ts'
import type { BehaviourLedger, ContactLedger } from '../../shared/analytics/ledger/ledger.ts'
import { seededRandom } from '../../shared/analytics/numerics/seededRandom.ts'
import type { SilentInput } from '../../shared/analytics/silent/index.ts'
import { dayFromCivil } from '../../shared/contract/calendar.ts'
import type { FakeAnswers } from './fakeClient.ts'
import { SilentSession } from '../../src-main/workers/silentSession.ts'
import type { SilentSource } from '../../src-main/workers/silentSource.ts'

const N = 600
const FIRST = dayFromCivil(2024, 1, 1)
export const SILENT_LAST_DAY = dayFromCivil(2025, 11, 12)

/** A column of events by customer, ascending by day. */
function offsetsOf(customers: readonly number[], nCustomers: number): Uint32Array {
  const offsets = new Uint32Array(nCustomers + 1)
  for (const c of customers) offsets[c + 1] = offsets[c + 1]! + 1
  for (let c = 0; c < nCustomers; c++) offsets[c + 1] = offsets[c + 1]! + offsets[c]!
  return offsets
}

interface Event {
  readonly customer: number
  readonly day: number
  readonly event: number
  readonly product: number
}

/** Behaviours from plain events: 1 = visit, 2 = favourite, 3 = cart, 4 = check-in. */
export function behavioursOf(events: readonly Event[], nCustomers: number): BehaviourLedger {
  const sorted = events.toSorted((a, b) => a.customer - b.customer || a.day - b.day)
  return {
    nCustomers,
    nEvents: sorted.length,
    offsets: offsetsOf(
      sorted.map(({ customer }) => customer),
      nCustomers,
    ),
    day: Int32Array.from(sorted, ({ day }) => day),
    minute: new Uint16Array(sorted.length),
    event: Uint16Array.from(sorted, ({ event }) => event),
    product: Uint32Array.from(sorted, ({ product }) => product),
    category: new Uint32Array(sorted.length),
  }
}

export interface PlainContact {
  readonly customer: number
  readonly day: number
  readonly campaign: number
  readonly isControl?: boolean
}

/** Contacts by text message (channel 1) for 5 minor units each. */
export function contactsOf(contacts: readonly PlainContact[], nCustomers: number): ContactLedger {
  const sorted = contacts.toSorted((a, b) => a.customer - b.customer || a.day - b.day)
  const n = sorted.length
  return {
    nCustomers,
    nEvents: n,
    offsets: offsetsOf(
      sorted.map(({ customer }) => customer),
      nCustomers,
    ),
    day: Int32Array.from(sorted, ({ day }) => day),
    campaign: Uint32Array.from(sorted, ({ campaign }) => campaign),
    channel: new Uint16Array(n).fill(1),
    variant: new Uint16Array(n),
    control: Uint8Array.from(sorted, ({ isControl }) => Number(isControl === true)),
    costMinor: new Float64Array(n).fill(5),
    couponFaceMinor: new Float64Array(n).fill(NaN),
    delivered: new Uint8Array(n).fill(1),
    opened: new Uint8Array(n).fill(255),
    clicked: new Uint8Array(n).fill(255),
    redeemed: new Uint8Array(n).fill(255),
  }
}

export const EVENT_NAMES = ['', 'visit', 'favourite', 'cartAdd', 'checkIn']

/** A small shop whose customers stop one by one; half of those silent were written to, a third of these held out. */
export function silentInput(): SilentInput {
  const random = seededRandom(11)
  const lines: PlainPurchase[] = []
  const events: Event[] = []
  const contacts: PlainContact[] = []
  for (let customer = 0; customer < N; customer++) {
    const gap = 12 + 40 * random.next()
    const basket = 3_000 + random.below(20_000)
    const stop = FIRST + 60 + random.below(700)
    const back = random.next() < 0.3 ? stop + 120 : Infinity
    for (
      let day = FIRST + random.below(60);
      day <= SILENT_LAST_DAY;
      day += 1 + Math.floor(gap * random.next())
    ) {
      if (day > stop && day < back) continue
      events.push({ customer, day, event: 1 + random.below(4), product: 1 + random.below(30) })
      if (random.next() < 0.5) lines.push({ customer, day, amountMinor: basket + random.below(1_000) })
    }
    if (customer % 2 === 0)
      contacts.push({
        customer,
        day: dayFromCivil(2025, 5, 20),
        campaign: 1,
        isControl: customer % 6 === 0,
      })
  }
  const ledger = buildLedger(lines, N)
  const product = Uint32Array.from({ length: ledger.nEvents }, () => 1 + random.below(30))
  const yes = Int32Array.from({ length: N }, (_, c) => (c % 5 === 0 ? 1 : 0))
  const gone = Int32Array.from({ length: N }, (_, c) => (c % 7 === 0 ? 0 : -1))
  return {
    history: {
      purchases: { ...ledger, product },
      behaviours: behavioursOf(events, N),
      contacts: contactsOf(contacts, N),
      eventNames: EVENT_NAMES,
      channelNames: ['', 'sms'],
    },
    attributes: {
      nCustomers: N,
      names: ['smsReachable', 'uninstalled'],
      values: [['1', '0'], ['2025-03-01']],
      codes: [yes, gone],
    },
    campaignNames: ['', 'May'],
    categoryNames: [''],
  }
}

const keys = (): { bytes: Uint8Array; ends: Uint32Array } => {
  const texts = Array.from({ length: N }, (_, c) => `S${String(c + 1).padStart(4, '0')}`)
  return {
    bytes: new TextEncoder().encode(texts.join('')),
    ends: Uint32Array.from(texts, (_, c) => 5 * (c + 1)),
  }
}

/** That shop as a session's source. */
export const silentTestSource = (input = silentInput()): SilentSource => ({
  readInput: () => input,
  readKeys: keys,
  productNames: (ids) => new Map([...ids].map((id) => [id, `P${id}`])),
})

let session: SilentSession | null = null
const shop = (): SilentSession => (session ??= new SilentSession(silentTestSource(), () => 0))

export const silentAnswers: FakeAnswers = {
  'silent.run': (params) => shop().run(params, () => false),
  'silent.page': (input) => shop().page(input),
}
