import { ROW_FLAG } from '../contract/batch.ts'
import { discountOn, fillBasket, stretchOfStock } from './basket.ts'
import { priceBasket, takeOff } from './basketLines.ts'
import { ACCESSORY, GIFT, LEAF, N_RHYTHMS, SNACK, WARE } from './catalogue.ts'
import { beginLeaving, beginPause } from './leaving.ts'
import { ORIGIN } from './logs.ts'
import { CITIES, SOURCES } from './people.ts'
import { CAUSE, PHASE } from './population.ts'
import { drawCompetitor, setClock, startClocks, startHazards } from './rhythm.ts'
import { N_DAYS, NEVER, PROMOTIONS, WAVE } from './season.ts'
import { browseAndBuy, drawSalesChannel, drawSecond, planVisit } from './visits.ts'
import type { World } from './world.ts'

const PROMO_COUPONS = [
  [29900, 6000],
  [19900, 3500],
  [9900, 1500],
] as const

/** Chance to lose interest after the first orders, relative to the doubt of the customer's source. */
const EARLY_DOUBT = [1.16, 0.46, 0.3, 0.15] as const

/** Coupons become more usual over the years: the shop trains its customers. */
function couponClimate(t: number): number {
  return 0.75 + (0.55 * t) / N_DAYS
}

/** Takes off the coupon that the customer uses, if any; true when one was used. */
function useCoupon(world: World, c: number, t: number, origin: number): boolean {
  const { dice, people, basket } = world
  const { state, traits } = people
  const sense = traits.priceSense[c]!
  if (state.couponFace[c]! > 0 && state.couponTo[c]! >= t) {
    const faceMinor = state.couponFace[c]! * 100
    if (
      basket.totalMinor >= faceMinor * 3 &&
      dice.chance(origin === ORIGIN.response ? 0.95 : 0.45 + 0.5 * sense)
    ) {
      takeOff(basket, faceMinor)
      if (world.recording) world.contacts.columns.redeemed[state.couponContact[c]!] = 1
      state.couponFace[c] = 0
      return true
    }
  }
  const hunter = traits.hunter[c] === 1
  const inSale = world.calendar.promotion[t]! >= 0
  const newcomer = state.nOrders[c] === 0
  const chance = (inSale ? 0.3 + 0.55 * sense : newcomer ? 0.34 : 0.02 + 0.14 * sense) * couponClimate(t)
  if (!hunter && !dice.chance(chance)) return false
  for (const [atLeast, off] of PROMO_COUPONS)
    if (basket.totalMinor >= atLeast) {
      takeOff(basket, off)
      return true
    }
  if (basket.totalMinor >= 3000) takeOff(basket, newcomer || hunter ? 1000 : 500)
  return true
}

function logLines(
  world: World,
  c: number,
  second: number,
  flags: number,
  channel: number,
  origin: number,
): void {
  const { purchases, basket } = world
  const order = purchases.openOrder(Math.floor(second / 86_400))
  for (let i = 0; i < basket.nLines; i++) {
    const row = purchases.append()
    const { columns } = purchases
    columns.customer[row] = c
    columns.order[row] = order
    columns.second[row] = second
    columns.product[row] = basket.product[i]!
    columns.quantity[row] = basket.quantity[i]!
    columns.amountMinor[row] = basket.amountMinor[i]!
    columns.flags[row] = flags
    columns.channel[row] = channel
    columns.origin[row] = origin
  }
}

/** What the customer knows of the shop after this order: spend, points, memory. */
function remember(world: World, c: number, t: number): void {
  const { basket, people } = world
  const { state } = people
  const days = t - state.lastOrder[c]!
  state.recentSpend[c] = state.recentSpend[c]! * 2 ** (-Math.min(days, 3000) / 180) + basket.totalMinor
  state.totalSpend[c]! += basket.totalMinor
  state.lastOrder[c] = t
  state.nOrders[c]!++
  state.habit[c] = state.nOrders[c] === 1 ? 0.14 : state.habit[c]! + (1 - state.habit[c]!) * 0.12
}

function refund(world: World, firstRow: number, nRows: number, t: number): void {
  const { dice, basket } = world
  const cancelled = dice.chance(0.3)
  const wait = cancelled ? dice.between(0, 1) : 3 + Math.floor(dice.exponential(4.5))
  const single = nRows > 1 && !cancelled && dice.chance(0.55)
  const picked = single ? dice.between(0, nRows - 1) : 0
  const amount = single ? basket.amountMinor[picked]! : basket.totalMinor
  world.tally.netMinor -= amount
  const day = t + wait
  if (!world.recording || day >= N_DAYS) return
  ;(world.refundsDue[day] ??= []).push(firstRow + picked, single ? 1 : nRows)
}

/** Delivery: now and then bad, in the recent wave often for the east. May cost the customer and a refund. */
function deliver(world: World, c: number, t: number, firstRow: number, nRows: number): void {
  const { dice, people } = world
  const { state, traits } = people
  const inWave = t >= WAVE.badDeliveryFrom && t <= WAVE.badDeliveryTo
  const badShare = inWave ? (CITIES[traits.city[c]!]!.east ? 0.24 : 0.03) : 0.013
  const bad = dice.chance(badShare)
  if (dice.chance(bad ? 0.4 : 0.031)) refund(world, firstRow, nRows, t)
  if (!bad) return
  if (state.phase[c] === PHASE.active && dice.chance(0.6 - 0.25 * state.habit[c]!)) {
    const gradual = dice.chance(0.35)
    beginLeaving(world, c, CAUSE.badDelivery, t + 2, gradual ? dice.between(12, 30) : 1)
  } else state.habit[c]! *= 0.75
}

