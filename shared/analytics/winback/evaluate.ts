import type { Scenario } from '../../contract/winback.ts'
import type { GroupResult, ScenarioResult, ScenarioTotals, StepResult } from '../../contract/winbackResult.ts'
import { refusedInput } from '../../contract/winbackRead.ts'
import { breakEvenMultiple, breakEvenRedemption } from './ladder/breakEven.ts'
import type { Ladder } from './ladder/ladder.ts'
import { modelOf, type Model } from './ladder/model.ts'
import { moneyOf, ratio, roiOf, type Money } from './ladder/money.ts'
import { rangeOf, redemptionOf, solveOffer, type SolvedOffer } from './ladder/redemption.ts'
import { sumLadder, type LadderSums } from './ladder/sums.ts'
import { FIGURE, N_FIGURES } from './ladder/walk.ts'

/** A scenario's evaluation with what it was computed from, for plans, bands and curves that go on from there. */
export interface Evaluation {
  readonly model: Model
  readonly solved: SolvedOffer
  readonly sums: LadderSums
  readonly money: Money
  readonly result: ScenarioResult
}

/**
 * Evaluates a scenario with groups: everybody allowed climbs the whole ladder. Expected values, exact for the model that
 * the file describes. Throws `scenario-invalid` when the redemption cannot be reached (path offer.redemption, with the
 * feasible range) and for an audience that must come from a project. Cost: steps x groups, about 200 times for the
 * break-even.
 */
export function evaluate(scenario: Scenario): Evaluation {
  if (scenario.fromProject !== null) throw refusedInput('audience.fromProject', 'needs-project', '')
  const model = modelOf(scenario)
  const solved = solveOffer(scenario, model)
  const { offer } = solved
  const rho = solved.rho ?? 0
  const groups: GroupResult[] = []
  const sums = sumLadder(model, offer, (i, rows) => groups.push(groupResult(scenario, model, i, rows)))
  const money = moneyOf(sums, offer, rho, model.economics)
  const range = offer === null ? null : rangeOf(sums, offer)
  const { acquisitionCost } = scenario.value
  const costPerHealthyReturn = ratio(money.direct, sums.healthyReturns)
  const gross = sums.organicReturns + sums.incrementalReturns
  const result: ScenarioResult = {
    groups,
    totals: totalsOf(sums, money, offer === null ? null : redemptionOf(sums, offer, rho)),
    redeemShare: solved.rho,
    redemptionRange: range,
    roi: roiOf(money),
    costPerReturn: ratio(money.direct, gross),
    costPerIncrementalReturn: ratio(money.direct, sums.incrementalReturns),
    fullCostPerIncrementalReturn: ratio(money.total, sums.incrementalReturns),
    costPerHealthyReturn,
    northStarDeltaPoints: northStarDelta(scenario, sums.coreReturns),
    breakEven: {
      redemption: breakEvenRedemption(sums, money, offer, range, model),
      responseMultiple: breakEvenMultiple(model, offer, rho),
    },
    ...(solved.pull === null ? {} : { lift: solved.pull }),
    ...(acquisitionCost === undefined
      ? {}
      : {
          acquisition: {
            cost: acquisitionCost,
            ratio: costPerHealthyReturn === null ? null : ratio(costPerHealthyReturn, acquisitionCost),
          },
        }),
  }
  return { model, solved, sums, money, result }
}

/** 100 * incremental returns of core groups * monthly repurchase of the returned / core customers; null if unknown. */
export function northStarDelta({ northStar }: Scenario, coreReturns: number): number | null {
  if (northStar === undefined) return null
  return ratio(100 * coreReturns * northStar.monthlyRepurchaseOfReturned, northStar.coreCustomers)
}

function totalsOf(sums: LadderSums, money: Money, redemption: number | null): ScenarioTotals {
  return {
    customers: sums.customers,
    contacts: sums.contacts,
    delivered: sums.delivered,
    couponsIssued: sums.issued,
    organicReturns: sums.organicReturns,
    incrementalReturns: sums.incrementalReturns,
    healthyReturns: sums.healthyReturns,
    optOuts: sums.optOuts,
    messageCost: sums.messageCost,
    organicRevenue: sums.organicRevenue,
    incrementalRevenue: sums.incrementalRevenue,
    couponsRedeemed: money.redeemed,
    redemption,
    couponsUnneeded: money.unneeded,
    couponsLeaked: money.leaked,
    couponCost: money.couponCost,
    grossReturns: sums.organicReturns + sums.incrementalReturns,
    revenue: money.revenue,
    incrementalMargin: money.incrementalMargin,
    direct: money.direct,
    opportunity: money.opportunity,
    hidden: money.hidden,
    total: money.total,
    profit: money.profit,
  }
}

function groupResult({ groups }: Scenario, model: Model, i: number, rows: Float64Array): GroupResult {
  const { audience, ladder } = model
  const customers = audience.count[i] ?? 0
  const organicReturns = customers * (audience.organicReturn[i] ?? 0)
  const steps: StepResult[] = []
  let incrementalReturns = 0
  let couponsIssued = 0
  for (let s = 0; s < ladder.nSteps; s++) {
    if (ladder.allowed[s * ladder.nClasses + i] === 0) continue
    const step = stepResult(ladder, s, customers, rows)
    steps.push(step)
    incrementalReturns += step.incrementalReturns
    couponsIssued += customers * (rows[s * N_FIGURES + FIGURE.issued] ?? 0)
  }
  return {
    name: groups[i]?.name ?? '',
    customers,
    organicReturns,
    incrementalReturns,
    grossReturns: organicReturns + incrementalReturns,
    couponsIssued,
    steps,
  }
}

function stepResult(ladder: Ladder, s: number, customers: number, rows: Float64Array): StepResult {
  const figure = (name: keyof typeof FIGURE): number => customers * (rows[s * N_FIGURES + FIGURE[name]] ?? 0)
  return {
    channel: ladder.channels[ladder.channel[s] ?? 0] ?? '',
    sent: figure('sent'),
    delivered: figure('delivered'),
    incrementalReturns: figure('returns'),
    cost: figure('cost'),
    optOuts: figure('optOuts'),
  }
}
