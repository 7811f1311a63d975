import type { FeatureGroup, FeatureUnit } from './features.ts'
import { z } from './zod.ts'

/** What counts as being alive after an as-of day: an order, or any of these events (canonical or `other:<text>`). */
export const churnAliveSchema = z.strictObject({
  purchases: z.boolean(),
  events: z.array(z.string().max(200)).max(50),
})
/** See `churnAliveSchema`. */
export type ChurnAlive = z.infer<typeof churnAliveSchema>

/**
 * Where the labels come from. `history`: churned = not alive in the `horizonDays` after an as-of day (null = as
 * proposed from the shop's own gaps), scored at `asOfDay`; `testDay` null = the last day whose horizon has passed.
 * `label`: a column of the customer table; `positive` names the value that means "churned" (null = recognised).
 */
export const churnSourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('history'),
    asOfDay: z.int(),
    horizonDays: z.int().min(1).max(730).nullable(),
    testDay: z.int().nullable(),
    alive: churnAliveSchema,
  }),
  z.strictObject({
    kind: z.literal('label'),
    attribute: z.string().min(1).max(500),
    positive: z.string().max(500).nullable(),
  }),
])
/** See `churnSourceSchema`. */
export type ChurnSource = z.infer<typeof churnSourceSchema>

/** What may be asked for; `auto` takes the best on the validation period. */
export const CHURN_MODELS = ['auto', 'logistic', 'boosted'] as const
/** What was fitted: one model, or the mean log-odds of both. */
export type ChurnModelKind = 'logistic' | 'boosted' | 'blend'

/** The seed of a training that names none, on the screen and on the command line. */
export const CHURN_SEED = 1
/** The largest seed. */
export const CHURN_SEED_MAX = 2_147_483_647

/** How to train. The same parameters and data give the same model. */
export const churnParamsSchema = z.strictObject({
  source: churnSourceSchema,
  model: z.enum(CHURN_MODELS),
  seed: z.int().min(0).max(CHURN_SEED_MAX),
})
/** See `churnParamsSchema`. */
export type ChurnParams = z.infer<typeof churnParamsSchema>

/**
 * Money of a recall: value of a kept customer, incentive paid to one who accepts, cost of a contact (minor units), and
 * the chance to accept ~ Beta(acceptAlpha, acceptBeta).
 */
export const churnEconomicsSchema = z.strictObject({
  clvMinor: z.number().min(0).max(1e12),
  incentiveMinor: z.number().min(0).max(1e12),
  contactMinor: z.number().min(0).max(1e12),
  acceptAlpha: z.number().min(0.01).max(10_000),
  acceptBeta: z.number().min(0.01).max(10_000),
})
/** See `churnEconomicsSchema`. */
export type ChurnEconomics = z.infer<typeof churnEconomicsSchema>

/** The defaults of Verbraken, Verbeke & Baesens (2013). */
export const DEFAULT_CHURN_ECONOMICS: ChurnEconomics = {
  clvMinor: 20_000,
  incentiveMinor: 1_000,
  contactMinor: 100,
  acceptAlpha: 6,
  acceptBeta: 14,
}

/** A feature by its names; `key` is stable across versions. */
export interface ChurnFeatureName {
  readonly key: string
  readonly group: FeatureGroup
  readonly nameZh: string
  readonly nameEn: string
  readonly unit: FeatureUnit
}

/** A number with its 95% interval (bootstrap over customers); `value` null where it is not defined. */
export interface ChurnEstimate {
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
}

/** What a screen needs to set a model up. */
export interface ChurnSetup {
  readonly firstDay: number | null
  readonly lastDay: number | null
  /**
   * Kaplan-Meier over all gaps: `returnShare[i]` of all gaps end in a return after more than `days[i]` days; of the gaps
   * still open after `days[i]`, which a horizon of so many days calls churned, `wrongShare[i]` end in a return
   */
  readonly horizonCurve: {
    readonly days: Float64Array
    readonly returnShare: Float64Array
    readonly wrongShare: Float64Array
  }
  readonly proposedHorizonDays: number | null
  /** last day whose horizon has passed, at the proposed horizon */
  readonly lastTestDay: number | null
  readonly nFeatures: number
  readonly featureGroups: readonly { readonly group: FeatureGroup; readonly n: number }[]
  readonly events: readonly { readonly name: string; readonly n: number }[]
  /** columns of the customer table with few values, likely labels first */
  readonly labels: readonly ChurnLabelColumn[]
  /** why nothing can be trained on the history; null = it can */
  readonly problem: 'no-purchases' | 'too-few-customers' | 'too-short' | null
}

