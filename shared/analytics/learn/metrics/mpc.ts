import {
  checkEconomics,
  DEFAULT_ECONOMICS,
  type CampaignEconomics,
  type CampaignProfit,
} from './campaignProfit.ts'
import { rocHull } from './rocHull.ts'
import type { ScoredSample } from './scoredSample.ts'

/**
 * Maximum profit criterion for churn: the profit per customer of contacting everybody above the best threshold, with
 * the acceptance rate fixed at the mean of its distribution. In the paper's symbols, with delta = d / CLV and
 * phi = f / CLV: max over t of CLV (gamma (1 - delta) - phi) pi0 F0(t) - CLV (delta + phi) pi1 F1(t), class 0 being the
 * churners. 0 with contact share 0 when no campaign pays; of equally good thresholds the one with fewest contacts.
 * Null when the sample is empty; `input-invalid` when the economics are out of range. Cost: one pass.
 * Source: Verbraken, Verbeke & Baesens 2013, definition of the maximum profit criterion.
 */
export function mpc(
  sample: ScoredSample,
  economics: CampaignEconomics = DEFAULT_ECONOMICS,
): CampaignProfit | null {
  checkEconomics(economics)
  const { positives, negatives, truePositives, falsePositives } = rocHull(sample)
  const total = positives + negatives
  if (total === 0) return null
  const { lifetimeValue, incentiveCost, contactCost, acceptanceAlpha, acceptanceBeta } = economics
  const acceptance = acceptanceAlpha / (acceptanceAlpha + acceptanceBeta)
  const perChurner = acceptance * (lifetimeValue - incentiveCost) - contactCost
  let profit = 0
  let contacted = 0
  truePositives.forEach((tp, k) => {
    const fp = falsePositives[k]!
    const candidate = perChurner * tp - (incentiveCost + contactCost) * fp
    if (candidate <= profit) return
    profit = candidate
    contacted = tp + fp
  })
  return { profitPerCustomer: profit / total, contactShare: contacted / total }
}
