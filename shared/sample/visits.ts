import { BEHAVIOUR_NAMES } from '../contract/mapping.ts'
import { ACCESSORY, LEAF, teaProduct, WARE } from './catalogue.ts'
import { CAUSE, PHASE } from './population.ts'
import { cumulate } from './random.ts'
import { BEHAVIOURS_FROM, N_DAYS, NEVER } from './season.ts'
import type { World } from './world.ts'

const EVENT = {
  login: BEHAVIOUR_NAMES.indexOf('login'),
  visit: BEHAVIOUR_NAMES.indexOf('visit'),
  view: BEHAVIOUR_NAMES.indexOf('view'),
  viewNew: BEHAVIOUR_NAMES.indexOf('viewNew'),
  search: BEHAVIOUR_NAMES.indexOf('search'),
  favourite: BEHAVIOUR_NAMES.indexOf('favourite'),
  cartAdd: BEHAVIOUR_NAMES.indexOf('cartAdd'),
  cartRemove: BEHAVIOUR_NAMES.indexOf('cartRemove'),
  checkIn: BEHAVIOUR_NAMES.indexOf('checkIn'),
  buy: BEHAVIOUR_NAMES.indexOf('buy'),
} as const

const HOUR_WEIGHTS = [3, 1, 1, 0, 0, 1, 2, 4, 6, 8, 10, 9, 11, 10, 8, 8, 8, 7, 7, 9, 13, 15, 13, 8]
const hours = cumulate(HOUR_WEIGHTS)

/** A second of the day: lunch and late evening are busy. */
export function drawSecond(world: World): number {
  const hour = world.dice.pick(hours, hours.at(-1)!)
  return hour * 3600 + world.dice.between(0, 3400)
}

/** Channel of the shop that a customer uses: 0 mini program, 1 app, 2 web. */
export function drawSalesChannel(world: World, c: number): number {
  const hasApp = (world.people.traits.reach[c]! & 1) === 1
  const u = world.dice.uniform()
  if (hasApp && u < 0.6) return 1
  return u < 0.92 ? 0 : 2
}

/** Engagement on day t, 0..1: fades before a departure for some causes, stays full until the last day for others. */
export function engagement(world: World, c: number, t: number): number {
  const { state } = world.people
  const phase = state.phase[c]
  if (phase === PHASE.active) return 0.7 + 0.3 * state.habit[c]!
  if (phase === PHASE.fading) {
    const span = Math.max(1, state.churnDay[c]! - state.fadeFrom[c]!)
    const rest = 1 - (t - state.fadeFrom[c]!) / span
    return Math.max(0.06, 0.9 * rest * rest)
  }
  if (phase === PHASE.left) return 0.12
  return phase === PHASE.prospect ? 0.25 : 0
}

export function planFirstVisit(world: World, c: number, t: number): void {
  if (world.recording) world.people.state.visitDue[c] = t + world.dice.between(0, 6)
}

/** Draws the day of the next visit after day t. */
export function planVisit(world: World, c: number, t: number): void {
  if (!world.recording) return
  const { people, dice } = world
  const keen = engagement(world, c, t)
  if (keen === 0) {
    people.state.visitDue[c] = NEVER
    return
  }
  const mean = people.traits.visitDays[c]! / keen
  const gap = Math.max(1, Math.round(mean * dice.gammaMeanOne(1.4)))
  people.state.visitDue[c] = Math.min(NEVER - 1, Math.max(t, BEHAVIOURS_FROM - 1) + gap)
}

function log(
  world: World,
  c: number,
  second: number,
  event: number,
  product: number,
  channel: number,
): number {
  const { behaviours } = world
  const row = behaviours.append()
  const { columns } = behaviours
  columns.customer[row] = c
  columns.second[row] = second
  columns.event[row] = event
  columns.product[row] = product
  columns.channel[row] = channel
  return second + world.dice.between(6, 95)
}

function somethingToLookAt(world: World, c: number): number {
  const { dice, catalogue, people } = world
  const u = dice.uniform()
  if (u < 0.55 && people.traits.rhythm[LEAF]![c]! > 0)
    return teaProduct(people.state.favouriteTea[c]!, people.traits.pack[c]!)
  const category = u < 0.7 ? LEAF : dice.between(WARE, ACCESSORY)
  return catalogue.firstOf[category]! + dice.between(0, catalogue.countOf[category]! - 1)
}

/** One visit without an order, and when the next one is. */
export function visit(world: World, c: number, t: number): void {
  const { dice, people } = world
  const { state, traits } = people
  const keen = engagement(world, c, t)
  browse(world, c, t, keen)
  const gone = state.phase[c] === PHASE.left || state.phase[c] === PHASE.prospect
  if (gone && !dice.chance(0.55)) state.visitDue[c] = NEVER
  else if (traits.checkInFan[c] === 1 && keen > 0.5 && dice.chance(0.8)) state.visitDue[c] = t + 1
  else planVisit(world, c, t)
  if (state.cause[c] === CAUSE.annoyed) state.visitDue[c] = NEVER
}

/** What a visit leaves in the log. */
export function browse(world: World, c: number, t: number, keen: number): void {
  if (!world.recording || t < BEHAVIOURS_FROM || t >= N_DAYS) return
  const { dice, people } = world
  const channel = drawSalesChannel(world, c)
  const start = drawSecond(world)
  let second = t * 86_400 + start
  const latest = t * 86_400 + 86_390
  const add = (event: number, product: number): void => {
    if (second < latest) second = log(world, c, second, event, product, channel)
  }
  if (dice.chance(0.5)) add(EVENT.login, 0)
  else add(EVENT.visit, 0)
  if (people.traits.checkInFan[c] === 1 && dice.chance(0.85)) add(EVENT.checkIn, 0)
  if (dice.chance(0.13)) add(EVENT.search, 0)
  if (dice.chance(0.26 * keen)) add(EVENT.viewNew, somethingToLookAt(world, c))
  if (!dice.chance(0.78)) return
  const product = somethingToLookAt(world, c)
  add(EVENT.view, product)
  if (dice.chance(0.35 * keen)) add(EVENT.view, somethingToLookAt(world, c))
  if (dice.chance(0.09 * keen)) add(EVENT.favourite, product)
  if (dice.chance(0.13 * keen)) {
    add(EVENT.cartAdd, product)
    if (dice.chance(0.2 + 0.5 * (1 - keen))) add(EVENT.cartRemove, product)
  }
}

/** What an order leaves in the log: a look at each thing, the cart, the purchase, ending at `orderSecond`. */
export function browseAndBuy(
  world: World,
  c: number,
  orderSecond: number,
  channel: number,
  products: Uint16Array,
  nProducts: number,
): void {
  const day = Math.floor(orderSecond / 86_400)
  if (!world.recording || day < BEHAVIOURS_FROM) return
  let second = Math.max(day * 86_400, orderSecond - 240 - 150 * nProducts)
  const add = (event: number, product: number): void => {
    second = Math.min(orderSecond, log(world, c, second, event, product, channel))
  }
  add(EVENT.visit, 0)
  for (let i = 0; i < nProducts; i++) {
    const product = products[i]!
    if (world.dice.chance(0.8)) add(EVENT.view, product)
    add(EVENT.cartAdd, product)
  }
  log(world, c, orderSecond, EVENT.buy, products[0]!, channel)
}
