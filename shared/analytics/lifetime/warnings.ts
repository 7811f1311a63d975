import type {
  LifetimeChecks,
  LifetimeChoice,
  LifetimeFit,
  LifetimeHoldout,
  LifetimeWarning,
} from '../../contract/lifetime.ts'
import type { OrderDays } from './orderDays.ts'
import type { SpendPrediction } from './spend.ts'

const CORRELATED = 0.2
const REGULAR = 1.5
const MANY_EVEN = 0.2
/** weeks that miss by this much beyond what chance gives */
const SEASONAL = 0.15

/** What the warnings are drawn from. */
export interface WarningFacts {
  readonly days: OrderDays
  readonly countsZero: boolean
  readonly choice: LifetimeChoice
  readonly fit: LifetimeFit
  readonly holdout: LifetimeHoldout | null
  readonly checks: LifetimeChecks
  readonly spend: SpendPrediction
  /** order days after the last day that was read */
  readonly nLater: number
}

/** The warnings that apply, gravest first. The limits are stated in their values. */
export function warningsOf(facts: WarningFacts): LifetimeWarning[] {
  const { days, choice, fit, holdout, checks, spend } = facts
  const warnings: LifetimeWarning[] = []
  const warn = (code: LifetimeWarning['code'], values: LifetimeWarning['values'] = {}): void =>
    void warnings.push({ code, values })

  if (fit.atBound.length > 0) warn('parameter-at-bound', { parameters: fit.atBound.join(', ') })
  else if (!fit.converged) warn('not-converged', { gradientNorm: fit.gradientNorm })
  if (holdout === null) warn('no-holdout')
  const gain = choice.gainOverSameRate
  if (gain !== null && gain <= 0) warn('no-better-than-same-rate', { worseBy: -gain })
  const { spendCorrelation, regularity, evenGapShare, weeklyDeviation, weeklyNoise } = checks
  if (evenGapShare !== null && evenGapShare > MANY_EVEN) warn('contracts', { share: evenGapShare })
  else if (regularity !== null && regularity > REGULAR) warn('regular-buyers', { regularity })
  if (weeklyDeviation !== null && weeklyNoise !== null && weeklyDeviation > weeklyNoise + SEASONAL) {
    warn('seasonality', { deviation: weeklyDeviation, noise: weeklyNoise })
  }
  if (spendCorrelation !== null && Math.abs(spendCorrelation.value) > CORRELATED) {
    const { value, low, high } = spendCorrelation
    if (low > 0 || high < 0) warn('spend-depends-on-frequency', { correlation: value, low, high })
  }
  if (spend.fit === null) warn('spend-not-fitted')
  else if (spend.populationMeanMinor === null) warn('spend-tail-heavy')
  if (facts.countsZero && days.nZeroLines > 0) warn('zero-spend-counted', { lines: days.nZeroLines })
  if (days.nRefundLines > 0) warn('refunds-left-out', { lines: days.nRefundLines })
  if (facts.nLater > 0) warn('later-purchases', { orderDays: facts.nLater })
  return warnings
}
