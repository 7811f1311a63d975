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
  const lift =
    offer.lift === undefined ? 0 : (maximum ?? offer.lift.maximum) * liftShare(faceValue, offer.lift)
  return { faceValue, eligibleShare, liftMultiple: 1 + eligibleShare * lift }
}

/**
 * Share of the largest lift that a face reaches: A^shape / (A^shape + halfFace^shape), written so that no power overflows; 0
 * for a face of 0.
 */
function liftShare(
  faceValue: number,
  { halfFace, shape }: Pick<NonNullable<ScenarioOffer['lift']>, 'halfFace' | 'shape'>,
): number {
  return faceValue === 0 ? 0 : 1 / (1 + (halfFace / faceValue) ** shape)
}

/** The lift with its maximum so changed that a face of `costs` draws as a face of `draws` does, times `share`. */
export function liftDrawnBy(
  lift: NonNullable<ScenarioOffer['lift']>,
  costs: number,
  draws: number,
  share = 1,
): NonNullable<ScenarioOffer['lift']> {
  const own = liftShare(costs, lift)
  return { ...lift, maximum: own === 0 ? 0 : (lift.maximum * share * liftShare(draws, lift)) / own }
}
