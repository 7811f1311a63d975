import { AppError } from '../../../contract/errors.ts'

/** Economics of a retention campaign, all amounts in one currency unit. */
export interface CampaignEconomics {
  /** CLV: what a customer who stays is worth, > 0 */
  readonly lifetimeValue: number
  /** d: cost of the incentive that a customer accepts, >= 0 */
  readonly incentiveCost: number
  /** f: cost of contacting a customer, >= 0 */
  readonly contactCost: number
  /** alpha, beta > 0 of the Beta distribution of the share gamma of churners who accept and stay */
  readonly acceptanceAlpha: number
  readonly acceptanceBeta: number
}

/** The economics that the measure's authors use: CLV 200, d 10, f 1, gamma ~ Beta(6, 14). */
export const DEFAULT_ECONOMICS: CampaignEconomics = {
  lifetimeValue: 200,
  incentiveCost: 10,
  contactCost: 1,
  acceptanceAlpha: 6,
  acceptanceBeta: 14,
}

/** What the best campaign brings. */
export interface CampaignProfit {
  /** mean profit per customer of the sample, in the unit of the economics; never negative */
  readonly profitPerCustomer: number
  /** eta: the (expected) share of customers, from the highest score down, to contact; 0..1 */
  readonly contactShare: number
}

/** Throws `input-invalid` with the field's name when the economics are out of their range. */
export function checkEconomics(economics: CampaignEconomics): void {
  const positive = ['lifetimeValue', 'acceptanceAlpha', 'acceptanceBeta'] as const
  const field =
    positive.find((name) => !(economics[name] > 0 && economics[name] < Infinity)) ??
    (['incentiveCost', 'contactCost'] as const).find(
      (name) => !(economics[name] >= 0 && economics[name] < Infinity),
    )
  if (field !== undefined) throw new AppError('input-invalid', { field })
}
