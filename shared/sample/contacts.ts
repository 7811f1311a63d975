import { CAMPAIGNS, CONTACT_COST_MINOR, COUPON_DAYS, type Campaign, type Variant } from './campaigns.ts'
import { leave, settle } from './leaving.ts'
import { ORIGIN, UNKNOWN } from './logs.ts'
import { drawWants, placeOrder } from './orders.ts'
import { CAUSE, CONTACT_CHANNELS, PHASE } from './population.ts'
import { N_DAYS, NEVER } from './season.ts'
import { addHeat, annoyanceShare, deliveredShare, responseShare, stayShare } from './response.ts'
import { browse } from './visits.ts'
import type { World } from './world.ts'

/** Whom a campaign was aimed at, and by which arm; arm -1 = control. */
export interface Assignment {
  readonly campaign: Campaign
  readonly number: number
  readonly customers: Uint32Array
  readonly arm: Int8Array
  /** who qualified, before the call centre's capacity */
  readonly nQualified: number
}

function isReachable(world: World, c: number, channel: number, t: number): boolean {
  const { state, traits } = world.people
  const bit = 1 << channel
  if ((traits.reach[c]! & bit) === 0 || (state.optedOut[c]! & bit) !== 0) return false
  return channel !== 0 || state.uninstalled[c]! > t
}

function qualifies(world: World, c: number, t: number, campaign: Campaign): boolean {
  const { state } = world.people
  const { audience } = campaign
  if (state.nOrders[c]! < audience.minOrders || state.totalSpend[c] === 0) return false
  const silent = t - state.lastOrder[c]!
  if (silent < audience.silentDays[0] || silent > audience.silentDays[1]) return false
  return campaign.variants.every((arm) => isReachable(world, c, CONTACT_CHANNELS.indexOf(arm.channel), t))
}

/** The best by recent spend, the shop's own ranking. */
function best(world: World, customers: number[], t: number, keep: number): number[] {
  const { state } = world.people
  const score = (c: number): number => state.recentSpend[c]! * 2 ** (-(t - state.lastOrder[c]!) / 180)
  const scored = customers.map((c) => [score(c), c] as const)
  scored.sort((a, b) => b[0] - a[0] || a[1] - b[1])
  return scored.slice(0, keep).map((one) => one[1])
}

/** Picks a campaign's audience on its first day and lets chance assign the arms. */
export function assign(world: World, number: number, t: number, nPresent: number): Assignment {
  const campaign = CAMPAIGNS[number]!
  const { audience, controlShare, calls } = campaign
  const { dice } = world
  let chosen: number[] = []
  for (let c = 0; c < nPresent; c++) if (qualifies(world, c, t, campaign)) chosen.push(c)
  if (audience.share !== undefined)
    chosen = chosen.filter((c) => {
      dice.slot = c
      return dice.chance(audience.share!)
    })
  const nQualified = chosen.length
  if (audience.bestPerMille !== undefined)
    chosen = best(world, chosen, t, Math.ceil((nPresent * audience.bestPerMille) / 1000))
  if (calls !== undefined) {
    const capacity = Math.max(2, Math.round((world.people.size * calls.perMilleADay) / 1000) * calls.days)
    chosen = best(world, chosen, t, Math.round(capacity / (1 - controlShare)))
  }
  const first = campaign.variants.filter((arm) => arm.followUpOf === undefined)
  const arm = new Int8Array(chosen.length)
  chosen.forEach((c, i) => {
    dice.slot = c
    arm[i] = dice.chance(controlShare) ? -1 : dice.between(0, first.length - 1)
  })
  return { campaign, number, customers: Uint32Array.from(chosen), arm, nQualified }
}

