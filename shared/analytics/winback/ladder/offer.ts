import type { Scenario, ScenarioOffer } from '../../../contract/winback.ts'

/** What an offer does: `faceValue` A, `eligibleShare` e, `liftMultiple` = q / q0 before the cap at 1. */
export interface Offer {
  readonly faceValue: number
  readonly eligibleShare: number
  readonly liftMultiple: number
}

/**
 * The offer of a scenario with its lift's maximum (or another one), or null when it has none or one worth nothing.
 * liftMultiple = 1 + e * maximum * A^shape / (A^shape + halfFace^shape).
 */
export function offerOf({ offer }: Scenario, maximum?: number): Offer | null {
  if (offer === undefined || offer.faceValue === 0) return null
  const { faceValue, eligibleShare } = offer
  const lift = (maximum ?? offer.lift?.maximum ?? 0) * liftShare(offer)
  return { faceValue, eligibleShare, liftMultiple: 1 + eligibleShare * lift }
}

/** A^shape / (A^shape + halfFace^shape), written so that no power overflows. */
function liftShare({ faceValue, lift }: ScenarioOffer): number {
  if (lift === undefined) return 0
  return 1 / (1 + (lift.halfFace / faceValue) ** lift.shape)
}
