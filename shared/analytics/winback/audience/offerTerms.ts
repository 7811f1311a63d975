import type { AudienceInput, AudienceRate, ProjectFilter } from '../../../contract/winbackAudience.ts'
import type { ScenarioInput } from '../../../contract/winbackShape.ts'
import { eligibleShare } from '../eligibleShare.ts'
import { wilson } from '../strategies/intervals.ts'
import type { JointRates } from './jointRates.ts'
import type { ProjectRates } from './rates.ts'
import { redeemShareOf, type RedeemShare } from './redeemShare.ts'

/** What a scenario's own rates are called where nothing was measured. */
export type RateOrigin = 'entered' | 'starting-table'

/** What was asked, and what the shop's own orders say. */
export interface ProjectAbout {
  readonly filter: ProjectFilter
  readonly asOfDay: number
  readonly origin: RateOrigin
  /** see `basketQuantiles` */
  readonly baskets: readonly number[]
}

type Step = ScenarioInput['ladder'][number]

/** What a contact of the step's channel cost in currency units, as the step is charged; empty where no price is known. */
export function unitCostOf(step: Step, { unitCosts }: ProjectRates): { readonly unitCost?: number } {
  const own = unitCosts.find(({ channel }) => channel === (step.channel ?? 'contact'))
  if (own === undefined) return {}
  const unitCost = step.chargedOn === 'delivered' ? own.perDelivered : own.perSent
  return unitCost === null ? {} : { unitCost }
}

/** The measured prices of a ladder's channels as rows of its table of sources. */
export function costRows({ ladder }: ScenarioInput, rates: ProjectRates): AudienceInput[] {
  const steps = new Map(ladder.map((step) => [step.channel ?? 'contact', step]))
  return [...steps].flatMap(([channel, step]): AudienceInput[] => {
    const { unitCost } = unitCostOf(step, rates)
    const n = rates.unitCosts.find((one) => one.channel === channel)?.n ?? null
    return unitCost === undefined
      ? []
      : [{ input: 'unitCost', channel, mean: unitCost, source: 'measured', n }]
  })
}

/** Share of the shop's own baskets at or above the minimum spend; null where a person gave it or there is no minimum. */
export function eligibleOf(
  { offer }: ScenarioInput,
  { origin, baskets }: ProjectAbout,
): { readonly share: number; readonly row: AudienceInput } | null {
  const minimum = offer?.minimumSpend ?? 0
  if (!(minimum > 0) || baskets.length === 0) return null
  if (origin === 'entered' && offer?.eligibleShare !== undefined) return null
  const share = eligibleShare(baskets, minimum)
  return { share, row: { input: 'eligible', channel: null, mean: share, source: 'past-orders', n: null } }
}

/** What past coupons say of the share of holders who redeem; null where the offer gives a redemption instead. */
export function redeemOf(
  { offer }: ScenarioInput,
  rates: ProjectRates,
  joint: JointRates,
  halfFace: number,
  eligible: number,
): RedeemShare | null {
  if (offer?.redeemShare === undefined || offer.redemption !== undefined) return null
  return redeemShareOf(rates, joint, halfFace, eligible, offer.redeemShare)
}

/** The measured share of holders who redeem as a row of the table of sources. */
export const redeemRow = ({ value, nIssued }: RedeemShare): AudienceInput => ({
  input: 'redeemShare',
  channel: null,
  mean: value,
  source: 'measured',
  n: nIssued,
})

/** Redeemed of issued by channel and face, 95% Wilson. */
export function redemptionRows({ redemptions }: ProjectRates, of: string): AudienceRate[] {
  return redemptions
    .filter(({ channel }) => channel === of)
    .map(({ channel, faceMinor, nIssued, nRedeemed }): AudienceRate => {
      const interval = wilson(nRedeemed, nIssued)
      return {
        kind: 'redemption',
        channel,
        tier: null,
        faceValue: faceMinor / 100,
        value: interval.value,
        interval,
        source: 'measured',
        nTreated: nIssued,
        nControl: 0,
      }
    })
}
