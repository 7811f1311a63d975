import {
  LIFETIME_MODELS,
  type LifetimeModel,
  type LifetimeParams,
  type LifetimeSummary,
} from '../../contract/lifetime.ts'
import { AppError } from '../../contract/errors.ts'
import { ENGINE_VERSIONS } from '../../contract/version.ts'
import { gapChecks, spendCorrelation, weeklyChecks } from './checks.ts'
import { fitOf } from './estimates.ts'
import type { MaximumLikelihood } from './fit.ts'
import { fitPurchaseModel } from './fitPurchases.ts'
import { SPEND_PARAMETERS } from './gammaGamma.ts'
import { heterogeneityOf } from './heterogeneity.ts'
import { holdoutAfter, type Histories } from './histories.ts'
import { chooseModel, judgeFits } from './judge.ts'
import { modelOf } from './models.ts'
import type { OrderDays } from './orderDays.ts'
import { byCustomer, expectedOrderDays, fittedGroups, pActive } from './predict.ts'
import { predictSpend } from './spend.ts'
import { groupsOf, needRepeats, nRepeaters, splitHistory } from './split.ts'
import { expectedByWeek, expectedOfNew, pAliveOfNew, trackingOf, trackWeeks } from './tracking.ts'
import { valueRun, type ValuedColumns } from './valueRun.ts'
import { warningsOf } from './warnings.ts'

/** A finished run: the summary and, by customer of `histories`, what tables and exports show. */
export interface LifetimeRun extends ValuedColumns {
  readonly summary: LifetimeSummary
  readonly pAlive: Float64Array
  /** in the `horizonDays` of the parameters */
  readonly expectedPurchases: Float64Array
  /** under the economics of the summary */
  readonly valueMinor: Float64Array
}

/** What a run polls and tells; `step` throws to stop. */
export interface LifetimeProgress {
  readonly check: () => void
  readonly step: (done: number, total: number) => void
}

const STEPS = 6

/**
 * Fits, judges, chooses and predicts. Fails with `no-data` without a purchase, `as-of-invalid` for a day before the first
 * one, `lifetime-all-one-time` when nobody bought on a second day, `lifetime-too-few-repeats` below 30 customers who
 * did, `lifetime-not-converged` when no fit is finite. The caller fills in `elapsedMs`. Cost: with all three models about 10 s for a million customers.
 */
