import type { Scenario } from '../../../contract/winback.ts'
import type { Evaluation } from '../evaluate.ts'

/**
 * The scenario with what its evaluation solved written into its offer: the share of other holders who redeem, and the
 * lift's maximum. What is then changed (face, place, response) changes the redemption, and nothing needs solving again.
 */
export function settledOffer(scenario: Scenario, { result }: Pick<Evaluation, 'result'>): Scenario {
  const { offer } = scenario
  if (offer === undefined) return scenario
  const maximum = result.lift?.maximum
  return {
    ...scenario,
    offer: {
      ...offer,
      mode: 'habit',
      redemption: undefined,
      redeemShare: result.redeemShare ?? offer.redeemShare ?? 0,
      ...(offer.lift && maximum !== undefined && { lift: { ...offer.lift, maximum } }),
    },
  }
}