function logContact(world: World, c: number, t: number, number: number, variant: number): number {
  const { contacts, dice } = world
  const campaign = CAMPAIGNS[number]!
  const arm = variant < 0 ? null : campaign.variants[variant]!
  const row = contacts.append()
  const { columns } = contacts
  columns.customer[row] = c
  columns.second[row] = t * 86_400 + 10 * 3600 + dice.between(0, 5400)
  columns.campaign[row] = number
  columns.variant[row] = variant < 0 ? 255 : variant
  columns.control[row] = variant < 0 ? 1 : 0
  columns.costMinor[row] = arm === null ? 0 : CONTACT_COST_MINOR[arm.channel]
  columns.couponFaceMinor[row] = arm === null ? 0 : arm.couponYuan * 100
  columns.delivered[row] = arm === null ? UNKNOWN : 0
  columns.opened[row] = UNKNOWN
  columns.clicked[row] = UNKNOWN
  columns.redeemed[row] = arm === null || arm.couponYuan === 0 ? UNKNOWN : 0
  return row
}

/** Records that a customer belongs to the control group; nothing else happens to him. */
export function hold(world: World, c: number, t: number, number: number): void {
  world.dice.slot = c
  logContact(world, c, t, number, -1)
}

/** Contacts one customer: delivered or not, opened, annoyed, drawn back, holder of a coupon. */
export function contact(world: World, c: number, t: number, number: number, variant: number): void {
  const { dice, people, contacts } = world
  const { state } = people
  const arm: Variant = CAMPAIGNS[number]!.variants[variant]!
  const channel = CONTACT_CHANNELS.indexOf(arm.channel)
  dice.slot = c
  const row = logContact(world, c, t, number, variant)
  if (!dice.chance(deliveredShare(channel))) return
  const { columns } = contacts
  columns.delivered[row] = 1
  const annoyed = dice.chance(annoyanceShare(world, c, t, channel))
  const responds = !annoyed && dice.chance(responseShare(world, c, t, channel, arm.couponYuan))
  addHeat(world, c, t, channel)
  if (arm.couponYuan > 0) {
    state.couponFace[c] = arm.couponYuan
    state.couponTo[c] = t + COUPON_DAYS
    state.couponContact[c] = row
  }
  if (channel <= 1) columns.opened[row] = responds || dice.chance(channel === 0 ? 0.07 : 0.16) ? 1 : 0
  if (channel <= 2) {
    const opened = columns.opened[row] !== 0
    columns.clicked[row] = opened && (responds ? dice.chance(0.8) : dice.chance(0.12)) ? 1 : 0
    if (columns.clicked[row] === 1) browse(world, c, t, 0.8)
  }
  optOutMaybe(world, c, channel, annoyed)
  if (annoyed) leave(world, c, CAUSE.annoyed, t)
  else if (responds) {
    const day = t + Math.min(6, Math.floor(dice.exponential(2)))
    if (day < N_DAYS) (world.responsesDue[day] ??= []).push(c, t, channel, arm.couponYuan)
  }
}

function optOutMaybe(world: World, c: number, channel: number, annoyed: boolean): void {
  if (channel === 4) return
  const share = annoyed ? 0.7 : world.people.traits.annoyable[c] === 1 ? 0.03 : 0.003
  if (world.dice.chance(share)) world.people.state.optedOut[c]! |= 1 << channel
}

/** The order that a contact brought about, unless the customer has ordered since of his own accord. */
export function respond(
  world: World,
  c: number,
  t: number,
  contactDay: number,
  channel: number,
  faceYuan: number,
): void {
  const { dice, people } = world
  const { state } = people
  dice.slot = c
  if (state.lastOrder[c]! >= contactDay && state.lastOrder[c] !== -NEVER) return
  const phase = state.phase[c]!
  const stays = phase === PHASE.active || dice.chance(stayShare(world, c, channel, faceYuan))
  browse(world, c, t, 1)
  if (phase !== PHASE.active && phase !== PHASE.prospect && stays) settle(world, c, t, 1)
  placeOrder(world, c, t, drawWants(world, c), ORIGIN.response)
}
