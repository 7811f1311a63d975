import { randomUUID } from 'node:crypto'
import { holdoutAfter } from '../../shared/analytics/lifetime/histories.ts'
import {
  cohortTables,
  customerOrder,
  lifetimeHistory,
  lifetimeMap,
  lifetimePage,
  matchCustomers,
  matchedCustomers,
  orderDaysOf,
  runLifetime,
  valueRun,
  type LifetimeRun,
  type OrderDays,
} from '../../shared/analytics/lifetime/index.ts'
import type { PurchaseLedger } from '../../shared/analytics/ledger/ledger.ts'
import type { Input, Output } from '../../shared/contract/api.ts'
import { isoFromDay } from '../../shared/contract/calendar.ts'
import { AppError } from '../../shared/contract/errors.ts'
import type { LifetimeEconomics, LifetimeFilter } from '../../shared/contract/lifetime.ts'
import type { ExportStyle } from './analyticsExport.ts'
import { AnalyticsKeys } from './analyticsKeys.ts'
import type { AnalyticsContext, AnalyticsSource } from './analyticsSession.ts'
import { lifetimeTiers, tiersAt } from './lifetimeTiers.ts'
import { lifetimeHeader, lifetimeRows, type LifetimeList } from './lifetimeExport.ts'
import { NorthStarSession, type NamedContacts } from './northStarSession.ts'

const KEPT_RUNS = 3
const CANCEL_EVERY = 4_096

/** What the thread reads: purchases and keys, and contacts where the project has any. */
export interface LifetimeSource extends AnalyticsSource {
  readonly readContacts?: () => NamedContacts | null
}

/** One state of a project for the lifetime thread: its ledger, the latest runs, and what was last asked of them. */
export class LifetimeSession {
  readonly northStar: NorthStarSession
  readonly #source: LifetimeSource
  readonly #nowMs: () => number
  readonly #runs = new Map<string, LifetimeRun>()
  readonly #days = new Map<string, OrderDays>()
  #ledger: PurchaseLedger | null = null
  #keys: AnalyticsKeys | null = null
  #revalued: { readonly question: string; readonly run: LifetimeRun } | null = null
  #tiers: { readonly question: string; readonly tierOf: Int16Array } | null = null
  #order: { readonly question: string; readonly positions: Uint32Array } | null = null

  constructor(source: LifetimeSource, nowMs: () => number = () => performance.now()) {
    this.#source = source
    this.#nowMs = nowMs
    let contacts: NamedContacts | null | undefined
    this.northStar = new NorthStarSession({
      ledger: () => this.#ledgerOnce(),
      keys: () => this.#keysOnce(),
      contacts: () => (contacts ??= source.readContacts?.() ?? null),
      within: (asOfDay) => this.#within(asOfDay),
    })
  }

