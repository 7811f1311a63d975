import { AppError } from '../contract/errors.ts'
import { createBasket } from './basketLines.ts'
import { Agenda } from './agenda.ts'
import { CAMPAIGNS } from './campaigns.ts'
import { createCatalogue } from './catalogue.ts'
import { assign, contact, hold, respond, type Assignment } from './contacts.ts'
import { CampaignTruths } from './campaignTruth.ts'
import { BehaviourLog, ContactLog, PurchaseLog } from './logs.ts'
import { Population } from './population.ts'
import { Streams } from './random.ts'
import { ROW_FLAG } from '../contract/batch.ts'
import { createCalendar, N_DAYS } from './season.ts'
import { arrive, OLD_MEMBER_SHARE } from './traits.ts'
import { nextDue, wake } from './wake.ts'
import type { World } from './world.ts'

/** How a long calculation reports and is stopped. `progress` gets 0..1. */
export interface SampleWatch {
  readonly isCancelled?: () => boolean
  readonly progress?: (share: number) => void
}

function createWorld(nCustomers: number, seed: number): World {
  return {
    seed,
    calendar: createCalendar(),
    catalogue: createCatalogue(),
    people: new Population(nCustomers),
    dice: new Streams(nCustomers + 2),
    purchases: new PurchaseLog(nCustomers),
    behaviours: new BehaviourLog(nCustomers),
    contacts: new ContactLog(nCustomers),
    refundsDue: [],
    responsesDue: [],
    basket: createBasket(),
    tally: { nOrders: 0, firstOrderDay: Infinity, netMinor: 0 },
    recording: true,
  }
}

/** Day of arrival by customer, ascending; below 0 = a member from before the history. */
function arrivalDays(world: World): Int16Array {
  const { people, calendar, dice } = world
  const nOld = Math.round(people.size * OLD_MEMBER_SHARE)
  const days = new Int16Array(people.size)
  dice.start(people.size + 1, world.seed, -7)
  for (let c = 0; c < nOld; c++) days[c] = -1 - Math.floor(900 * (1 - (c + dice.uniform()) / nOld))
  const total = calendar.arrivals.reduce((sum, weight) => sum + weight, 0)
  const nNew = people.size - nOld
  let sum = 0
  let t = 0
  for (let i = 0; i < nNew; i++) {
    const target = ((i + dice.uniform()) / nNew) * total
    while (t < N_DAYS - 1 && sum + calendar.arrivals[t]! < target) sum += calendar.arrivals[t++]!
    days[nOld + i] = t
  }
  return days
}

/** Runs the campaigns: launches, calls spread over days, follow-ups. */
class CampaignDesk {
  readonly truths: CampaignTruths
  private readonly world: World
  private readonly running: Assignment[] = []
  private nextCampaign = 0

  constructor(world: World) {
    this.world = world
    this.truths = new CampaignTruths(world)
  }

  work(t: number, nPresent: number): void {
    while (this.nextCampaign < CAMPAIGNS.length && CAMPAIGNS[this.nextCampaign]!.day <= t) {
      const assignment = assign(this.world, this.nextCampaign++, t, nPresent)
      this.truths.open(assignment)
      this.running.push(assignment)
      if (assignment.campaign.calls === undefined) this.send(assignment, t)
    }
    for (const assignment of this.running) {
      const { campaign } = assignment
      if (campaign.calls !== undefined && t < campaign.day + campaign.calls.days)
        this.call(assignment, t, campaign.calls.days)
      campaign.variants.forEach((arm, variant) => {
        if (arm.followUpDays !== undefined && t === campaign.day + arm.followUpDays)
          this.followUp(assignment, t, variant)
      })
    }
  }

  private reach(assignment: Assignment, i: number, t: number): void {
    const c = assignment.customers[i]!
    const arm = assignment.arm[i]!
    this.truths.expect(assignment, i, t)
    if (arm < 0) hold(this.world, c, t, assignment.number)
    else contact(this.world, c, t, assignment.number, arm)
  }

