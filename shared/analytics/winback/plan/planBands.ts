import { AppError } from '../../../contract/errors.ts'
import type { Band } from '../../../contract/winbackResult.ts'
import type { Model } from '../ladder/model.ts'
import { bandOf } from '../uncertainty/quantile.ts'
import { worldAt, type UnsureModel } from '../uncertainty/worlds.ts'
import { planAt, type Planner } from './planner.ts'
import { pricerOf } from './pricer.ts'

/** Gains (profit before fixed cost) and incremental returns at each budget, over the drawn worlds. */
export interface PlanBands {
  readonly gain: readonly (Band | null)[]
  readonly returns: readonly (Band | null)[]
}

/**
 * How the plan of each budget turns out: the plan is made at the entered values and kept, the worlds differ. Budgets
 * ascending. Throws `cancelled`. Cost: draws x (two walks an entry + one pass over the frontier's steps).
 */
export function planBands(
  planner: Planner,
  model: Model,
  unsure: UnsureModel,
  budgets: ArrayLike<number>,
  isCancelled?: () => boolean,
): PlanBands {
  const { frontier, previous, input } = planner
  const { audience } = input
  const n = budgets.length
  const ends = Array.from({ length: n }, (_, p) => planAt(planner, budgets[p]!))
  const gains = ends.map(() => new Float64Array(unsure.draws))
  const returns = ends.map(() => new Float64Array(unsure.draws))
  const nSlots = input.ladder.nSteps * 2
  const slotGain = new Float64Array(audience.n * nSlots)
  const slotReturns = new Float64Array(audience.n * nSlots)
  const at = (column: Float64Array, i: number, slot: number): number =>
    slot < 0 ? 0 : column[i * nSlots + slot]!
  for (let draw = 0; draw < unsure.draws; draw++) {
    if (isCancelled?.() === true) throw new AppError('cancelled')
    const world = worldAt(unsure, model, draw)
    const economics = {
      ...world.model.economics,
      marginRate: world.model.economics.marginRate * world.value,
    }
    const pricer = pricerOf(world.model.ladder, economics, input.offer, world.rho)
    for (let i = 0; i < audience.n; i++) {
      pricer.price(world.model.audience, i)
      slotGain.set(pricer.gain, i * nSlots)
      slotReturns.set(pricer.returns, i * nSlots)
    }
    let k = 0
    let gain = 0
    let back = 0
    ends.forEach(({ nWhole, nPartial }, p) => {
      for (; k < nWhole; k++) {
        const i = frontier.item[k]!
        const count = audience.count[i]!
        gain += count * (at(slotGain, i, frontier.action[k]!) - at(slotGain, i, previous[k]!))
        back += count * (at(slotReturns, i, frontier.action[k]!) - at(slotReturns, i, previous[k]!))
      }
      let partGain = 0
      let partBack = 0
      if (nPartial > 0) {
        const i = frontier.item[k]!
        partGain = nPartial * (at(slotGain, i, frontier.action[k]!) - at(slotGain, i, previous[k]!))
        partBack = nPartial * (at(slotReturns, i, frontier.action[k]!) - at(slotReturns, i, previous[k]!))
      }
      gains[p]![draw] = gain + partGain
      returns[p]![draw] = back + partBack
    })
  }
  return { gain: gains.map(bandOf), returns: returns.map(bandOf) }
}