/** A column of the customer table that may hold the label. */
export interface ChurnLabelColumn {
  readonly attribute: string
  readonly values: readonly { readonly value: string; readonly n: number }[]
  /** the value that means "churned", null where it cannot be told */
  readonly positive: string | null
  readonly isLikely: boolean
}

/** How good a score is on customers whom no model has seen. Arrays of `calibration` and `deciles` run side by side. */
export interface ChurnVerdict {
  readonly customers: number
  readonly churned: number
  readonly baseRate: number
  readonly majorityAccuracy: number
  readonly accuracy: ChurnEstimate
  /** accuracy minus majority accuracy, on the same resamples */
  readonly accuracyGain: ChurnEstimate
  readonly auc: ChurnEstimate
  readonly prAuc: ChurnEstimate
  readonly brier: ChurnEstimate
  readonly logLoss: ChurnEstimate
  readonly topDecileLift: ChurnEstimate
  /** AUC minus the AUC of recency alone, on the same resamples; null for labelled tables */
  readonly aucGainOverRecency: ChurnEstimate | null
  readonly calibration: {
    readonly predicted: Float64Array
    readonly observed: Float64Array
    readonly low: Float64Array
    readonly high: Float64Array
    readonly customers: Float64Array
  }
  /** ten equal groups, the highest risk first; `gain` = share of all leavers caught so far */
  readonly deciles: {
    readonly customers: Float64Array
    readonly churned: Float64Array
    readonly lift: Float64Array
    readonly gain: Float64Array
  }
  /** at each threshold: customers at or above it, leavers among them, and yearly value of leavers above and below */
  readonly thresholds: {
    readonly threshold: Float64Array
    readonly contacted: Float64Array
    readonly churned: Float64Array
    readonly valueCaughtMinor: Float64Array
    readonly valueMissedMinor: Float64Array
  }
}

/** A score that needs no model. */
export interface ChurnBaseline {
  readonly key: 'majority' | 'recency' | 'rfm' | 'pActive'
  readonly accuracy: number
  readonly auc: number | null
  readonly prAuc: number | null
  readonly brier: number | null
  readonly logLoss: number | null
  readonly topDecileLift: number | null
}

/** The verdict at one of the last as-of days, by a model that was trained only on what had closed by then. */
export interface ChurnDriftPoint {
  readonly testDay: number
  readonly customers: number
  readonly baseRate: number
  readonly auc: ChurnEstimate
  readonly brier: number
  readonly accuracy: number
  readonly majorityAccuracy: number
  readonly recencyAuc: number
  /** the same for customers who had bought in the last 90 days; null where there are too few */
  readonly recent: {
    readonly customers: number
    readonly baseRate: number
    readonly auc: number
    readonly recencyAuc: number
  } | null
}

/** A plain warning rule with what it was worth on the shop's own past. */
export interface ChurnSignal {
  /** e.g. `loginsFell`, `cartAddsFell`, `newArrivalsStopped`, `overdue`, `spendFell`, `twoOfThree`, `allThree` */
  readonly key: string
  /** classic thresholds (logins from daily to weekly); false: relative ones, for shops where nobody comes daily */
  readonly isClassic: boolean
  /** customers who had the base for it (visits to fall from), summed over the past as-of days */
  readonly observed: number
  readonly fired: number
  readonly churnedFired: number
  /** of those it fired for, the share who then churned, with 95% Wilson interval */
  readonly hitRate: ChurnEstimate
  /** of all who had the base, the share who churned: what the hit rate is compared with */
  readonly baseRate: number
  readonly lift: number | null
  /** of all who churned, the share that it caught */
  readonly coverage: number | null
  /** median days from its first firing to the last sign of life of those who then churned */
  readonly leadDays: number | null
  /** customers for whom it fires at the scored day */
  readonly firesNow: number
}

/** One cell of risk level x value tier. */
export interface ChurnMapCell {
  readonly level: 0 | 1 | 2
  /** 0 low, 1 middle, 2 high: thirds of yearly spend among the scored */
  readonly valueTier: 0 | 1 | 2
  readonly customers: number
  readonly valueMinor: number
  /** pChurn x yearly value, summed */
  readonly valueAtRiskMinor: number
  /** incremental returns per contacted customer by campaigns with a control group; null without any */
  readonly response: {
    readonly value: number
    readonly low: number
    readonly high: number
    readonly treated: number
    readonly control: number
  } | null
  readonly advice: 'recall' | 'test' | 'leave-alone' | 'watch'
}

