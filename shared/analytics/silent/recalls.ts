import { RECOVERY_STAGES, type RecallArm, type SilentRecall } from '../../contract/silent.ts'
import { endThrough, type CustomerHistory } from '../features/history.ts'
import { LEDGER_FLAG, type ContactLedger } from '../ledger/ledger.ts'
import { newcombe, wilson } from '../winback/strategies/intervals.ts'
import { RETURN_DAYS } from './returns.ts'

/** Days within which a second order, the basket and coupon hunting are looked at. */
export const FOLLOW_DAYS = 90
const LEAST_TREATED = 30
const LEAST_CONTROL = 20
const MOST_RECALLS = 12
/** silence in spans of this many days is alike for matching */
const MATCH_DAYS = 60
const CHECK_IN = 'checkIn'
const CART = 'cartAdd'

/** Contacts whose customer was silent on the eve; the same layout. Cost: one pass. */
export function contactsOfSilent(
  contacts: ContactLedger,
  isSilentOn: (customer: number, day: number) => boolean,
  lastDay: number,
): ContactLedger | null {
  const kept: number[] = []
  const offsets = new Uint32Array(contacts.nCustomers + 1)
  for (let c = 0; c < contacts.nCustomers; c++) {
    offsets[c] = kept.length
    for (let i = contacts.offsets[c]!; i < contacts.offsets[c + 1]!; i++) {
      const day = contacts.day[i]!
      if (day <= lastDay && isSilentOn(c, day - 1)) kept.push(i)
    }
  }
  offsets[contacts.nCustomers] = kept.length
  if (kept.length === 0) return null
  const at = Uint32Array.from(kept)
  const bytes = (column: Uint8Array): Uint8Array => Uint8Array.from(at, (i) => column[i]!)
  return {
    nCustomers: contacts.nCustomers,
    nEvents: kept.length,
    offsets,
    day: Int32Array.from(at, (i) => contacts.day[i]!),
    campaign: at.map((i) => contacts.campaign[i]!),
    channel: Uint16Array.from(at, (i) => contacts.channel[i]!),
    variant: Uint16Array.from(at, (i) => contacts.variant[i]!),
    control: bytes(contacts.control),
    costMinor: Float64Array.from(at, (i) => contacts.costMinor[i]!),
    couponFaceMinor: Float64Array.from(at, (i) => contacts.couponFaceMinor[i]!),
    delivered: bytes(contacts.delivered),
    opened: bytes(contacts.opened),
    clicked: bytes(contacts.clicked),
    redeemed: bytes(contacts.redeemed),
  }
}

interface Meeting {
  readonly customer: number
  readonly day: number
}

/** What matching needs to know of a customer at a day. */
export interface Matching {
  readonly isSilentOn: (customer: number, day: number) => boolean
  readonly lastSeenBefore: (customer: number, day: number) => number | null
  readonly potential: Uint8Array
}

/**
 * How the silent fared after each campaign, the newest 12 with at least 30 treated whose 30 days have passed. Against its held-out
 * customers where there are at least 20, else against customers who were not contacted within 30 days of it and had the same
 * potential and a silence alike (spans of 60 days), as many as were treated at most: those differ in what nobody recorded.
 * Cost: a few searches a contact and stage.
 */
export function silentRecalls(
  history: CustomerHistory,
  silentContacts: ContactLedger | null,
  campaignNames: readonly string[],
  matching: Matching,
  lastDay: number,
): SilentRecall[] {
  if (silentContacts === null || history.contacts === null) return []
  const campaigns = new Map<number, { treated: Meeting[]; control: Meeting[] }>()
  for (let c = 0; c < silentContacts.nCustomers; c++) {
    const seen = new Set<number>()
    for (let i = silentContacts.offsets[c]!; i < silentContacts.offsets[c + 1]!; i++) {
      const campaign = silentContacts.campaign[i]!
      if (campaign === 0 || seen.has(campaign)) continue
      seen.add(campaign)
      const own = campaigns.get(campaign) ?? { treated: [], control: [] }
      own[silentContacts.control[i] === 1 ? 'control' : 'treated'].push({
        customer: c,
        day: silentContacts.day[i]!,
      })
      campaigns.set(campaign, own)
    }
  }
  const told = [...campaigns]
    .map(([campaign, own]) => ({
      campaign,
      ...own,
      firstDay: own.treated.reduce((first, { day }) => Math.min(first, day), Infinity),
      endDay: [...own.treated, ...own.control].reduce((last, { day }) => Math.max(last, day), -Infinity),
    }))
    .filter(({ treated, endDay }) => treated.length >= LEAST_TREATED && endDay + RETURN_DAYS - 1 <= lastDay)
    .sort((a, b) => b.firstDay - a.firstDay || a.campaign - b.campaign)
    .slice(0, MOST_RECALLS)
  return told.map(({ campaign, treated, control, firstDay, endDay }) => {
    const isHeldOut = control.length >= LEAST_CONTROL
    const against = isHeldOut ? control : matched(history.contacts!, treated, firstDay, matching)
    const arms = { treated: armOf(history, treated), control: armOf(history, against) }
    return {
      campaign: campaignNames[campaign] ?? '',
      firstDay,
      ...arms,
      controlKind: isHeldOut ? 'held-out' : 'matched',
      lift:
        against.length < LEAST_CONTROL
          ? null
          : newcombe(
              wilson(arms.treated.returned, treated.length),
              wilson(arms.control.returned, against.length),
            ),
      isComplete: endDay + FOLLOW_DAYS - 1 <= lastDay,
    }
  })
}

