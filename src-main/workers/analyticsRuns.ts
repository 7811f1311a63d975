import {
  downgradesOf,
  matchedInOrder,
  matchMembers,
  memberOrder,
  rhythmOf,
  type Downgrades,
  type MatchedMembers,
  type RfmRhythm,
  type RfmRun,
} from '../../shared/analytics/rfm/index.ts'
import type { CustomerDays } from '../../shared/analytics/ledger/customerDays.ts'
import { AppError } from '../../shared/contract/errors.ts'
import type { RfmFilter, RfmSort } from '../../shared/contract/rfm.ts'
import type { AnalyticsKeys } from './analyticsKeys.ts'

const MAX_ORDERS = 4

/** A kept run with what was worked out about it so far: orders by column, rhythm, the last matched list. */
export class KeptRun {
  readonly run: RfmRun
  readonly #days: CustomerDays
  readonly #keys: AnalyticsKeys
  readonly #orders = new Map<string, Uint32Array>()
  #rhythm: RfmRhythm | null = null
  #downgrades: Downgrades | null = null
  #matched: { readonly question: string; readonly answer: MatchedMembers } | null = null

  constructor(run: RfmRun, days: CustomerDays, keys: AnalyticsKeys) {
    this.run = run
    this.#days = days
    this.#keys = keys
  }

  matched(filter: RfmFilter, sort: RfmSort, isDescending: boolean): MatchedMembers {
    const question = JSON.stringify([filter, sort, isDescending])
    if (this.#matched?.question !== question) {
      const mask = this.mask(filter)
      const answer = matchedInOrder(this.run, mask, this.#order(sort, isDescending))
      this.#matched = { question, answer }
    }
    return this.#matched.answer
  }

  mask(filter: RfmFilter): Uint8Array {
    return matchMembers(this.run, filter, this.#keys.search(filter.search ?? ''))
  }

  downgrades(): Downgrades {
    this.#downgrades ??= downgradesOf(this.run, this.#days, this.#rhythmOnce())
    return this.#downgrades
  }

  #order(sort: RfmSort, isDescending: boolean): Uint32Array {
    const name = `${sort} ${isDescending}`
    const known = this.#orders.get(name)
    const order =
      known ??
      memberOrder(
        this.run,
        sort,
        isDescending,
        () => this.#rhythmOnce(),
        () => this.#keys.ranks(),
      )
    this.#orders.delete(name)
    this.#orders.set(name, order)
    dropOldest(this.#orders, MAX_ORDERS)
    return order
  }

  #rhythmOnce(): RfmRhythm {
    this.#rhythm ??= rhythmOf(this.run, this.#days)
    return this.#rhythm
  }
}

/** The latest few runs by id; asking for one keeps it longer. */
export class RunStore {
  readonly #runs = new Map<string, KeptRun>()
  readonly #limit: number

  constructor(limit: number) {
    this.#limit = limit
  }

  add(runId: string, run: KeptRun): void {
    this.#runs.set(runId, run)
    dropOldest(this.#runs, this.#limit)
  }

  find(runId: string): KeptRun | undefined {
    const run = this.#runs.get(runId)
    if (run === undefined) return undefined
    this.#runs.delete(runId)
    this.#runs.set(runId, run)
    return run
  }

  clear(): void {
    this.#runs.clear()
  }
}

/** The run in any of the stores; throws `run-expired`. */
export function findRun(runId: string, stores: readonly RunStore[]): KeptRun {
  for (const store of stores) {
    const run = store.find(runId)
    if (run !== undefined) return run
  }
  throw new AppError('run-expired', { runId })
}

function dropOldest<T>(entries: Map<string, T>, limit: number): void {
  for (const name of entries.keys()) {
    if (entries.size <= limit) return
    entries.delete(name)
  }
}
