import { randomUUID } from 'node:crypto'
import { condense, type CustomerDays } from '../../shared/analytics/ledger/customerDays.ts'
import type { PurchaseLedger } from '../../shared/analytics/ledger/ledger.ts'
import { weeklyTimeline } from '../../shared/analytics/ledger/timeline.ts'
import {
  compileScheme,
  createSnapshot,
  downgradePageOf,
  keepRun,
  migrationOf,
  pageOf,
  runRfm,
  type RfmSnapshot,
} from '../../shared/analytics/rfm/index.ts'
import type { CountProgress, Input, Output } from '../../shared/contract/api.ts'
import type { TextColumn } from '../../shared/contract/batch.ts'
import { isoFromDay } from '../../shared/contract/calendar.ts'
import { AppError } from '../../shared/contract/errors.ts'
import type { Timeline } from '../../shared/contract/project.ts'
import {
  downgradeHeader,
  downgradeRows,
  memberHeader,
  memberRows,
  type ExportList,
  type ExportStyle,
} from './analyticsExport.ts'
import { AnalyticsKeys } from './analyticsKeys.ts'
import { findRun, KeptRun, RunStore } from './analyticsRuns.ts'

const KEPT_RUNS = 3
const CANCEL_EVERY = 4_096

/** Where a session's data come from: an open project file, or a test's arrays. */
export interface AnalyticsSource {
  readPurchases(): PurchaseLedger
  /** the original key of every customer, in the ledger's order */
  readCustomerKeys(): TextColumn
}

/** What a call may ask and tell while it runs. */
export interface AnalyticsContext {
  readonly isCancelled: () => boolean
  readonly progress: (value: CountProgress) => void
}

interface Loaded {
  readonly days: CustomerDays
  readonly keys: AnalyticsKeys
  /** reused by every view; `before` is the compare day */
  readonly now: RfmSnapshot
  readonly before: RfmSnapshot
}

const QUIET: AnalyticsContext = { isCancelled: () => false, progress: () => undefined }

/**
 * One project's analytics, as a worker thread holds them: the ledger condensed to customer days, the latest runs, the
 * orders and lists worked out about them. Data are read at first use and again after `reload`.
 */
export class AnalyticsSession {
  readonly #source: AnalyticsSource
  readonly #nowMs: () => number
  readonly #runs = new RunStore(KEPT_RUNS)
  readonly #migrations = new RunStore(KEPT_RUNS)
  #loaded: Loaded | null = null

  constructor(source: AnalyticsSource, nowMs: () => number = () => performance.now()) {
    this.#source = source
    this.#nowMs = nowMs
  }

  /** Forgets everything after the project changed; runs of before answer `run-expired`. */
  reload(): void {
    this.#loaded = null
    this.#runs.clear()
    this.#migrations.clear()
  }

