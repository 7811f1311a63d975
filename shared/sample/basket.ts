import { MAX_LINES, mergeIdenticalLines } from './basketLines.ts'
import {
  ACCESSORY,
  GIFT,
  LEAF,
  N_PACKS,
  N_TEAS,
  SNACK,
  SOLD_OUT_TEAS,
  teaProduct,
  WARE,
} from './catalogue.ts'
import { PROMOTIONS, WAVE } from './season.ts'
import type { World } from './world.ts'

export function isSoldOut(tea: number, t: number): boolean {
  return t >= WAVE.soldOutFrom && SOLD_OUT_TEAS.includes(tea)
}

function addLine(world: World, product: number, quantity: number): void {
  const { basket } = world
  if (basket.nLines === MAX_LINES) return
  const line = basket.nLines++
  basket.product[line] = product
  basket.quantity[line] = quantity
  basket.amountMinor[line] = quantity * world.catalogue.priceMinor[product]!
}

function chooseTea(world: World, c: number, t: number): number {
  const { dice, catalogue, people } = world
  const favourite = people.state.favouriteTea[c]!
  if (dice.chance(0.68) && !isSoldOut(favourite, t)) return favourite
  const choice = catalogue.choice[LEAF]![people.traits.taste[c]!]!
  const tea = dice.pick(choice, choice.at(-1)!)
  return isSoldOut(tea, t) ? (tea + 2 + dice.between(0, 9)) % N_TEAS : tea
}

function addTea(world: World, c: number, t: number): void {
  const { dice, people } = world
  const { traits, state } = people
  const trying = state.nOrders[c] === 0
  const tea = chooseTea(world, c, t)
  const pack = trying && dice.chance(0.45) ? 0 : Math.min(N_PACKS - 1, traits.pack[c]!)
  const product = teaProduct(isSoldOut(tea, t) ? N_TEAS - 1 : tea, pack)
  const wanted = traits.appetite[c]! * (0.6 + 0.6 * state.habit[c]!) * (0.7 + 0.6 * dice.uniform())
  addLine(world, product, trying ? 1 : Math.min(5, Math.max(1, Math.round(wanted))))
}

function addOf(world: World, c: number, category: number, quantity: number): void {
  const { dice, catalogue, people } = world
  const choice = catalogue.choice[category]![people.traits.taste[c]!]!
  addLine(world, catalogue.firstOf[category]! + dice.pick(choice, choice.at(-1)!), quantity)
}

function giftQuantity(world: World, c: number): number {
  const { dice, people } = world
  if (dice.chance(0.04)) return dice.between(4, 9)
  return 1 + Math.floor(dice.uniform() * Math.min(2.6, people.traits.appetite[c]! + 0.5))
}

/** Fills the basket with the wished categories (bits) and what goes along with them. */
export function fillBasket(world: World, c: number, t: number, wants: number): void {
  const { dice, people, basket } = world
  basket.nLines = 0
  if ((wants & (1 << LEAF)) !== 0) {
    addTea(world, c, t)
    if (dice.chance(0.2)) addTea(world, c, t)
  }
  if ((wants & (1 << WARE)) !== 0) {
    addOf(world, c, WARE, 1)
    if (dice.chance(0.22)) addOf(world, c, WARE, 1)
  }
  if ((wants & (1 << SNACK)) !== 0) addOf(world, c, SNACK, dice.between(1, 2))
  if ((wants & (1 << GIFT)) !== 0) addOf(world, c, GIFT, giftQuantity(world, c))
  if (basket.nLines === 0) addOf(world, c, ACCESSORY, 1)
  if (dice.chance(0.13 + 0.12 * people.state.habit[c]!)) addOf(world, c, SNACK, 1)
  if (dice.chance(0.15)) addOf(world, c, ACCESSORY, 1)
  if (dice.chance(0.05)) addOf(world, c, WARE, 1)
  mergeIdenticalLines(basket, dice.uniform())
  basket.totalMinor = 0
  basket.hundredGrams = 0
  for (let i = 0; i < basket.nLines; i++) {
    basket.totalMinor += basket.amountMinor[i]!
    basket.hundredGrams += (basket.quantity[i]! * world.catalogue.grams[basket.product[i]!]!) / 100
  }
}

/** Discount of the sale that runs on day t, 0 without one; a little less off its peak days. */
export function discountOn(world: World, t: number): number {
  const running = world.calendar.promotion[t]!
  if (running < 0) return 0
  const sale = PROMOTIONS[running]!
  return sale.peaks.includes(t) ? sale.discount : sale.discount * 0.8
}

/** How many hundred grams the basket's tea is above (or below) the pack that the customer's rhythm is made for. */
export function stretchOfStock(world: World, c: number): number {
  const { basket, people } = world
  const { traits } = people
  const usual = traits.pack[c] === 0 ? 0.5 : traits.pack[c] === 1 ? 1 : 2.5
  const relative = basket.hundredGrams / (usual * Math.max(1, traits.appetite[c]!))
  return Math.min(2.2, Math.max(0.6, Math.sqrt(relative)))
}
