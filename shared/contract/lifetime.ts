import { z } from './zod.ts'

/** The models of buying: names as on the command line. */
export const LIFETIME_MODELS = ['bgnbd', 'mbgnbd', 'paretonbd'] as const
/** One of them. */
export type LifetimeModel = (typeof LIFETIME_MODELS)[number]

/** Money and time of a lifetime value. `marginRate` of spend; the discount is per year, paid at the end of a period. */
export const lifetimeEconomicsSchema = z.strictObject({
  horizonDays: z.int().min(1).max(3_650),
  annualDiscountRate: z.number().min(0).max(10),
  marginRate: z.number().min(0).max(1),
})
/** See `lifetimeEconomicsSchema`. */
export type LifetimeEconomics = z.infer<typeof lifetimeEconomicsSchema>

/** A year, 10% a year, all of the spend: what to show before anybody has said anything. */
export const DEFAULT_LIFETIME_ECONOMICS: LifetimeEconomics = {
  horizonDays: 365,
  annualDiscountRate: 0.1,
  marginRate: 1,
}

/**
 * What to fit. `asOfDay`: nothing later is read (null = the last day with a purchase). `calibrationEndDay`: models are
 * fitted up to it and judged on what follows (null = proposed: the last third is held out). `predictAt` `as-of`: the
 * chosen model is fitted again to all history and predicts from the as-of day; `calibration-end`: the judged fit itself
 * predicts from the calibration end, so that predictions can be held against the holdout. `unit` is that of alpha and
 * beta. `horizonDays`: of P(active) and expected purchases. `zeroSpend`: whether a line bought for nothing counts as a
 * purchase. `acquiredFromDay`: only customers whose first purchase is at or after that day (null = all).
 */
export const lifetimeParamsSchema = z.strictObject({
  asOfDay: z.int().nullable(),
  calibrationEndDay: z.int().nullable(),
  predictAt: z.enum(['as-of', 'calibration-end']),
  unit: z.enum(['day', 'week']),
  model: z.enum(['auto', ...LIFETIME_MODELS]),
  horizonDays: z.int().min(1).max(3_650),
  economics: lifetimeEconomicsSchema,
  zeroSpend: z.enum(['count', 'leave-out']),
  acquiredFromDay: z.int().nullable(),
})
/** See `lifetimeParamsSchema`. */
export type LifetimeParams = z.infer<typeof lifetimeParamsSchema>

/** A parameter with its standard error and 95% interval (symmetric on the logarithm); null where there is none. */
export interface LifetimeEstimate {
  /** as in the papers: r, alpha, a, b; r, alpha, s, beta; p, q, gamma */
  readonly name: string
  readonly value: number
  readonly standardError: number | null
  readonly low: number | null
  readonly high: number | null
}

/** A maximum-likelihood fit and how it was found. */
export interface LifetimeFit {
  readonly parameters: readonly LifetimeEstimate[]
  readonly logLikelihood: number
  readonly customers: number
  readonly converged: boolean
  /** largest derivative of the mean log likelihood by a ln parameter */
  readonly gradientNorm: number
  readonly iterations: number
  readonly evaluations: number
  readonly starts: number
  /** searches that ended at this maximum */
  readonly agreeing: number
  /** parameters that ran to the end of their range */
  readonly atBound: readonly string[]
}

/** How a model did on days that it had not seen. Means are over customers; purchases are order days. */
export interface LifetimeScore {
  /** predictive log likelihood of the holdout; null for the baseline */
  readonly logLikelihood: number | null
  readonly meanAbsoluteError: number
  readonly rootMeanSquareError: number
  readonly expectedPurchases: number
  readonly expectedActive: number
  /** of "bought in the holdout" by P(active); null when all did or none */
  readonly auc: number | null
  /** mean squared error of P(active) */
  readonly brier: number
  /** by calibration frequency 0, 1, ... and the last "or more": mean expected purchases and mean P(active) */
  readonly purchasesByFrequency: readonly number[]
  readonly activeByFrequency: readonly number[]
  /** by tenth of P(active), ascending: mean predicted and share that bought; rows of equal score stay together */
  readonly activeCurve: readonly {
    readonly customers: number
    readonly predicted: number
    readonly observed: number
  }[]
}

/** The days after the calibration end. `baseline`: everybody goes on at the same rate as before (x / T). */
export interface LifetimeHoldout {
  readonly calibrationEndDay: number
  readonly untilDay: number
  readonly horizonDays: number
  readonly customers: number
  readonly purchases: number
  readonly active: number
  readonly frequencies: readonly {
    readonly from: number
    readonly customers: number
    readonly purchases: number
    readonly active: number
  }[]
  readonly models: Readonly<Partial<Record<LifetimeModel, LifetimeScore>>>
  readonly baseline: LifetimeScore
}

