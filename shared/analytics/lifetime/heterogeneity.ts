import type { LifetimeHeterogeneity } from '../../contract/lifetime.ts'
import { incompleteBeta } from '../numerics/incompleteBeta.ts'
import { incompleteGamma } from '../numerics/incompleteGamma.ts'
import type { PurchaseModel } from './purchaseModel.ts'

const BINS = 20
const MONTH_DAYS = 30
/** the last bin begins where this share of customers lies below */
const SHOWN = 0.95
const LEAST_TOP = 0.5

/**
 * How unlike customers are by a fit: purchase rates are Gamma(r, alpha), chances to leave after an order Beta(a, b), rates of
 * leaving Gamma(s, beta). Shares are differences of the distribution functions, so they add up to 1. Cost: some 100
 * incomplete gamma and beta functions. Source: Fader & Hardie 2005, "Implementing the BG/NBD Model in Excel" (heterogeneity plots).
 */
export function heterogeneityOf(
  model: PurchaseModel,
  parameters: Float64Array,
  unitDays: number,
): LifetimeHeterogeneity {
  const [r, alpha, third, fourth] = parameters as unknown as [number, number, number, number]
  const units = MONTH_DAYS / unitDays
  const below = (rate: number): number => incompleteGamma(r, (rate / units) * alpha)
  let top = LEAST_TOP
  while (below(top) < SHOWN && top < 1e6) top *= 1.25
  const step = niceStep(top / BINS)
  const rateEdges = Float64Array.from({ length: BINS + 1 }, (_, i) => i * step)
  const isPerOrder = model.key !== 'paretonbd'
  const leaveBelow = (chance: number): number =>
    isPerOrder
      ? incompleteBeta(chance, third, fourth)
      : chance >= 1
        ? 1
        : incompleteGamma(third, (-Math.log1p(-chance) / units) * fourth)
  const leaveEdges = Float64Array.from({ length: BINS + 1 }, (_, i) => i / BINS)
  return {
    meanRate: (r / alpha) * units,
    rateEdges,
    rateShares: sharesOf(rateEdges, (rate, isLast) => (isLast ? 1 : below(rate))),
    leaveKind: isPerOrder ? 'after-an-order' : 'within-30-days',
    meanLeave: isPerOrder
      ? third / (third + fourth)
      : -Math.expm1(third * Math.log(fourth / (fourth + units))),
    leaveEdges,
    leaveShares: sharesOf(leaveEdges, leaveBelow),
  }
}

function sharesOf(edges: Float64Array, below: (edge: number, isLast: boolean) => number): Float64Array {
  const n = edges.length - 1
  const share = Float64Array.from(edges, (edge, i) => (i === 0 ? 0 : below(edge, i === n)))
  return Float64Array.from({ length: n }, (_, i) => Math.max(0, share[i + 1]! - share[i]!))
}

/** The next of 1, 2, 2.5, 5 times a power of ten. */
function niceStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step))
  return power * ([1, 2, 2.5, 5].find((nice) => nice * power >= step * (1 - 1e-9)) ?? 10)
}
