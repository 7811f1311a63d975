import { seededRandom, type SeededRandom } from '../../shared/analytics/numerics/seededRandom.ts'
import type { LifetimeModel } from '../../shared/contract/lifetime.ts'

/** Histories as the models see them, times in ticks. */
export interface SimulatedBuyers {
  readonly frequency: Uint32Array
  readonly recencyDays: Uint32Array
  readonly ageDays: Uint32Array
}

/** Who is simulated: true parameters in units of `ticksPerUnit` ticks, ages spread evenly over a range of ticks. */
export interface BuyersToSimulate {
  readonly model: LifetimeModel
  readonly parameters: readonly [number, number, number, number]
  readonly customers: number
  readonly ticksPerUnit: number
  readonly ageTicks: readonly [number, number]
  readonly seed: number
}

/** Customers who do exactly what a model says, from rates to order days; order days that fall on one tick merge. */
export function simulateBuyers(plan: BuyersToSimulate): SimulatedBuyers {
  const { model, customers, ticksPerUnit, ageTicks } = plan
  const [r, alpha, third, fourth] = plan.parameters
  const random = seededRandom(plan.seed)
  const frequency = new Uint32Array(customers)
  const recencyDays = new Uint32Array(customers)
  const ageDays = new Uint32Array(customers)
  for (let i = 0; i < customers; i++) {
    const age = ageTicks[0] + random.below(ageTicks[1] - ageTicks[0] + 1)
    const rate = gamma(random, r) / alpha / ticksPerUnit
    const end =
      model === 'paretonbd'
        ? (exponential(random) / (gamma(random, third) / fourth)) * ticksPerUnit
        : Infinity
    const pLeave = model === 'paretonbd' ? 0 : beta(random, third, fourth)
    const until = Math.min(age, end)
    let at = 0
    let x = 0
    let last = 0
    let leaves = model === 'mbgnbd' && random.next() < pLeave
    while (!leaves) {
      at += exponential(random) / rate
      if (!(at < until)) break
      const tick = Math.ceil(at)
      if (tick > age) break
      if (tick > last) {
        x++
        last = tick
      }
      leaves = random.next() < pLeave
    }
    frequency[i] = x
    recencyDays[i] = last
    ageDays[i] = age
  }
  return { frequency, recencyDays, ageDays }
}

function exponential(random: SeededRandom): number {
  return -Math.log(1 - random.next())
}

/** Source: Marsaglia & Tsang 2000; shapes below 1 by their own boost. */
function gamma(random: SeededRandom, shape: number): number {
  if (shape < 1) return gamma(random, shape + 1) * (1 - random.next()) ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const normal = Math.sqrt(2 * exponential(random)) * Math.cos(2 * Math.PI * random.next())
    const v = (1 + c * normal) ** 3
    if (v > 0 && Math.log(1 - random.next()) < normal ** 2 / 2 + d - d * v + d * Math.log(v)) return d * v
  }
}

function beta(random: SeededRandom, a: number, b: number): number {
  const left = gamma(random, a)
  return left / (left + gamma(random, b))
}

/** Average spends of a Gamma-Gamma population: frequencies as given (at least 1), in currency units. */
export function simulateSpend(
  frequency: Uint32Array,
  [p, q, scale]: readonly [number, number, number],
  seed: number,
): Float64Array {
  const random = seededRandom(seed)
  return Float64Array.from(frequency, (x) => {
    const rate = gamma(random, q) / scale
    return gamma(random, p * x) / rate / x
  })
}