/**
 * Repeat order days by week since the first purchase of all, of the customers acquired by the calibration end: what
 * happened and what each model expects. `calibrationWeeks` weeks lie before the calibration end.
 */
export interface LifetimeTracking {
  /** last day of each week */
  readonly weekEndDay: Int32Array
  readonly calibrationWeeks: number
  readonly actual: Float64Array
  readonly expected: Readonly<Partial<Record<LifetimeModel, Float64Array>>>
}

/** Why a model is the chosen one; worded in both languages elsewhere. */
export interface LifetimeChoice {
  readonly model: LifetimeModel
  readonly reason: 'asked-for' | 'holdout-likelihood' | 'history-likelihood' | 'only-converged'
  /** the next best and by how much its log likelihood is lower; null when there is no other */
  readonly runnerUp: LifetimeModel | null
  readonly lead: number | null
  /** mean absolute error of the same-rate baseline less the model's own; null without a holdout */
  readonly gainOverSameRate: number | null
}

/** What a practitioner should know before trusting the figures. */
export const LIFETIME_WARNINGS = [
  'no-holdout',
  'not-converged',
  'parameter-at-bound',
  'no-better-than-same-rate',
  'spend-depends-on-frequency',
  'spend-not-fitted',
  'spend-tail-heavy',
  'regular-buyers',
  'contracts',
  'seasonality',
  'zero-spend-counted',
  'refunds-left-out',
  'later-purchases',
] as const
/** One of them. */
export type LifetimeWarningCode = (typeof LIFETIME_WARNINGS)[number]

/** A warning with the values that its sentence needs. */
export interface LifetimeWarning {
  readonly code: LifetimeWarningCode
  readonly values: Readonly<Record<string, number | string>>
}

/**
 * The checks behind the warnings, as numbers; null where too few customers allow one. `spendCorrelation`: of ln average
 * spend with ln frequency over repeat customers. `regularity`: k of Erlang-k gaps (1 = at random, above = more even).
 * `evenGapShare`: of customers with 4 gaps or more, those whose gaps are all but equal. `weeklyDeviation`: mean of
 * |actual - expected| / expected over the weeks of the calibration; `weeklyNoise`: what chance alone would give.
 */
export interface LifetimeChecks {
  readonly spendCorrelation: { readonly value: number; readonly low: number; readonly high: number } | null
  readonly regularity: number | null
  readonly evenGapShare: number | null
  readonly weeklyDeviation: number | null
  readonly weeklyNoise: number | null
}

/**
 * How unlike customers are by the fit, as shares of customers (they add up to 1). `rate`: order days in 30 days while a customer
 * lasts, bins between `rateEdges`, the last one open above. `leave`: the chance to leave after an order (BG/NBD, MBG/NBD) or
 * within 30 days (Pareto/NBD), bins between `leaveEdges` 0 .. 1.
 */
export interface LifetimeHeterogeneity {
  readonly meanRate: number
  readonly rateEdges: Float64Array
  readonly rateShares: Float64Array
  readonly leaveKind: 'after-an-order' | 'within-30-days'
  readonly meanLeave: number
  readonly leaveEdges: Float64Array
  readonly leaveShares: Float64Array
}

/** One tier of an RFM scheme at the prediction day, and what its customers will still bring. Money in minor units. */
export interface LifetimeTier {
  readonly key: string
  readonly nameZh: string
  readonly nameEn: string
  readonly customers: number
  readonly pastSpendMinor: number
  readonly valueMinor: number
  /** sum of P(active) in the run's `horizonDays` */
  readonly expectedActive: number
}

/** Residual value by tier, in the order of the scheme; `others` = customers of the run who are no members of the scheme. */
export interface LifetimeTiers {
  readonly scheme: string
  readonly asOfDay: number
  readonly tiers: readonly LifetimeTier[]
  readonly others: Pick<LifetimeTier, 'customers' | 'pastSpendMinor' | 'valueMinor' | 'expectedActive'>
}

/** Money of the whole base under given economics, minor units. */
export interface LifetimeValue {
  readonly economics: LifetimeEconomics
  /** residual value of all customers: what they will still bring, discounted */
  readonly totalMinor: number
  readonly meanMinor: number
  /** of a customer who has just made the first purchase */
  readonly newCustomerMinor: number
  /** customers sorted by value, best first: share of all value held by the best i percent, i = 0 .. 100 */
  readonly concentration: Float64Array
  /** histogram of customers by value: counts[i] with edges[i] <= value < edges[i + 1] */
  readonly histogram: { readonly edges: Float64Array; readonly counts: Uint32Array }
  /** by month of the first purchase, ascending: days since 1970-01-01 of the month's first day */
  readonly cohorts: {
    readonly monthDay: Int32Array
    readonly customers: Uint32Array
    readonly pastSpendMinor: Float64Array
    readonly valueMinor: Float64Array
    readonly expectedActive: Float64Array
  }
}