export function runLifetime(
  days: OrderDays,
  params: LifetimeParams,
  progress: LifetimeProgress,
): LifetimeRun {
  const { check, step } = progress
  const unitDays = params.unit === 'week' ? 7 : 1
  step(0, STEPS)
  const { firstDay, asOfDay, whole, calibration, isSplit } = splitHistory(days, params)
  needRepeats(calibration)
  const calibrationGroups = groupsOf(calibration)
  step(1, STEPS)

  const keys: readonly LifetimeModel[] = params.model === 'auto' ? LIFETIME_MODELS : [params.model]
  const fits = new Map<LifetimeModel, MaximumLikelihood>()
  for (const key of keys) {
    const fit = fitPurchaseModel(modelOf(key), calibrationGroups, unitDays, check)
    if (Number.isFinite(fit.logLikelihood)) fits.set(key, fit)
  }
  if (fits.size === 0) throw new AppError('lifetime-not-converged', { model: keys.join(', ') })
  step(2, STEPS)

  const counts = isSplit ? holdoutAfter(days, calibration, asOfDay) : null
  const holdout = counts === null ? null : judgeFits(calibration, calibrationGroups, counts, fits, unitDays)
  const choice = chooseModel(fits, holdout, params.model !== 'auto')
  step(3, STEPS)

  const predictsHere = !isSplit || params.predictAt === 'calibration-end'
  const histories = predictsHere ? calibration : whole
  const groups = predictsHere ? calibrationGroups : groupsOf(whole)
  const model = modelOf(choice.model)
  const refit = predictsHere ? undefined : fitPurchaseModel(model, groups, unitDays, check)
  const maximum =
    refit !== undefined && Number.isFinite(refit.logLikelihood) ? refit : fits.get(choice.model)!
  const { parameters } = maximum
  const fitted = fittedGroups(model, parameters, unitDays, groups)
  const spend = predictSpend(histories, check)
  step(4, STEPS)

  const tracked = trackWeeks(days, calibration.customer, calibration.asOfDay, asOfDay)
  const tracking = trackingOf(
    tracked,
    Object.fromEntries(
      [...fits].map(([key, fit]) => [key, expectedByWeek(tracked, modelOf(key), fit.parameters, unitDays)]),
    ),
  )
  const checks = {
    spendCorrelation: spendCorrelation(histories),
    ...gapChecks(days, histories),
    ...weeklyChecks(
      tracking.actual,
      tracking.expected[choice.model] ?? new Float64Array(0),
      tracking.calibrationWeeks,
    ),
  }
  step(5, STEPS)

  const active = byCustomer(groups, pActive(fitted, params.horizonDays))
  const purchases = byCustomer(groups, expectedOrderDays(fitted, params.horizonDays))
  const base = {
    days,
    histories,
    fitted,
    pAlive: byCustomer(groups, fitted.pAlive),
    pActive: active,
    expectedPurchases: purchases,
    expectedSpendMinor: spend.expectedMinor,
    pastSpendMinor: pastSpend(days, histories),
  }
  const newSpendMinor = spend.populationMeanMinor ?? spend.observedMeanMinor
  const valued = valueRun(base, params.economics, newSpendMinor)
  const fit = fitOf(maximum, model.parameterNames, histories.nCustomers)
  const summary: LifetimeSummary = {
    params,
    engineVersion: ENGINE_VERSIONS.lifetime,
    firstDay,
    asOfDay,
    predictionDay: histories.asOfDay,
    unitDays,
    customers: histories.nCustomers,
    repeatCustomers: nRepeaters(histories),
    repeatPurchases: sumOf(histories.frequency),
    model: choice.model,
    choice,
    fit,
    calibrationFits: Object.fromEntries(
      [...fits].map(([key, found]) => [
        key,
        fitOf(found, modelOf(key).parameterNames, calibration.nCustomers),
      ]),
    ),
    spend:
      spend.fit === null
        ? null
        : {
            ...fitOf(spend.fit, SPEND_PARAMETERS, histories.spendDays.filter((n) => n > 0).length),
            meanSpendMinor: spend.populationMeanMinor,
          },
    holdout,
    tracking,
    checks,
    heterogeneity: heterogeneityOf(model, parameters, unitDays),
    warnings: warningsOf({
      days,
      countsZero: params.zeroSpend === 'count',
      choice,
      fit,
      holdout,
      checks,
      spend,
      nLater: days.day.reduce((n, day) => (day > asOfDay ? n + 1 : n), 0),
    }),
    expectedPurchases: sumOf(purchases),
    expectedActive: sumOf(active),
    newCustomer: {
      expectedPurchases: expectedOfNew(model, parameters, unitDays, params.horizonDays),
      pActive:
        pAliveOfNew(model, parameters, unitDays) *
        model.pActiveIfAlive(0, 0, params.horizonDays / unitDays, parameters),
      spendMinor: newSpendMinor,
    },
    value: valued.value,
    elapsedMs: 0,
  }
  step(STEPS, STEPS)
  return { ...base, summary, valueMinor: valued.valueMinor }
}

function sumOf(values: Float64Array | Uint32Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum
}

/** Spend of all order days up to the day of the histories, the first included. */
function pastSpend(days: OrderDays, { nCustomers, customer, frequency }: Histories): Float64Array {
  const past = new Float64Array(nCustomers)
  for (let i = 0; i < nCustomers; i++) {
    const from = days.offsets[customer[i]!]!
    for (let k = from; k <= from + frequency[i]!; k++) past[i] = past[i]! + days.spendMinor[k]!
  }
  return past
}