/** Rewinds the clocks of what was bought. */
function restock(world: World, c: number, t: number, wants: number): void {
  const { basket, people } = world
  const { traits, state } = people
  for (let k = 0; k < N_RHYTHMS; k++) {
    if (traits.rhythm[k]![c] === 0) continue
    let bought = (wants & (1 << k)) !== 0
    if (!bought && k === SNACK)
      for (let i = 0; i < basket.nLines; i++)
        if (world.catalogue.category[basket.product[i]!] === SNACK) bought = true
    if (bought) setClock(world, c, k, t, k === LEAF ? stretchOfStock(world, c) : 1)
  }
  if ((wants & (1 << GIFT)) !== 0) state.occasionDue[0]![c] = NEVER
}

/** Whoever buys only with a coupon waits for the next big sale, or is gone. */
function hunterGoes(world: World, c: number, t: number): void {
  const { state } = world.people
  const next = world.calendar.nextPromotion[t]!
  if (next < 0 || !world.dice.chance(0.42)) {
    beginLeaving(world, c, CAUSE.couponOnly, t + 1, 1)
    return
  }
  const sale = PROMOTIONS[next]!
  state.waitDay[c] = Math.max(t + 1, sale.peaks.at(-1)!)
  state.waitFor[c] = 1 << world.dice.between(LEAF, SNACK)
}

/** Every one of the first orders may be the last: the habit does not form. */
function losesInterest(world: World, c: number, t: number): boolean {
  const { dice, people } = world
  const { state, traits } = people
  const source = SOURCES[traits.source[c]!]!
  const doubt = source.noHabit + 0.1 * traits.cameInSale[c]! - 0.02 * (traits.taste[c]! - 3)
  if (!dice.chance(doubt * (EARLY_DOUBT[state.nOrders[c]! - 1] ?? 0))) return false
  beginLeaving(world, c, CAUSE.noHabit, t, dice.between(8, 45))
  return true
}

function afterFirstOrder(world: World, c: number, t: number): void {
  const { people } = world
  const { state, traits } = people
  state.phase[c] = PHASE.active
  startHazards(world, c, t)
  planVisit(world, c, t)
  if (traits.hunter[c] === 1) return
  if (!losesInterest(world, c, t)) startClocks(world, c, t, 1)
}

/**
 * One order on day t for the wished categories. Puts it into the log (or the tally), and draws what follows from it:
 * refund, habit, new clocks, a pause, a bad delivery and its consequences.
 */
export function placeOrder(world: World, c: number, t: number, wants: number, origin: number): void {
  const { dice, people, tally, basket } = world
  const { state, traits } = people
  const newcomer = state.phase[c] === PHASE.prospect
  fillBasket(world, c, t, wants)
  const discount = discountOn(world, t)
  if (discount > 0) priceBasket(basket, 1 - discount)
  const withCoupon = useCoupon(world, c, t, origin)
  tally.nOrders++
  if (tally.firstOrderDay > t) tally.firstOrderDay = t
  tally.netMinor += basket.totalMinor
  const firstRow = world.purchases.nRows
  if (world.recording) {
    const answersAfterNoon = origin === ORIGIN.response ? 43_200 + dice.between(0, 7200) : 0
    const second = t * 86_400 + Math.max(drawSecond(world), answersAfterNoon)
    const channel = drawSalesChannel(world, c)
    browseAndBuy(world, c, second, channel, basket.product, basket.nLines)
    logLines(world, c, second, withCoupon ? ROW_FLAG.coupon : 0, channel, origin)
  }
  const nRows = basket.nLines
  remember(world, c, t)
  if (newcomer) afterFirstOrder(world, c, t)
  else if (state.phase[c] === PHASE.active && !losesInterest(world, c, t)) drawCompetitor(world, c, t)
  deliver(world, c, t, firstRow, nRows)
  const phase = state.phase[c]
  if (phase === PHASE.active && traits.hunter[c] === 1) return hunterGoes(world, c, t)
  if (phase === PHASE.active || (phase === PHASE.fading && state.cause[c] !== CAUSE.noHabit))
    restock(world, c, t, wants)
  if (phase === PHASE.active && !newcomer && origin !== ORIGIN.response && dice.chance(0.035))
    beginPause(world, c, t)
}

/** What a first order, or one out of the blue, is for: bits of the categories. */
export function drawWants(world: World, c: number): number {
  const { dice, people } = world
  const { rhythm } = people.traits
  const u = dice.uniform()
  if (u < 0.62 && rhythm[LEAF]![c]! > 0) return 1 << LEAF
  if (u < 0.86 && rhythm[WARE]![c]! > 0) return 1 << WARE
  if (u < 0.93) return 1 << SNACK
  return u < 0.97 ? 1 << GIFT : 1 << ACCESSORY
}