/** Everything the lifetime screens show but tables and maps. */
export interface LifetimeSummary {
  readonly params: LifetimeParams
  readonly engineVersion: string
  readonly firstDay: number
  readonly asOfDay: number
  /** the day from which the figures below look ahead */
  readonly predictionDay: number
  readonly unitDays: 1 | 7
  readonly customers: number
  readonly repeatCustomers: number
  readonly repeatPurchases: number
  readonly model: LifetimeModel
  readonly choice: LifetimeChoice
  /** the fit that predicts */
  readonly fit: LifetimeFit
  /** all models on the calibration period (the same as `fit` when it predicts from there) */
  readonly calibrationFits: Readonly<Partial<Record<LifetimeModel, LifetimeFit>>>
  /** Gamma-Gamma over the same history as `fit`; null when too few customers paid twice */
  readonly spend: (LifetimeFit & { readonly meanSpendMinor: number | null }) | null
  readonly holdout: LifetimeHoldout | null
  readonly tracking: LifetimeTracking
  readonly checks: LifetimeChecks
  /** of the fit that predicts */
  readonly heterogeneity: LifetimeHeterogeneity
  readonly warnings: readonly LifetimeWarning[]
  /** in the `horizonDays` after the prediction day */
  readonly expectedPurchases: number
  readonly expectedActive: number
  readonly newCustomer: {
    readonly expectedPurchases: number
    readonly pActive: number
    readonly spendMinor: number
  }
  readonly value: LifetimeValue
  readonly elapsedMs: number
}

/** Which customers a table or an export is about. All given parts must hold. */
export const lifetimeFilterSchema = z.strictObject({
  search: z.string().max(200).optional(),
  frequency: z.tuple([z.number(), z.number()]).optional(),
  recencyDays: z.tuple([z.number(), z.number()]).optional(),
  pActive: z.tuple([z.number(), z.number()]).optional(),
  valueMinor: z.tuple([z.number(), z.number()]).optional(),
  /** first purchase from .. to, days */
  acquired: z.tuple([z.int(), z.int()]).optional(),
})
/** See `lifetimeFilterSchema`. */
export type LifetimeFilter = z.infer<typeof lifetimeFilterSchema>

/** Columns that the customer table can be sorted by. */
export const LIFETIME_SORTS = [
  'customer',
  'frequency',
  'recency',
  'age',
  'pActive',
  'expectedPurchases',
  'expectedSpend',
  'value',
] as const
/** One of the sorts. */
export type LifetimeSort = (typeof LIFETIME_SORTS)[number]

/** A page of customers as columns. `pAlive` is for the expert's eye: with BG/NBD it is no opposite of churn. */
export interface LifetimePage {
  readonly nMatched: number
  readonly matchedValueMinor: number
  readonly customerId: Uint32Array
  readonly customerKey: readonly string[]
  /** order days after the first */
  readonly frequency: Uint32Array
  /** from the first to the last order day */
  readonly recencyDays: Uint32Array
  readonly ageDays: Uint32Array
  readonly pAlive: Float64Array
  readonly pActive: Float64Array
  readonly expectedPurchases: Float64Array
  /** expected spend of an order day */
  readonly expectedSpendMinor: Float64Array
  readonly valueMinor: Float64Array
}

/**
 * A map over frequency (rows, 0 .. maxFrequency) and days since the last order day (columns, `daysSince`), for a customer
 * whose first order day was `ageDays` ago. Row-major; NaN where such a history cannot be (a last order day before the
 * first, or no repeat and a first order day that is not `ageDays` ago).
 */
export interface LifetimeMap {
  readonly ageDays: number
  readonly maxFrequency: number
  readonly daysSince: Int32Array
  readonly pActive: Float64Array
  readonly expectedPurchases: Float64Array
}

/** A customer's figures at the end of every week since the first purchase, under the run's fit. */
export interface LifetimeHistory {
  readonly model: LifetimeModel
  /** of P(active) and expected purchases */
  readonly horizonDays: number
  readonly day: Int32Array
  readonly pAlive: Float64Array
  readonly pActive: Float64Array
  readonly expectedPurchases: Float64Array
  readonly orderDay: Int32Array
}

/**
 * Customers by calendar period of their first order day (rows), and what they did in each period since (columns, 0 = that
 * of the first order day): n x n, row-major, NaN where a period has not begun. Retention of a cell is active / customers
 * of its row; spend per customer so far is the sum of a row up to a column / customers.
 */
export interface LifetimeCohorts {
  readonly asOfDay: number
  /** first day of each period; n of them */
  readonly periodDay: Int32Array
  /** false: the last diagonal is still running */
  readonly isLastFinished: boolean
  readonly customers: Uint32Array
  readonly active: Float64Array
  readonly orderDays: Float64Array
  readonly spendMinor: Float64Array
}
