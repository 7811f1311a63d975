import type { LifetimeChoice, LifetimeHoldout, LifetimeModel } from '../../contract/lifetime.ts'
import type { MaximumLikelihood } from './fit.ts'
import { groupHistories, type Groups } from './groups.ts'
import type { Histories, HoldoutCounts } from './histories.ts'
import { modelOf } from './models.ts'
import { byCustomer, expectedOrderDays, fittedGroups, pActive } from './predict.ts'
import { LAST_FREQUENCY, sameRate, scoreHoldout } from './score.ts'

/** Fits by model. */
export type Fits = ReadonlyMap<LifetimeModel, MaximumLikelihood>

/**
 * Holds every fit against the holdout. The predictive log likelihood of a model is that of the whole history, holdout
 * included, less that of the calibration, at the parameters of the calibration: the density of what the holdout
 * brought, given what was known. Cost: a pass and a sort a model.
 */
export function judgeFits(
  histories: Histories,
  groups: Groups,
  holdout: HoldoutCounts,
  fits: Fits,
  unitDays: number,
): LifetimeHoldout {
  const { frequency, ageDays } = histories
  const { horizonDays, orderDays } = holdout
  const later = groupHistories(
    frequency.map((x, i) => x + orderDays[i]!),
    holdout.recencyDays,
    ageDays.map((age) => age + horizonDays),
  )
  const models: Partial<Record<LifetimeModel, ReturnType<typeof scoreHoldout>>> = {}
  for (const [key, { parameters }] of fits) {
    const model = modelOf(key)
    const fitted = fittedGroups(model, parameters, unitDays, groups)
    const total = (of: Groups): number =>
      model.rowLogLikelihood(of, unitDays, parameters).reduce((sum, log, g) => sum + log * of.weight[g]!, 0)
    models[key] = scoreHoldout(frequency, holdout, {
      expected: byCustomer(groups, expectedOrderDays(fitted, horizonDays)),
      pActive: byCustomer(groups, pActive(fitted, horizonDays)),
      logLikelihood: total(later) - total(groups),
    })
  }
  const frequencies = Array.from({ length: LAST_FREQUENCY + 1 }, (_, from) => ({
    from,
    customers: 0,
    purchases: 0,
    active: 0,
  }))
  let purchases = 0
  let active = 0
  for (let i = 0; i < histories.nCustomers; i++) {
    const cell = frequencies[Math.min(frequency[i]!, LAST_FREQUENCY)]!
    const bought = orderDays[i]!
    cell.customers++
    cell.purchases += bought
    purchases += bought
    if (bought === 0) continue
    cell.active++
    active++
  }
  return {
    calibrationEndDay: histories.asOfDay,
    untilDay: holdout.untilDay,
    horizonDays,
    customers: histories.nCustomers,
    purchases,
    active,
    frequencies,
    models,
    baseline: scoreHoldout(frequency, holdout, sameRate(frequency, ageDays, horizonDays)),
  }
}

/** difference of log likelihoods that is none */
const ALIKE = 0.01

/**
 * The model to use: of those that converged (of all when none did), the one with the highest predictive log likelihood on the
 * holdout; without a holdout, on the history (all models have four parameters). When none converged the first that is within
 * 0.01 of the highest. `asked` = the person chose.
 */
export function chooseModel(fits: Fits, holdout: LifetimeHoldout | null, asked: boolean): LifetimeChoice {
  const fitted = [...fits]
  const sound = fitted.filter(([, fit]) => fit.converged)
  const likelihoodOf = ([key, fit]: readonly [LifetimeModel, MaximumLikelihood]): number =>
    holdout === null ? fit.logLikelihood : (holdout.models[key]?.logLikelihood ?? -Infinity)
  const candidates = sound.length > 0 ? sound : fitted
  const ranked = candidates.toSorted((a, b) => likelihoodOf(b) - likelihoodOf(a))
  if (sound.length === 0 && ranked[0] !== undefined) {
    // models that have all run away say the same: the first of them is as good, whatever the last digits are
    const least = likelihoodOf(ranked[0]) - ALIKE
    const first = fitted.find((fit) => likelihoodOf(fit) >= least)
    if (first !== undefined) ranked.unshift(...ranked.splice(ranked.indexOf(first), 1))
  }
  const [best, second] = ranked
  const model = best?.[0] ?? 'bgnbd'
  const lead =
    best === undefined || second === undefined ? null : Math.max(0, likelihoodOf(best) - likelihoodOf(second))
  const own = holdout?.models[model]
  return {
    model,
    reason: asked
      ? 'asked-for'
      : sound.length === 1
        ? 'only-converged'
        : holdout === null
          ? 'history-likelihood'
          : 'holdout-likelihood',
    runnerUp: second?.[0] ?? null,
    lead: lead !== null && Number.isFinite(lead) ? lead : null,
    gainOverSameRate:
      holdout === null || own === undefined
        ? null
        : holdout.baseline.meanAbsoluteError - own.meanAbsoluteError,
  }
}
