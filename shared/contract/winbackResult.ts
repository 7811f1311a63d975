/** One step of a group, or of all groups together. Counts are expected values and need not be whole. */
export interface StepResult {
  readonly channel: string
  readonly sent: number
  readonly delivered: number
  readonly incrementalReturns: number
  /** of messages */
  readonly cost: number
  readonly optOuts: number
}

/** One group's answer to the ladder; `steps` are those that the group is allowed, in order. */
export interface GroupResult {
  readonly name: string
  readonly customers: number
  readonly organicReturns: number
  readonly incrementalReturns: number
  /** organic and incremental */
  readonly grossReturns: number
  readonly couponsIssued: number
  readonly steps: readonly StepResult[]
}

/** Totals over all groups. Money in currency units; a ledger that is off counts 0. */
export interface ScenarioTotals {
  readonly customers: number
  readonly contacts: number
  readonly delivered: number
  readonly couponsIssued: number
  readonly organicReturns: number
  readonly incrementalReturns: number
  /** incremental returns that stay */
  readonly healthyReturns: number
  readonly optOuts: number
  readonly messageCost: number
  readonly organicRevenue: number
  readonly incrementalRevenue: number
  readonly couponsRedeemed: number
  /** redeemed / issued; null when none was issued */
  readonly redemption: number | null
  /** redeemed by holders who would have come without the offer */
  readonly couponsUnneeded: number
  /** of these, by organic customers */
  readonly couponsLeaked: number
  readonly couponCost: number
  readonly grossReturns: number
  readonly revenue: number
  readonly incrementalMargin: number
  readonly direct: number
  readonly opportunity: number
  readonly hidden: number
  readonly total: number
  readonly profit: number
}

/** Four rates of return; null when their denominator is 0. */
export interface ScenarioRoi {
  /** revenue / direct, organic returns included */
  readonly gross: number | null
  /** (revenue - direct) / direct, organic returns included */
  readonly net: number | null
  /** (incremental margin - direct) / direct */
  readonly contribution: number | null
  /** profit / total */
  readonly full: number | null
}

/** P10, P50 and P90 of a figure over the drawn worlds; null when it was undefined in every world. */
export interface Band {
  readonly p10: number
  readonly p50: number
  readonly p90: number
}

/** Figures that have bands. */
export const BANDED = [
  'incrementalReturns',
  'healthyReturns',
  'grossReturns',
  'direct',
  'total',
  'incrementalMargin',
  'profit',
  'couponsRedeemed',
  'roiGross',
  'roiNet',
  'roiContribution',
  'roiFull',
  'costPerIncrementalReturn',
  'northStarDeltaPoints',
] as const
/** One of the figures that have bands. */
export type Banded = (typeof BANDED)[number]

/** How sure a scenario's figures are. */
export interface ScenarioBands {
  readonly draws: number
  readonly seed: number
  readonly bands: Readonly<Record<Banded, Band | null>>
  /** share of worlds in which the profit is above 0 */
  readonly pProfit: number
}

/** What one group is given under a budget: `customers` of it climb the ladder up to `lastStep`. */
export interface PlanLine {
  readonly group: string
  readonly tier?: string
  /** channels in order, "push > email > sms"; null = left alone */
  readonly action: string | null
  readonly withOffer: boolean
  readonly customers: number
  readonly cost: number
  readonly gain: number
  readonly incrementalReturns: number
}

/** A point of a curve. */
export interface CurvePoint {
  readonly cost: number
  readonly gain: number
}

/** A limit and what it costs. */
export interface LimitResult {
  readonly unit: 'contacts' | 'money'
  readonly maximum: number
  readonly used: number
  readonly isBinding: boolean
  /** gain of one more unit of the cap */
  readonly dual: number
  /** gain that would be had without this cap, over the gain with it (LP bounds) */
  readonly costOfCap: number
}

/** A cap of a scenario and what it costs; null = all channels, all groups. */
export interface CapResult extends LimitResult {
  readonly channel: string | null
  readonly group: string | null
}

/** A cap of a policy and what it costs; null = all channels, all tiers. */
export interface PolicyCapResult extends LimitResult {
  readonly channel: string | null
  readonly tier: string | null
}

/** The best use of a budget under caps. */
export interface PlanResult {
  readonly allocation: readonly PlanLine[]
  /** expected profit before `fixed` */
  readonly gain: number
  /** expected direct cost before `fixed` */
  readonly cost: number
  readonly incrementalReturns: number
  /** LP relaxation: no plan gains more */
  readonly bound: number
  /** gain of the next unit of money; 0 where more money does not help */
  readonly shadowPrice: number
  /** what is spent whatever is done: fixed cost, hours, upkeep and what that money would have earned elsewhere */
  readonly fixed: number
  /** gain - fixed */
  readonly profit: number
  /** customers left alone, and the direct cost that today's ladder would have spent on them */
  readonly leftAlone: { readonly customers: number; readonly saved: number }
  readonly frontier: readonly CurvePoint[]
  /** the same when all the money must be spent: rises with the frontier, then falls; empty under caps */
  readonly forced: readonly CurvePoint[]
  readonly caps: readonly CapResult[]
}