function matched(contacts: ContactLedger, treated: readonly Meeting[], day: number, by: Matching): Meeting[] {
  const placeOf = (customer: number): string | null => {
    const last = by.lastSeenBefore(customer, day)
    if (last === null) return null
    return `${by.potential[customer]}/${Math.floor((day - last) / MATCH_DAYS)}`
  }
  const room = new Map<string, number>()
  for (const { customer } of treated) {
    const place = placeOf(customer)
    if (place !== null) room.set(place, (room.get(place) ?? 0) + 1)
  }
  const found: Meeting[] = []
  for (let c = 0; c < by.potential.length; c++) {
    if (!by.isSilentOn(c, day - 1) || isContacted(contacts, c, day)) continue
    const place = placeOf(c)
    const left = place === null ? 0 : (room.get(place) ?? 0)
    if (place === null || left === 0) continue
    room.set(place, left - 1)
    found.push({ customer: c, day })
  }
  return found
}

function isContacted(contacts: ContactLedger, c: number, day: number): boolean {
  if (c >= contacts.nCustomers) return false
  const end = endThrough(contacts, c, day + RETURN_DAYS)
  for (let i = endThrough(contacts, c, day - RETURN_DAYS - 1); i < end; i++)
    if (contacts.control[i] !== 1) return true
  return false
}

/** How many of those met reached each stage, and what the returners did in 90 days. */
function armOf(history: CustomerHistory, met: readonly Meeting[]): RecallArm {
  const { purchases, behaviours, eventNames } = history
  const eventOf = (name: string): number => eventNames.indexOf(name)
  const [checkIn, cart] = [eventOf(CHECK_IN), eventOf(CART)]
  const reached = RECOVERY_STAGES.map(() => 0)
  let [returned, hunters, repurchased, nOrders, spentMinor] = [0, 0, 0, 0, 0]
  for (const { customer, day } of met) {
    const stages = [false, false, false, false, false]
    if (behaviours !== null && customer < behaviours.nCustomers) {
      const end = endThrough(behaviours, customer, day + RETURN_DAYS - 1)
      for (let i = endThrough(behaviours, customer, day - 1); i < end; i++) {
        stages[0] = true
        if (behaviours.event[i] === checkIn) stages[1] = true
        if (behaviours.event[i] === cart) stages[2] = true
      }
    }
    let orders = 0
    let couponOrders = 0
    let minor = 0
    let isBack = false
    if (customer < purchases.nCustomers) {
      const end = endThrough(purchases, customer, day + FOLLOW_DAYS - 1)
      for (let i = endThrough(purchases, customer, day - 1); i < end; i++) {
        const flag = purchases.flags[i]!
        if ((flag & LEDGER_FLAG.positive) !== 0) minor += purchases.amountMinor[i]!
        if ((flag & LEDGER_FLAG.orderStart) === 0) continue
        orders++
        if ((flag & LEDGER_FLAG.coupon) !== 0) couponOrders++
        if (purchases.day[i]! < day + RETURN_DAYS) isBack = true
      }
    }
    if (isBack) {
      stages[0] = true
      stages[2] = true
      stages[3] = true
      stages[4] = orders >= 2
      returned++
      if (orders >= 2) repurchased++
      if (orders === 1 && couponOrders === 1) hunters++
      nOrders += orders
      spentMinor += minor
    }
    stages.forEach((isReached, stage) => {
      if (isReached) reached[stage] = reached[stage]! + 1
    })
  }
  const isKnown = [behaviours !== null, checkIn > 0, cart > 0, true, true]
  return {
    customers: met.length,
    reached: reached.map((n, stage) => (isKnown[stage] === true ? n : null)),
    returned,
    hunters,
    repurchased,
    basketMinor: nOrders === 0 ? null : spentMinor / nOrders,
  }
}
