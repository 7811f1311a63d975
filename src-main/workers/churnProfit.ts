import { empc, mpc, scoredSample, type CampaignEconomics } from '../../shared/analytics/learn/index.ts'
import type { ChurnEconomics, ChurnProfit } from '../../shared/contract/churn.ts'
import { AppError } from '../../shared/contract/errors.ts'
import type { ChurnRun } from './churnRun.ts'

/** Profit measures on the test customers of a run at a person's own economics. */
export function profitOf(run: ChurnRun, recentOnly: boolean, economics: ChurnEconomics): ChurnProfit {
  if (economics.clvMinor <= economics.incentiveMinor) {
    throw new AppError('input-invalid', { field: 'economics.clvMinor', message: 'clv > incentive' })
  }
  const money: CampaignEconomics = {
    lifetimeValue: economics.clvMinor,
    incentiveCost: economics.incentiveMinor,
    contactCost: economics.contactMinor,
    acceptanceAlpha: economics.acceptAlpha,
    acceptanceBeta: economics.acceptBeta,
  }
  const { judged, recentRows } = run
  const pick = (values: Float64Array): Float64Array =>
    recentOnly ? Float64Array.from(recentRows, (row) => values[row] ?? 0) : values
  const labels = recentOnly ? Uint8Array.from(recentRows, (row) => judged.labels[row] ?? 0) : judged.labels
  const sample = scoredSample(pick(judged.pChurn), labels)
  const maximum = mpc(sample, money)
  const expected = empc(sample, money)
  const byRecency = judged.recency === null ? null : empc(scoredSample(pick(judged.recency), labels), money)
  const rank = Math.round((maximum?.contactShare ?? 0) * sample.n)
  return {
    mpcMinor: maximum?.profitPerCustomer ?? 0,
    mpcShare: maximum?.contactShare ?? 0,
    mpcThreshold: rank === 0 ? null : (sample.scores[rank - 1] ?? null),
    empcMinor: expected?.profitPerCustomer ?? 0,
    empcShare: expected?.contactShare ?? 0,
    recencyEmpcMinor: byRecency?.profitPerCustomer ?? null,
  }
}
