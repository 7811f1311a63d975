import { AppError } from '../../../contract/errors.ts'
import type { Scenario } from '../../../contract/winback.ts'
import { BANDED, type Banded, type ScenarioBands } from '../../../contract/winbackResult.ts'
import { northStarDelta, type Evaluation } from '../evaluate.ts'
import { moneyOf, ratio, roiOf } from '../ladder/money.ts'
import { sumLadder } from '../ladder/sums.ts'
import { bandOf } from './quantile.ts'
import { unsureOf, worldAt } from './worlds.ts'

/** Figures by world; NaN where a ratio has no denominator. */
export type DrawnFigures = Readonly<Record<Banded, Float64Array>>

/**
 * The figures of a scenario in every drawn world: rates from Beta distributions, revenues times a lognormal multiplier.
 * What was solved (rho, the lift) is solved once, at the entered values, and drawn around like the rest. Worlds of one seed
 * share their random numbers between scenarios. Throws `cancelled`. Cost: draws x (steps x groups).
 */
export function drawFigures(
  scenario: Scenario,
  { model, solved }: Evaluation,
  isCancelled?: () => boolean,
): DrawnFigures {
  const { uncertainty } = scenario
  const draws = uncertainty?.draws ?? 0
  const figures = Object.fromEntries(BANDED.map((name) => [name, new Float64Array(draws)])) as Record<
    Banded,
    Float64Array
  >
  if (uncertainty === undefined) return figures
  const unsure = unsureOf(scenario, uncertainty, model, solved.rho)
  for (let draw = 0; draw < draws; draw++) {
    if (isCancelled?.() === true) throw new AppError('cancelled')
    const world = worldAt(unsure, model, draw)
    const sums = sumLadder(world.model, solved.offer)
    sums.organicRevenue *= world.value
    sums.incrementalRevenue *= world.value
    const money = moneyOf(sums, solved.offer, world.rho, world.model.economics)
    const roi = roiOf(money)
    const values: Readonly<Record<Banded, number | null>> = {
      incrementalReturns: sums.incrementalReturns,
      healthyReturns: sums.healthyReturns,
      grossReturns: sums.organicReturns + sums.incrementalReturns,
      direct: money.direct,
      total: money.total,
      incrementalMargin: money.incrementalMargin,
      profit: money.profit,
      couponsRedeemed: money.redeemed,
      roiGross: roi.gross,
      roiNet: roi.net,
      roiContribution: roi.contribution,
      roiFull: roi.full,
      costPerIncrementalReturn: ratio(money.direct, sums.incrementalReturns),
      northStarDeltaPoints: northStarDelta(scenario, sums.coreReturns),
    }
    for (const name of BANDED) figures[name][draw] = values[name] ?? NaN
  }
  return figures
}

/** P10, P50 and P90 of every figure over the drawn worlds. Cost: a sort a figure. */
export function bandsOf(figures: DrawnFigures, seed: number): ScenarioBands {
  const draws = figures.profit.length
  return {
    draws,
    seed,
    bands: Object.fromEntries(BANDED.map((name) => [name, bandOf(figures[name])])) as ScenarioBands['bands'],
    pProfit: draws === 0 ? 0 : figures.profit.reduce((n, profit) => n + (profit > 0 ? 1 : 0), 0) / draws,
  }
}

/** Share of worlds in which `ours` is above `theirs`; equal worlds count half. Both from the same seed. */
export function shareOfWorldsAbove(ours: Float64Array, theirs: Float64Array): number | null {
  const n = Math.min(ours.length, theirs.length)
  let wins = 0
  for (let i = 0; i < n; i++) wins += ours[i]! > theirs[i]! ? 1 : ours[i] === theirs[i] ? 0.5 : 0
  return n === 0 ? null : wins / n
}
