import { maximise, type MaximumLikelihood } from './fit.ts'
import { thinGroups, type Groups } from './groups.ts'
import type { PurchaseModel } from './purchaseModel.ts'

/** more groups than this and the searches begin on a part of them */
const ROUGH_GROUPS = 20_000
const FURTHEST = 14

/**
 * Fits a model to groups of customers by maximum likelihood. `isCancelled` is polled once an iteration (throws what
 * `check` throws). Cost: some 40 passes over the groups and as many over 20,000 of them.
 */
export function fitPurchaseModel(
  model: PurchaseModel,
  groups: Groups,
  unitDays: number,
  check?: () => void,
): MaximumLikelihood {
  const isLarge = groups.nGroups > 2 * ROUGH_GROUPS
  const thin = isLarge ? thinGroups(groups, Math.ceil(groups.nGroups / ROUGH_GROUPS)) : null
  const scale = Math.log(meanAge(groups) / unitDays)
  const shift = model.isTime.map((isTime) => (isTime ? scale : 0))
  return maximise({
    likelihood: model.likelihood(groups, unitDays),
    nObservations: groups.nCustomers,
    starts: startsOf(model, groups, unitDays),
    low: Float64Array.from(shift, (s) => s - FURTHEST),
    high: Float64Array.from(shift, (s) => s + FURTHEST),
    rough:
      thin === null
        ? undefined
        : { likelihood: model.likelihood(thin, unitDays), nObservations: thin.nCustomers },
    check,
  })
}

function meanAge(groups: Groups): number {
  let sum = 0
  for (let g = 0; g < groups.nGroups; g++) sum += groups.weight[g]! * groups.ageDays[g]!
  return Math.max(1, sum / groups.nCustomers)
}

/** Alike and unlike customers, leaving early and late, all at the observed mean rate. */
function startsOf(model: PurchaseModel, groups: Groups, unitDays: number): Float64Array[] {
  let repeats = 0
  for (let g = 0; g < groups.nGroups; g++) repeats += groups.weight[g]! * groups.frequency[g]!
  const age = meanAge(groups) / unitDays
  const rate = Math.max(repeats / groups.nCustomers, 1e-3) / age
  return [
    [0.3, 2, 0.8, 2.5],
    [1, 1.2, 0.6, 6],
    [0.3, 4, 0.4, 0.4],
    [3, 1.2, 2, 20],
  ].map(([r = 1, faster = 1, s = 1, b = 1]) => {
    const alpha = r / (rate * faster)
    const last = model.key === 'paretonbd' ? age * (b / 3) : b
    return Float64Array.of(Math.log(r), Math.log(alpha), Math.log(s), Math.log(last))
  })
}