  run(params: Input<'lifetime.run'>, context: AnalyticsContext): Output<'lifetime.run'> {
    const start = this.#nowMs()
    const check = (): void => stopIfCancelled(context)
    const step = (done: number, total: number): void => {
      check()
      context.progress({ done, total })
    }
    const found = runLifetime(this.#orderDays(params.zeroSpend), params, { check, step })
    const run = { ...found, summary: { ...found.summary, elapsedMs: this.#nowMs() - start } }
    const runId = `lifetime-${randomUUID()}`
    this.#runs.set(runId, run)
    for (const id of this.#runs.keys()) if (this.#runs.size > KEPT_RUNS) this.#runs.delete(id)
    return { runId, summary: run.summary }
  }

  value({ runId, economics }: Input<'lifetime.value'>): Output<'lifetime.value'> {
    return this.#valued(runId, economics).summary.value
  }

  page(input: Input<'lifetime.page'>): Output<'lifetime.page'> {
    const { runId, economics, filter, sort, descending, offset, limit } = input
    const run = this.#valued(runId, economics)
    const question = JSON.stringify([runId, run.summary.value.economics, sort, descending])
    if (this.#order?.question !== question) {
      const positions = customerOrder(run, sort, descending, () => this.#keysOnce().ranks())
      this.#order = { question, positions }
    }
    const matched = matchedCustomers(run, this.#mask(run, filter), this.#order.positions)
    return lifetimePage(run, matched, offset, limit, (c) => this.#keysOnce().at(c))
  }

  map({ runId, ageDays, horizonDays }: Input<'lifetime.map'>): Output<'lifetime.map'> {
    const { fitted, histories } = this.#find(runId)
    return lifetimeMap(fitted, histories, ageDays ?? medianRepeatAge(histories), horizonDays)
  }

  tiers({ runId, economics, scheme }: Input<'lifetime.tiers'>): Output<'lifetime.tiers'> {
    const run = this.#valued(runId, economics)
    const { predictionDay } = run.summary
    const question = JSON.stringify([predictionDay, scheme])
    if (this.#tiers?.question !== question) {
      this.#tiers = { question, tierOf: tiersAt(this.#ledgerOnce(), predictionDay, scheme) }
    }
    return lifetimeTiers(run, this.#tiers.tierOf, scheme)
  }

  customer({ runId: asked, customerId }: Input<'lifetime.customer'>): Output<'lifetime.customer'> {
    const runId = asked ?? [...this.#runs.keys()].at(-1)
    if (runId === undefined) return null
    const { fitted, days, summary } = this.#find(runId)
    const { predictionDay, params } = summary
    if (customerId < 1 || customerId > days.nCustomers) {
      throw new AppError('customer-not-found', { customer: customerId })
    }
    return lifetimeHistory(fitted, days, customerId - 1, predictionDay, params.horizonDays)
  }

  /** The customers that match (and, given ids, are among them), the highest value first, for a file. */
  exportCustomers(
    input: Pick<Input<'lifetime.export'>, 'runId' | 'economics' | 'filter' | 'customerIds'>,
    style: ExportStyle,
    context: AnalyticsContext,
  ): LifetimeList {
    const run = this.#valued(input.runId, input.economics)
    const order = customerOrder(run, 'value', true, () => this.#keysOnce().ranks())
    const { positions } = matchedCustomers(run, this.#mask(run, input.filter), order)
    const wanted = input.customerIds === undefined ? null : new Set(input.customerIds)
    const chosen =
      wanted === null ? positions : positions.filter((i) => wanted.has((run.histories.customer[i] ?? -1) + 1))
    const { asOfDay, predictionDay } = run.summary
    const later = predictionDay < asOfDay ? holdoutAfter(run.days, run.histories, asOfDay).orderDays : null
    const rows = lifetimeRows(run, chosen, later, (c) => this.#keysOnce().at(c))
    return {
      header: lifetimeHeader(run, style, later !== null),
      rows: counted(rows, chosen.length, context),
      nRows: chosen.length,
    }
  }

  cohorts(
    { asOfDay, period, zeroSpend }: Input<'lifetime.cohorts'>,
    weekStart: 0 | 1,
  ): Output<'lifetime.cohorts'> {
    const days = this.#orderDays(zeroSpend)
    return cohortTables(days, this.#within(asOfDay), period, weekStart)
  }

  /** The day asked for, or the last one of the ledger; fails before the first. */
  #within(asOfDay: number | null): number {
    const { day } = this.#ledgerOnce()
    let [firstDay, lastDay] = [Infinity, -Infinity]
    for (const at of day) {
      if (at < firstDay) firstDay = at
      if (at > lastDay) lastDay = at
    }
    if (day.length === 0) throw new AppError('no-data')
    if (asOfDay === null || asOfDay >= firstDay) return asOfDay ?? lastDay
    throw new AppError('as-of-invalid', {
      asOf: isoFromDay(asOfDay),
      firstDay: isoFromDay(firstDay),
      lastDay: isoFromDay(lastDay),
    })
  }

  #find(runId: string): LifetimeRun {
    const run = this.#runs.get(runId)
    if (run === undefined) throw new AppError('run-expired', { runId })
    return run
  }

  /** The run under other economics; the last answer is kept. */
  #valued(runId: string, economics: LifetimeEconomics | undefined): LifetimeRun {
    const run = this.#find(runId)
    const question = JSON.stringify([runId, economics])
    if (economics === undefined) return run
    if (this.#revalued?.question !== question) {
      const { value, valueMinor } = valueRun(run, economics, run.summary.newCustomer.spendMinor)
      this.#revalued = { question, run: { ...run, valueMinor, summary: { ...run.summary, value } } }
    }
    return this.#revalued.run
  }

  #mask(run: LifetimeRun, filter: LifetimeFilter): Uint8Array {
    return matchCustomers(run, filter, this.#keysOnce().search(filter.search ?? ''))
  }

  #orderDays(zeroSpend: 'count' | 'leave-out'): OrderDays {
    const days = this.#days.get(zeroSpend) ?? orderDaysOf(this.#ledgerOnce(), zeroSpend)
    this.#days.set(zeroSpend, days)
    return days
  }

  #ledgerOnce(): PurchaseLedger {
    this.#ledger ??= this.#source.readPurchases()
    return this.#ledger
  }

  #keysOnce(): AnalyticsKeys {
    this.#keys ??= new AnalyticsKeys(this.#source.readCustomerKeys())
    return this.#keys
  }
}

function medianRepeatAge({ frequency, ageDays }: LifetimeRun['histories']): number {
  const ages = ageDays.filter((_, i) => (frequency[i] ?? 0) > 0).sort((a, b) => a - b)
  return ages[Math.floor(ages.length / 2)] ?? 0
}

function stopIfCancelled(context: AnalyticsContext): void {
  if (context.isCancelled()) throw new AppError('cancelled')
}

function* counted<T>(rows: Iterable<T>, total: number, context: AnalyticsContext): Generator<T> {
  let done = 0
  for (const row of rows) {
    if (done % CANCEL_EVERY === 0) {
      stopIfCancelled(context)
      context.progress({ done, total })
    }
    done++
    yield row
  }
  context.progress({ done, total })
}