  private send(assignment: Assignment, t: number): void {
    for (let i = 0; i < assignment.customers.length; i++) this.reach(assignment, i, t)
  }

  private call(assignment: Assignment, t: number, days: number): void {
    const today = t - assignment.campaign.day
    const n = assignment.customers.length
    for (let i = Math.floor((n * today) / days); i < Math.floor((n * (today + 1)) / days); i++)
      this.reach(assignment, i, t)
  }

  private followUp(assignment: Assignment, t: number, variant: number): void {
    const { state } = this.world.people
    const { variants, day } = assignment.campaign
    const first = variants.findIndex((arm) => arm.key === variants[variant]!.followUpOf)
    assignment.customers.forEach((c, i) => {
      if (assignment.arm[i] !== first || state.lastOrder[c]! >= day) return
      this.truths.expectFollowUp(assignment, i, t, variant)
      contact(this.world, c, t, assignment.number, variant)
    })
  }
}

function payBack(world: World, t: number): void {
  const { purchases, dice } = world
  const due = world.refundsDue[t]
  if (due === undefined) return
  for (let i = 0; i < due.length; i += 2) {
    const undated = (due[i]! * 7919) % 64 === 0
    for (let from = due[i]!; from < due[i]! + due[i + 1]!; from++) {
      const row = purchases.append()
      const { columns } = purchases
      const customer = columns.customer[from]!
      dice.slot = customer
      const earliest = columns.second[from]! + 1200
      columns.customer[row] = customer
      columns.order[row] = columns.order[from]!
      const paid = Math.max(earliest, t * 86_400 + dice.between(9 * 3600, 21 * 3600))
      columns.second[row] = undated ? columns.second[from]! : paid
      columns.product[row] = columns.product[from]!
      columns.quantity[row] = -columns.quantity[from]!
      columns.amountMinor[row] = -columns.amountMinor[from]!
      columns.flags[row] = columns.flags[from]! | ROW_FLAG.refund | (undated ? ROW_FLAG.undatedRefund : 0)
      columns.channel[row] = columns.channel[from]!
      columns.origin[row] = columns.origin[from]!
    }
  }
  world.refundsDue[t] = undefined
}

/** Lets the shop live through its two years. Throws `cancelled`. Cost: about 15 microseconds a customer. */
export function simulate(
  nCustomers: number,
  seed: number,
  watch: SampleWatch = {},
): { world: World; campaigns: CampaignTruths } {
  const world = createWorld(nCustomers, seed)
  const arrivals = arrivalDays(world)
  const agenda = new Agenda(nCustomers)
  const desk = new CampaignDesk(world)
  const act = (customer: number, t: number): number => {
    wake(world, customer, t)
    return nextDue(world, customer, t)
  }
  let nPresent = 0
  for (let t = 0; t < N_DAYS; t++) {
    if (watch.isCancelled?.() === true) throw new AppError('cancelled')
    watch.progress?.(t / N_DAYS)
    world.purchases.dayStart[t] = world.purchases.nRows
    world.behaviours.dayStart[t] = world.behaviours.nRows
    world.contacts.dayStart[t] = world.contacts.nRows
    while (nPresent < nCustomers && arrivals[nPresent]! <= t) {
      arrive(world, nPresent, arrivals[nPresent]!)
      agenda.note(nPresent, nextDue(world, nPresent, t - 1))
      nPresent++
    }
    desk.work(t, nPresent)
    agenda.run(t, (customer) => act(customer, t))
    const answers = world.responsesDue[t]
    if (answers !== undefined)
      for (let i = 0; i < answers.length; i += 4) {
        const customer = answers[i]!
        respond(world, customer, t, answers[i + 1]!, answers[i + 2]!, answers[i + 3]!)
        agenda.note(customer, nextDue(world, customer, t))
      }
    world.responsesDue[t] = undefined
    payBack(world, t)
  }
  world.purchases.dayStart[N_DAYS] = world.purchases.nRows
  world.behaviours.dayStart[N_DAYS] = world.behaviours.nRows
  world.contacts.dayStart[N_DAYS] = world.contacts.nRows
  return { world, campaigns: desk.truths }
}