  timeline(weekStart: 0 | 1): Timeline {
    return weeklyTimeline(this.#load().days, weekStart)
  }

  run(params: Input<'rfm.run'>, context: AnalyticsContext = QUIET): Output<'rfm.run'> {
    const start = this.#nowMs()
    const total = 3
    const step = (done: number): void => {
      stopIfCancelled(context)
      context.progress({ done, total })
    }
    step(0)
    const compiled = compileScheme(params.scheme)
    const loaded = this.#withData(params.asOfDay)
    step(1)
    const { summary, moves } = runRfm(loaded.days, params, compiled, loaded.now, loaded.before)
    step(2)
    const run = keepRun(params, summary.compareDay, compiled, loaded.now, moves)
    step(3)
    const runId = `rfm-${randomUUID()}`
    this.#runs.add(runId, new KeptRun(run, loaded.days, loaded.keys))
    return { runId, summary: { ...summary, elapsedMs: this.#nowMs() - start } }
  }

  at(params: Input<'rfm.at'>): Output<'rfm.at'> {
    const start = this.#nowMs()
    const compiled = compileScheme(params.scheme)
    const { days, now, before } = this.#withData(params.asOfDay)
    const { summary } = runRfm(days, params, compiled, now, before)
    return { ...summary, elapsedMs: this.#nowMs() - start }
  }

  page(input: Input<'rfm.page'>): Output<'rfm.page'> {
    const { runId, filter, sort, descending, offset, limit } = input
    const kept = this.#find(runId)
    const { days, keys } = this.#load()
    return pageOf(kept.run, days, kept.matched(filter, sort, descending), offset, limit, (c) => keys.at(c))
  }

  /** The members that match (and, given ids, are among them), the highest spend first, for a file. */
  exportMembers(
    input: Pick<Input<'rfm.export'>, 'runId' | 'filter' | 'customerIds'>,
    style: ExportStyle,
    context: AnalyticsContext = QUIET,
  ): ExportList {
    const kept = this.#find(input.runId)
    const { keys } = this.#load()
    const { positions } = kept.matched(input.filter, 'monetary', true)
    const wanted = input.customerIds === undefined ? null : new Set(input.customerIds)
    const chosen =
      wanted === null ? positions : positions.filter((i) => wanted.has((kept.run.customer[i] ?? -1) + 1))
    const rows = memberRows(kept.run, chosen, (c) => keys.at(c), style)
    return {
      header: memberHeader(kept.run, style),
      rows: counted(rows, chosen.length, context),
      nRows: chosen.length,
    }
  }

  migration(input: Input<'rfm.migration'>): Output<'rfm.migration'> {
    const start = this.#nowMs()
    const { fromDay, ...params } = input
    const compiled = compileScheme(params.scheme)
    const { days, keys, now, before } = this.#withData(params.asOfDay)
    if (fromDay >= params.asOfDay) throw asOfInvalid(fromDay, days.firstDay, params.asOfDay - 1)
    const { migration, moves } = migrationOf(days, params, fromDay, compiled, before, now)
    const runId = `migration-${randomUUID()}`
    const run = keepRun(params, fromDay, compiled, now, moves)
    this.#migrations.add(runId, new KeptRun(run, days, keys))
    return { runId, migration: { ...migration, elapsedMs: this.#nowMs() - start } }
  }

  downgrades(input: Input<'rfm.downgrades'>): Output<'rfm.downgrades'> {
    const { keys } = this.#load()
    const downgrades = this.#find(input.runId).downgrades()
    return downgradePageOf(downgrades, input, input.offset, input.limit, (c) => keys.at(c))
  }

  exportDowngrades(runId: string, style: ExportStyle, context: AnalyticsContext = QUIET): ExportList {
    const kept = this.#find(runId)
    const { keys } = this.#load()
    const downgrades = kept.downgrades()
    const nRows = downgrades.customer.length
    const rows = downgradeRows(kept.run, downgrades, (c) => keys.at(c), style)
    return { header: downgradeHeader(style), rows: counted(rows, nRows, context), nRows }
  }

  #find(runId: string): KeptRun {
    return findRun(runId, [this.#runs, this.#migrations])
  }

  #load(): Loaded {
    if (this.#loaded === null) {
      const ledger = this.#source.readPurchases()
      const keys = this.#source.readCustomerKeys()
      if (keys.ends.length !== ledger.nCustomers) {
        throw new AppError('internal', {
          message: 'keys and ledger disagree',
          nKeys: keys.ends.length,
          nCustomers: ledger.nCustomers,
        })
      }
      this.#loaded = {
        days: condense(ledger),
        keys: new AnalyticsKeys(keys),
        now: createSnapshot(ledger.nCustomers),
        before: createSnapshot(ledger.nCustomers),
      }
    }
    return this.#loaded
  }

  #withData(asOfDay: number): Loaded {
    const loaded = this.#load()
    const { nEntries, firstDay, lastDay } = loaded.days
    if (nEntries === 0) throw new AppError('no-data')
    if (asOfDay < firstDay) throw asOfInvalid(asOfDay, firstDay, lastDay)
    return loaded
  }
}

function asOfInvalid(day: number, firstDay: number, lastDay: number): AppError {
  return new AppError('as-of-invalid', {
    asOf: isoFromDay(day),
    firstDay: isoFromDay(firstDay),
    lastDay: isoFromDay(lastDay),
  })
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
