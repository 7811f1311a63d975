import type { Scenario, ScenarioUncertainty } from '../../../contract/winback.ts'
import { EVERYBODY } from '../../../contract/winbackChecks.ts'
import { rateFor, type Ladder } from '../ladder/ladder.ts'
import type { Model } from '../ladder/model.ts'
import { beta, multiplier, streamOf } from './variates.ts'

/** A rate that is not known for sure: its value, the sample behind it, a key of its own, and where it stands. */
interface Unsure {
  readonly key: string
  readonly p: number
  readonly n: number
  readonly places: readonly number[]
}

/** What may turn out otherwise. One entry of a file is one quantity: a number for all groups is drawn once for all. */
export interface UnsureModel {
  readonly draws: number
  readonly seed: number
  readonly valueVariation: number
  readonly response: readonly Unsure[]
  readonly delivered: readonly Unsure[]
  readonly stayRate: readonly Unsure[]
  /** by rate class: the mean of its entries moves, each in proportion */
  readonly organicReturn: readonly Unsure[]
  readonly organicStay: Unsure
  readonly rho: Unsure
}

/** A drawn world: the model as it may turn out, rho, and the multiplier of every revenue. */
export interface World {
  readonly model: Model
  readonly rho: number
  readonly value: number
}

/** The unsure quantities of a scenario and the samples behind them. Cost: steps x groups. */
export function unsureOf(
  scenario: Scenario,
  uncertainty: ScenarioUncertainty,
  model: Model,
  rho: number | null,
): UnsureModel {
  const { sampleSizes, draws, seed, valueVariation } = uncertainty
  const size = (sizes: number | Readonly<Record<string, number>>, name: string): number =>
    typeof sizes !== 'number' && !Object.hasOwn(sizes, name) && !Object.hasOwn(sizes, EVERYBODY)
      ? 200
      : rateFor(sizes, name)
  const stepKeys = keysOfSteps(scenario)
  const byStep = (field: 'response' | 'delivered'): Unsure[] =>
    scenario.ladder.flatMap((step, s) => {
      const n = size(sampleSizes[field], step.channel)
      const rates = step[field]
      const key = `${field}/${stepKeys[s] ?? ''}`
      const placesOf = (isPlace: (name: string) => boolean): number[] =>
        scenario.groups.flatMap(({ name }, g) => (isPlace(name) ? [s * scenario.groups.length + g] : []))
      if (typeof rates === 'number') return [{ key, p: rates, n, places: placesOf(() => true) }]
      return Object.entries(rates).map(([name, p]) => ({
        key: `${key}/${name}`,
        p,
        n,
        places: placesOf((other) => (name === EVERYBODY ? !Object.hasOwn(rates, other) : other === name)),
      }))
    })
  return {
    draws,
    seed,
    valueVariation,
    response: byStep('response'),
    delivered: byStep('delivered'),
    stayRate: scenario.ladder.map(({ channel, stayRate }, s) => ({
      key: `stayRate/${stepKeys[s] ?? ''}`,
      p: stayRate,
      n: size(sampleSizes.stayRate, channel),
      places: [s],
    })),
    organicReturn: organicClasses(model, (g) => {
      const name = scenario.groups[g]?.name ?? ''
      return { key: `organicReturn/${name}`, n: size(sampleSizes.organicReturn, name) }
    }),
    organicStay: {
      key: 'stayRate',
      p: scenario.organicStayRate,
      n: size(sampleSizes.stayRate, EVERYBODY),
      places: [],
    },
    rho: { key: 'redeemShare', p: rho ?? 0, n: sampleSizes.redeemShare, places: [] },
  }
}

/** The organic return of every rate class: the mean of its entries, weighted by customers. Cost: one pass. */
export function organicClasses(
  { audience, ladder }: Model,
  of: (rateClass: number) => { readonly key: string; readonly n: number },
): Unsure[] {
  const sums = new Float64Array(ladder.nClasses)
  const counts = new Float64Array(ladder.nClasses)
  for (let i = 0; i < audience.n; i++) {
    const g = audience.rateClass[i]!
    sums[g] = sums[g]! + audience.count[i]! * audience.organicReturn[i]!
    counts[g] = counts[g]! + audience.count[i]!
  }
  return Array.from(sums, (sum, g) => ({ ...of(g), p: counts[g]! > 0 ? sum / counts[g]! : 0, places: [g] }))
}

/** World `draw` (0, 1, ...). Cost: one variate a quantity and one pass over the entries. */
export function worldAt(unsure: UnsureModel, model: Model, draw: number): World {
  const { seed } = unsure
  const drawn = ({ key, p, n }: Unsure): number => beta(p, n, streamOf(seed, draw, key))
  const moved = (column: Float64Array, quantities: readonly Unsure[]): Float64Array => {
    const next = column.slice()
    for (const quantity of quantities) {
      const value = drawn(quantity)
      for (const place of quantity.places) next[place] = value
    }
    return next
  }
  const ladder: Ladder = {
    ...model.ladder,
    response: moved(model.ladder.response, unsure.response),
    delivered: moved(model.ladder.delivered, unsure.delivered),
    stayRate: moved(model.ladder.stayRate, unsure.stayRate),
  }
  const factors = Float64Array.from(unsure.organicReturn, (quantity) =>
    quantity.p > 0 ? drawn(quantity) / quantity.p : 1,
  )
  const { audience } = model
  const organicReturn = audience.organicReturn.map((o, i) =>
    Math.min(1, o * factors[audience.rateClass[i]!]!),
  )
  return {
    model: {
      ...model,
      ladder,
      audience: { ...audience, organicReturn },
      economics: { ...model.economics, organicStayRate: drawn(unsure.organicStay) },
    },
    rho: drawn(unsure.rho),
    value: multiplier(unsure.valueVariation, streamOf(seed, draw, 'value')),
  }
}

/** A step's channel, numbered from its second use on. */
function keysOfSteps({ ladder }: Scenario): string[] {
  return ladder.map(({ channel }, s) => {
    const nBefore = ladder.slice(0, s).filter((step) => step.channel === channel).length
    return nBefore === 0 ? channel : `${channel} ${nBefore + 1}`
  })
}
