import type { NorthStarGroup } from '../../contract/northstar.ts'
import type { MonthlyFacts } from './monthlyFacts.ts'

/** Month of each customer's first purchase; 65535 = never bought. Cost: the entries up to it. */
export function firstMonths({ nCustomers, offsets, month, isBuyer }: MonthlyFacts): Uint16Array {
  const first = new Uint16Array(nCustomers).fill(65_535)
  for (let c = 0; c < nCustomers; c++) {
    for (let i = offsets[c]!; i < offsets[c + 1]!; i++) {
      if (isBuyer[i] === 0) continue
      first[c] = month[i]!
      break
    }
  }
  return first
}

/** Counts core customers by a measure cut at ascending bounds: a value at a bound belongs to the group above it. */
export class GroupCount {
  readonly #bounds: readonly number[]
  readonly #core: number[]
  readonly #active: number[]

  constructor(bounds: readonly number[]) {
    this.#bounds = bounds
    this.#core = Array.from({ length: bounds.length + 1 }, () => 0)
    this.#active = this.#core.slice()
  }

  /** One core customer with that measure; `isActive`: bought in the month. */
  add(measure: number, isActive: boolean): void {
    let group = 0
    while (group < this.#bounds.length && measure >= this.#bounds[group]!) group++
    this.#core[group] = this.#core[group]! + 1
    if (isActive) this.#active[group] = this.#active[group]! + 1
  }

  /** The counts so far, one more than there are bounds. */
  groups(): NorthStarGroup[] {
    return this.#core.map((core, group) => ({ core, coreActive: this.#active[group]! }))
  }
}
