/** What a plan of as-of days is made from; days are shop-calendar days. */
export interface PlanRequest {
  /** first and last day that the data cover */
  readonly firstDay: number
  readonly lastDay: number
  readonly horizonDays: number
  /** default: the last day whose label window the data cover, lastDay - horizonDays */
  readonly testDay?: number
  /** most training days, default 8 */
  readonly nTrainingDays?: number
  /** most validation days, default 1 */
  readonly nValidationDays?: number
  /** days between as-of days, default max(7, horizonDays / 4) */
  readonly stepDays?: number
  /** days of history that the first as-of day must have before it, default as `defaultHistoryDays` */
  readonly minHistoryDays?: number
  /** leave out training days whose label windows reach beyond the first validation day; default false */
  readonly isValidationApart?: boolean
}

/**
 * `ok`: training and validation days apart. `no-validation`: one as-of day only, which must serve for both (hold out
 * customers instead of days). `history-too-short`: no as-of day has a closed label window and enough history.
 * `test-not-covered`: the test day's label window ends after the data (or the day is before the first as-of day).
 */
export type PlanReason = 'ok' | 'no-validation' | 'history-too-short' | 'test-not-covered'

/** Days of training, validation and test, ascending; empty lists where the reason says so. */
export interface AsOfPlan {
  readonly reason: PlanReason
  readonly testDay: number
  readonly trainingDays: readonly number[]
  readonly validationDays: readonly number[]
  readonly stepDays: number
  readonly minHistoryDays: number
}

const LEAST_HISTORY_DAYS = 30

/** History asked for before the first as-of day: a horizon's length, at most a quarter of the data, at least 30 days. */
export function defaultHistoryDays(observedDays: number, horizonDays: number): number {
  return Math.max(LEAST_HISTORY_DAYS, Math.min(horizonDays, Math.floor(observedDays / 4)))
}

/**
 * Chooses as-of days backwards from the test day so that what is learned was known on it: every label window of training
 * and validation closes by the test day (day + horizonDays <= testDay). The latest of them validate. With
 * `isValidationApart` training windows also close by the first validation day, as far as one such day is left.
 * Throws nothing: what cannot be is said in `reason`. Cost: the number of days chosen.
 */
export function planAsOfDays(request: PlanRequest): AsOfPlan {
  const { firstDay, lastDay, horizonDays } = request
  const testDay = request.testDay ?? lastDay - horizonDays
  const stepDays = Math.max(1, Math.round(request.stepDays ?? Math.max(7, horizonDays / 4)))
  const minHistoryDays = request.minHistoryDays ?? defaultHistoryDays(lastDay - firstDay + 1, horizonDays)
  const nTraining = Math.max(1, request.nTrainingDays ?? 8)
  const nValidation = Math.max(0, request.nValidationDays ?? 1)
  const earliest = firstDay + minHistoryDays - 1
  const plan = { testDay, stepDays, minHistoryDays }
  const none = { ...plan, trainingDays: [], validationDays: [] }
  if (testDay + horizonDays > lastDay || testDay < firstDay) return { ...none, reason: 'test-not-covered' }

  const candidates: number[] = []
  for (let day = testDay - horizonDays; day >= earliest; day -= stepDays) candidates.push(day)
  if (candidates.length === 0) return { ...none, reason: 'history-too-short' }
  if (candidates.length === 1 || nValidation === 0) {
    const trainingDays = candidates.slice(0, nTraining).toReversed()
    return { ...plan, reason: 'no-validation', trainingDays, validationDays: [] }
  }
  const validationDays = candidates.slice(0, Math.min(nValidation, candidates.length - 1))
  const rest = candidates.slice(validationDays.length)
  const firstValidation = validationDays.at(-1) ?? testDay
  const apart = rest.filter((day) => day + horizonDays <= firstValidation)
  const training = request.isValidationApart === true && apart.length > 0 ? apart : rest
  return {
    ...plan,
    reason: 'ok',
    trainingDays: training.slice(0, nTraining).toReversed(),
    validationDays: validationDays.toReversed(),
  }
}