/** Something about the data that a person should know before believing the numbers. */
export interface ChurnNote {
  readonly code:
    | 'constant-features'
    | 'duplicate-features'
    | 'empty-features'
    | 'infinite-values'
    | 'separating-feature'
    | 'few-churners'
    | 'one-training-day'
    | 'no-behaviours'
    | 'no-control-group'
    | 'not-better'
    | 'drift'
    | 'unlabelled-rows'
  /** `n`, `namesZh` and `namesEn` of features, `before` and `now` (AUC) */
  readonly values: Readonly<Record<string, string | number>>
}

/** A row of importance: share of the mean absolute contribution. */
export interface ChurnImportance extends ChurnFeatureName {
  readonly share: number
}

/**
 * What pChurn does over the test customers as one feature moves: its mean, and between what it lies for eight in ten of them
 * (P10, P90; absent in runs of earlier versions).
 */
export interface ChurnPartial extends ChurnFeatureName {
  readonly value: Float64Array
  readonly pChurn: Float64Array
  readonly pLow?: Float64Array
  readonly pHigh?: Float64Array
}

/** How a candidate did on the validation period (or across folds), which is what it was chosen by. */
export interface ChurnCandidate {
  readonly model: ChurnModelKind
  readonly auc: number
  readonly logLoss: number
  readonly chosen: boolean
}

/** Who is at risk at the scored day. */
export interface ChurnScored {
  readonly asOfDay: number | null
  readonly customers: number
  /** low, medium, high */
  readonly byLevel: readonly [number, number, number]
  readonly valueByLevelMinor: readonly [number, number, number]
  readonly expectedLeavers: number
  readonly valueAtRiskMinor: number
  /** at high risk now and not at the scoring before; null without one */
  readonly newlyHigh: number | null
  readonly newlyHighValueMinor: number | null
  readonly before: { readonly asOfDay: number | null; readonly scoredAtMs: number } | null
}

/** Everything the verdict page and the model's card show. Probabilities 0..1, money in minor units. */
export interface ChurnSummary {
  readonly runId: string
  readonly params: ChurnParams
  readonly engineVersion: string
  readonly model: ChurnModelKind
  readonly calibration: 'none' | 'platt' | 'isotonic'
  readonly candidates: readonly ChurnCandidate[]
  readonly horizonDays: number | null
  readonly testDay: number | null
  readonly trainDays: readonly number[]
  readonly validationDays: readonly number[]
  readonly nTrainRows: number
  readonly nFeatures: number
  readonly conclusion: 'better' | 'unclear' | 'not-better'
  readonly all: ChurnVerdict
  /** customers who had bought within `recentDays` of the test day; null for labelled tables or too few */
  readonly recent: ChurnVerdict | null
  readonly recentDays: number
  readonly baselines: readonly ChurnBaseline[]
  readonly recentBaselines: readonly ChurnBaseline[]
  /** oldest first; empty for labelled tables */
  readonly drift: readonly ChurnDriftPoint[]
  readonly importance: readonly ChurnImportance[]
  readonly importanceByGroup: readonly { readonly group: FeatureGroup; readonly share: number }[]
  readonly partial: readonly ChurnPartial[]
  readonly signals: readonly ChurnSignal[]
  readonly map: readonly ChurnMapCell[]
  /** pChurn from which on a customer is at medium and at high risk */
  readonly levels: { readonly medium: number; readonly high: number }
  readonly scored: ChurnScored
  readonly notes: readonly ChurnNote[]
  readonly trainedAtMs: number
  readonly elapsedMs: number
}

/** The stored model's state beside the data that are there now. */
export interface ChurnCurrent {
  readonly summary: ChurnSummary
  /** data were imported or undone since the scoring */
  readonly isStale: boolean
}

/** Profit measures at a person's own economics, on the test customers. Shares are of all customers. */
export interface ChurnProfit {
  readonly mpcMinor: number
  readonly mpcShare: number
  readonly mpcThreshold: number | null
  readonly empcMinor: number
  readonly empcShare: number
  /** the same for recency alone, null where there is none */
  readonly recencyEmpcMinor: number | null
}