/** The answer to a scenario. Keys that the scenario does not ask for are absent. */
export interface ScenarioResult {
  readonly groups: readonly GroupResult[]
  readonly totals: ScenarioTotals
  /** rho, given or solved; null without an offer */
  readonly redeemShare: number | null
  /** redemption at rho = 0 and at rho = 1; null when no offer is issued */
  readonly redemptionRange: readonly [number, number] | null
  readonly roi: ScenarioRoi
  readonly costPerReturn: number | null
  readonly costPerIncrementalReturn: number | null
  readonly fullCostPerIncrementalReturn: number | null
  readonly costPerHealthyReturn: number | null
  readonly northStarDeltaPoints: number | null
  readonly breakEven: {
    /** redemption at which the profit is 0 with returns fixed; null outside the feasible range */
    readonly redemption: number | null
    /** multiple of every q0 at which the profit is 0; null when there is none up to 10,000 */
    readonly responseMultiple: number | null
  }
  /** mode pull: the lift's maximum that gives the redemption, and the redemptions that maxima of 0 and 100 give */
  readonly lift?: { readonly maximum: number; readonly redemptionRange: readonly [number, number] }
  /** where an acquisition cost is given: it, and cost per healthy return over it */
  readonly acquisition?: { readonly cost: number; readonly ratio: number | null }
  /** where a budget or caps are given */
  readonly plan?: PlanResult
  /** where uncertainty is given */
  readonly uncertainty?: ScenarioBands
}

/**
 * The answer to a policy. `bound`: LP relaxation; `shadowPrice`: gain of the next unit of money. `frontier`: running totals
 * after each hull step, the steepest first (under caps: 24 points of the bound).
 */
export interface PolicyResult {
  readonly allocation: readonly { readonly name: string; readonly action: string | null }[]
  readonly gain: number
  readonly cost: number
  readonly bound: number
  readonly shadowPrice: number
  readonly frontier: readonly CurvePoint[]
  /** where the policy has caps */
  readonly caps?: readonly PolicyCapResult[]
}

/** A share with its 95% interval. */
export interface Interval {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** What an ROI implies, if it was reported net ((revenue - cost) / cost) or gross (revenue / cost); null = undefined. */
export interface NetGross {
  readonly net: number | null
  readonly gross: number | null
}

/** One strategy by its totals. */
export interface StrategyResult {
  readonly name: string
  readonly reached: number
  readonly returned: number
  readonly cost: number
  /** where the cost was given by its parts */
  readonly costParts: { readonly messages: number; readonly coupon: number } | null
  readonly costPerContact: number
  readonly costPerReturn: number | null
  /** Wilson */
  readonly winRate: Interval
  /** value per return that the reported ROI implies; null without an ROI or without returns */
  readonly impliedValuePerReturn: NetGross | null
  /** share that may come by itself before the strategy loses money at its implied value; negative = it loses anyway */
  readonly breakEvenOrganicReturn: NetGross | null
  /** cost per return that would not have come anyway, where an organic return is given; null when there is none */
  readonly costPerIncrementalReturn?: number | null
}

/**
 * What must be said beside a comparison, as a code with its values (money in currency units, shares 0..1).
 * `roi-other-values`: the two ROIs are not about customers of one value (values per return `a`, `b`, net);
 * `tie`: at `value` a return both earn the same, above it `above` earns more, below it `below`;
 * `dominates`: `better` earns more at every value of a return; `no-ab-test`: the audiences differ (`reachedA`, `reachedB`);
 * `organic-not-counted`: if `organic` of the reached had come anyway, `name`'s cost per return would be `to` instead of
 * `from`.
 */
export type StrategyNote =
  | { readonly code: 'roi-other-values'; readonly a: number; readonly b: number }
  | { readonly code: 'tie'; readonly value: number; readonly above: string; readonly below: string }
  | { readonly code: 'dominates'; readonly better: string }
  | { readonly code: 'no-ab-test'; readonly reachedA: number; readonly reachedB: number }
  | {
      readonly code: 'organic-not-counted'
      readonly name: string
      readonly organic: number
      readonly from: number
      readonly to: number
    }

/** Two strategies against each other; differences are the first less the second. */
export interface StrategyPair {
  readonly a: string
  readonly b: string
  /** of win rates, Newcombe */
  readonly difference: Interval
  /** value per return at which both earn the same; null when both brought as many back */
  readonly tieValuePerReturn: number | null
  readonly notes: readonly StrategyNote[]
}

/** Strategies side by side. */
export interface StrategiesResult {
  readonly strategies: readonly StrategyResult[]
  readonly pairs: readonly StrategyPair[]
}
