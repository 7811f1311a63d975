export { computeScenario } from './compute.ts'
export { evaluate, type Evaluation } from './evaluate.ts'
export { stepTotals, type StepTotals } from './stepTotals.ts'
export { assumptionsOf, type Assumption } from './assumptions.ts'
export { eligibleShare } from './eligibleShare.ts'
export { planScenario, preparePlan, type PreparedPlan } from './plan/scenarioPlan.ts'
export {
  fixedTotal,
  gainOfNext,
  leastMoneyFor,
  planAt,
  plannerOf,
  type PlanAt,
  type PlanInput,
  type Planner,
} from './plan/planner.ts'
export { curveOf, spans, type PlanCurve } from './plan/curve.ts'
export { planBands, type PlanBands } from './plan/planBands.ts'
export {
  drawnWorldsOf,
  drawPlans,
  ledgersOf,
  partsOf,
  planInputOf,
  type DrawnPlan,
  type DrawnWorlds,
  type PlanLedgers,
  type PlanPart,
} from './plan/drawnPlans.ts'
export {
  revenueOfClaim,
  sameBudget,
  todaysParts,
  type SameBudget,
  type SpendOutcome,
} from './plan/sameBudget.ts'
export { cellsOf, compress, type Cells } from './plan/cells.ts'
export { solvePolicy } from './policy/solvePolicy.ts'
export { bandsOf, drawFigures, shareOfWorldsAbove } from './uncertainty/bands.ts'
export { bandOf } from './uncertainty/quantile.ts'
export { unsureOf, type UnsureModel } from './uncertainty/worlds.ts'
export { CLASSIC_PAIR, compareStrategies } from './strategies/compare.ts'
export {
  ASSUMED_TASK,
  ASSUMED_TREADMILL,
  couponAlternatives,
  mostFace,
  type CouponAlternatives,
} from './subsidy/alternatives.ts'
export { couponSplit, type CouponSplit } from './subsidy/split.ts'
export { settledOffer } from './subsidy/settled.ts'
export { outcomeOf, type SubsidyOutcome } from './subsidy/outcome.ts'
export { offeredOn, offerPlacements, type Placement } from './subsidy/placement.ts'
export { compareTask, type Task, type TaskComparison, type TaskStage } from './subsidy/task.ts'
export { treadmillOf, type Treadmill, type TreadmillRound, type TreadmillTerms } from './subsidy/treadmill.ts'
export { wilson } from './strategies/intervals.ts'
export { drawStrategy } from './strategies/worlds.ts'
export type { Audience } from './ladder/audience.ts'
export type { Ladder } from './ladder/ladder.ts'
export type { Economics, Model } from './ladder/model.ts'
export type { Offer } from './ladder/offer.ts'
export { countArms, type Arm, type ArmQuestion } from './measured/arms.ts'
export { measureResponses, type MeasuredRates, type MeasuredResponse } from './measured/measureResponses.ts'
export {
  audienceFromProject,
  candidatesOf,
  type ChurnFacts,
  type LifetimeFacts,
  type ProjectMembers,
} from './audience/fromProject.ts'
export { TIERS } from './audience/tiers.ts'
export { basketQuantiles } from './audience/baskets.ts'
export { NO_RATES, projectRates, type ProjectRates } from './audience/rates.ts'
export { projectScenario } from './audience/projectScenario.ts'
export { exactPlan, memberAction, memberPlan, type MemberPlan } from './audience/exactPlan.ts'
