import { incompleteBeta } from '../../numerics/incompleteBeta.ts'
import {
  checkEconomics,
  DEFAULT_ECONOMICS,
  type CampaignEconomics,
  type CampaignProfit,
} from './campaignProfit.ts'
import { rocHull } from './rocHull.ts'
import type { ScoredSample } from './scoredSample.ts'

/**
 * Expected maximum profit for churn: the profit per customer when for every acceptance rate gamma the best threshold is
 * used, averaged over gamma ~ Beta(alpha, beta), and the expected share of customers contacted. Exact: the best
 * threshold is a corner of the ROC curve's convex hull, corner i between the rates
 * gamma_i = ((d + f) dFP_i + f dTP_i) / ((CLV - d) dTP_i) of its two edges, and the integrals of gamma^k h(gamma) are
 * incomplete beta functions. 0 when no campaign can pay. Null when the sample is empty; `input-invalid` when the
 * economics are out of range. Cost: one pass + two incomplete betas a corner.
 * Source: Verbraken, Verbeke & Baesens 2013, definition of EMPC and its sum over the segments of the convex hull.
 */
export function empc(
  sample: ScoredSample,
  economics: CampaignEconomics = DEFAULT_ECONOMICS,
): CampaignProfit | null {
  checkEconomics(economics)
  const { positives, negatives, truePositives, falsePositives } = rocHull(sample)
  const total = positives + negatives
  if (total === 0) return null
  const { lifetimeValue, incentiveCost, contactCost, acceptanceAlpha: a, acceptanceBeta: b } = economics
  const saved = lifetimeValue - incentiveCost
  if (saved <= 0) return { profitPerCustomer: 0, contactShare: 0 }
  let profit = 0
  let contacted = 0
  let from = { mass: 0, mean: 0 }
  for (let k = 0; k < truePositives.length; k++) {
    const tp = truePositives[k]!
    const fp = falsePositives[k]!
    const moreTp = (truePositives[k + 1] ?? tp) - tp
    const moreFp = (falsePositives[k + 1] ?? fp) - fp
    // beyond this acceptance rate the next corner is better; an edge without churners is never worth following
    const until =
      moreTp > 0 ? ((incentiveCost + contactCost) * moreFp + contactCost * moreTp) / (saved * moreTp) : 1
    const to = {
      mass: incompleteBeta(until, a, b),
      mean: (a / (a + b)) * incompleteBeta(until, a + 1, b),
    }
    const mass = to.mass - from.mass
    profit +=
      saved * tp * (to.mean - from.mean) - (contactCost * tp + (incentiveCost + contactCost) * fp) * mass
    contacted += (tp + fp) * mass
    from = to
    if (until >= 1) break
  }
  return { profitPerCustomer: Math.max(0, profit / total), contactShare: Math.min(1, contacted / total) }
}
