import type { Variant } from './campaigns.ts'
import type { Assignment } from './contacts.ts'
import { lookAt, tryFuture } from './forward.ts'
import { CONTACT_CHANNELS } from './population.ts'
import { annoyanceShare, deliveredShare, responseShare } from './response.ts'
import type { World } from './world.ts'

/** Days after a contact within which an order counts as a return. */
export const RETURN_DAYS = 30
const FUTURES = 2

/** What an arm truly does, in expectation over the customers it was sent to. */
interface ArmTruth {
  readonly variant: string
  nContacted: number
  /** expected to order within 30 days without the contact */
  organicReturns: number
  /** expected orders within 30 days because of the contact, net of those whom it drives away */
  incrementalReturns: number
  /** expected to leave on the spot because of the contact */
  drivenAway: number
}

/** What a campaign truly does. */
export interface CampaignTruth {
  readonly key: string
  readonly day: number
  readonly randomised: boolean
  nQualified: number
  nSelected: number
  nControl: number
  organicReturnsOfControl: number
  readonly arms: ArmTruth[]
}

/** Gathers the truth about each campaign while it runs, before its dice are thrown. */
export class CampaignTruths {
  readonly all: CampaignTruth[] = []
  private readonly world: World

  constructor(world: World) {
    this.world = world
  }

  open(assignment: Assignment): void {
    const { campaign } = assignment
    this.all.push({
      key: campaign.key,
      day: campaign.day,
      randomised: campaign.controlShare > 0,
      nQualified: assignment.nQualified,
      nSelected: assignment.customers.length,
      nControl: 0,
      organicReturnsOfControl: 0,
      arms: campaign.variants.map((arm) => ({
        variant: arm.key,
        nContacted: 0,
        organicReturns: 0,
        incrementalReturns: 0,
        drivenAway: 0,
      })),
    })
  }

  /** Called for every selected customer of a campaign just before he is contacted or held back. */
  expect(assignment: Assignment, i: number, t: number): void {
    const truth = this.all[assignment.number]!
    if (!truth.randomised) return
    const c = assignment.customers[i]!
    const organic = this.organicShare(c, t, RETURN_DAYS)
    const arm = assignment.arm[i]!
    if (arm < 0) {
      truth.nControl++
      truth.organicReturnsOfControl += organic
      return
    }
    truth.arms[arm]!.organicReturns += organic
    this.add(truth.arms[arm]!, assignment.campaign.variants[arm]!, c, t, organic)
  }

  /** The second step of a ladder: its effect counts within the 30 days of the first. */
  expectFollowUp(assignment: Assignment, i: number, t: number, variant: number): void {
    const truth = this.all[assignment.number]!
    const c = assignment.customers[i]!
    const organic = this.organicShare(c, t, RETURN_DAYS - (t - assignment.campaign.day))
    truth.arms[variant]!.organicReturns += organic
    this.add(truth.arms[variant]!, assignment.campaign.variants[variant]!, c, t, organic)
  }

  private add(into: ArmTruth, arm: Variant, c: number, t: number, organic: number): void {
    const channel = CONTACT_CHANNELS.indexOf(arm.channel)
    const delivered = deliveredShare(channel)
    const away = annoyanceShare(this.world, c, t, channel)
    const drawn = responseShare(this.world, c, t, channel, arm.couponYuan)
    into.nContacted++
    into.drivenAway += delivered * away
    into.incrementalReturns += delivered * incrementalReturn(organic, drawn, away)
  }

  private organicShare(c: number, t: number, days: number): number {
    lookAt(this.world, c)
    let returned = 0
    for (let k = 0; k < FUTURES; k++) {
      tryFuture(this.world, c, t - 1, t - 1 + days, Math.imul(c, 31) + Math.imul(t, 131_071) + k)
      if (this.world.tally.nOrders > 0) returned++
    }
    return returned / FUTURES
  }
}

/**
 * Change of the chance to order within the window that a delivered contact makes: with chance `away` the customer
 * leaves, else with chance `drawn` he orders although he would not have.
 */
export function incrementalReturn(organic: number, drawn: number, away: number): number {
  return (1 - away) * (organic + (1 - organic) * drawn) - organic
}
