import { ORDERS_ONLY } from '../../../shared/analytics/churn/alive.ts'
import { RECENT_DAYS } from '../../../shared/analytics/churn/risks.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import type { ChurnParams, ChurnSummary } from '../../../shared/contract/churn.ts'
import { AnalyticsKeys } from '../../../src-main/workers/analyticsKeys.ts'
import { ChurnSession } from '../../../src-main/workers/churnSession.ts'
import { causeRecords, plantedAtRisk, type CauseRecord, type Explained } from './causes.ts'
import { makeShop, type JudgedShop } from './judgedShop.ts'
import { leadModelDay, leadTimes, type LeadTimes } from './leadTime.ts'
import { mean, rankingOf, type Ranking } from './ranking.ts'

/** The horizon of the truth's chance to return. */
const HORIZON_DAYS = 30

/** All that is measured of one shop. */
export interface Judgement {
  readonly seed: number
  readonly model: string
  readonly all: Ranking
  readonly recent: Ranking
  /** the engine's own verdict at its test day, before anything of the truth is known */
  readonly verdict: {
    readonly auc: number | null
    readonly recentAuc: number | null
    readonly brier: number | null
    /** mean gap between predicted and observed shares over the calibration curve, weighted by customers */
    readonly calibrationError: number
  }
  /** the mean pChurn beside the true expected share, at the scored day */
  readonly predictedShare: number
  readonly trueShare: number
  readonly lead: LeadTimes | null
  readonly causes: readonly CauseRecord[]
  readonly cpuSeconds: number
}

/** What to leave out of a judgement. */
export interface JudgeOptions {
  readonly customers: number
  readonly hasLead: boolean
}

/** Makes the shop of a seed, runs the engine on it by its own session, and holds the result against the truth. */
export async function judgeSeed(seed: number, options: JudgeOptions): Promise<Judgement> {
  const begun = process.cpuUsage()
  const shop = await makeShop(seed, options.customers)
  try {
    const judged = judgeShop(shop, options.hasLead)
    const { user, system } = process.cpuUsage(begun)
    return { ...judged, cpuSeconds: (user + system) / 1e6 }
  } finally {
    shop.close()
  }
}

/** Judges a shop that stands already. */
export function judgeShop(shop: JudgedShop, hasLead: boolean): Omit<Judgement, 'cpuSeconds'> {
  const session = new ChurnSession(shop.source)
  const { lastDay } = session.setup({ alive: ORDERS_ONLY })
  if (lastDay === null) throw new AppError('no-data')
  const lead = hasLead ? leadOf(shop, session, lastDay) : null
  const summary = session.train(paramsAt(lastDay), 0, { nDriftDays: 0 })
  const page = session.page({
    runId: summary.runId,
    filter: {},
    sort: 'risk',
    descending: true,
    offset: 0,
    limit: summary.scored.customers,
  })
  const truth = page.customerKey.map((key) => {
    const one = shop.truth.get(key)
    if (one === undefined) throw new AppError('input-invalid', { field: key })
    return one
  })
  const scored = {
    pChurn: Float64Array.from(page.pChurn),
    pReturn: Float64Array.from(truth, ({ pReturn }) => pReturn),
    recencyDays: Float64Array.from(page.recencyDays),
  }
  const explained = truth.map((one, row): Explained => ({
    index: page.customerId[row]! - 1,
    level: page.level[row]!,
    truth: one,
    reasons: page.reasons[row]!,
  }))
  return {
    seed: shop.seed,
    model: summary.model,
    all: rankingOf(scored, () => true),
    recent: rankingOf(scored, (row) => scored.recencyDays[row]! < RECENT_DAYS),
    verdict: verdictOf(summary),
    predictedShare: mean(scored.pChurn),
    trueShare: 1 - mean(scored.pReturn),
    lead,
    causes: causeRecords(plantedAtRisk(explained, lastDay), shop.source.readHistory()),
  }
}

function leadOf(shop: JudgedShop, session: ChurnSession, lastDay: number): LeadTimes {
  const texts = shop.source.readKeys()
  const keys = new AnalyticsKeys(texts)
  session.train(paramsAt(leadModelDay(lastDay)), 0, { nDriftDays: 0 })
  return leadTimes(
    shop,
    Array.from(texts.ends, (_, customer) => keys.at(customer)),
    lastDay,
  )
}

function paramsAt(asOfDay: number): ChurnParams {
  return {
    source: {
      kind: 'history',
      asOfDay,
      horizonDays: HORIZON_DAYS,
      testDay: null,
      alive: { purchases: true, events: [] },
    },
    model: 'auto',
    seed: 1,
  }
}

function verdictOf({ all, recent }: ChurnSummary): Judgement['verdict'] {
  const { predicted, observed, customers } = all.calibration
  let gap = 0
  predicted.forEach((p, i) => (gap += Math.abs(p - observed[i]!) * customers[i]!))
  return {
    auc: all.auc.value,
    recentAuc: recent?.auc.value ?? null,
    brier: all.brier.value,
    calibrationError: gap / all.customers,
  }
}
