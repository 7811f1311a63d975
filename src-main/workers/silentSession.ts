import { randomUUID } from 'node:crypto'
import {
  runSilent,
  silentPage,
  silentPositions,
  type SilentRun,
} from '../../shared/analytics/silent/index.ts'
import type { Input, Output } from '../../shared/contract/api.ts'
import { AppError } from '../../shared/contract/errors.ts'
import type { SilentFilter, SilentSort } from '../../shared/contract/silent.ts'
import type { ExportStyle } from './analyticsExport.ts'
import { AnalyticsKeys } from './analyticsKeys.ts'
import { silentHeader, silentRow, type SilentList } from './silentExport.ts'
import type { SilentSource } from './silentSource.ts'

const KEPT_RUNS = 3
const EXPORT_ROWS = 1_000

/** One state of a project for the thread of the silent: its data and the latest runs. */
export class SilentSession {
  readonly #source: SilentSource
  readonly #nowMs: () => number
  readonly #runs = new Map<string, SilentRun>()
  #input: ReturnType<SilentSource['readInput']> | null = null
  #keys: AnalyticsKeys | null = null
  #order: { readonly question: string; readonly positions: Uint32Array } | null = null

  constructor(source: SilentSource, nowMs: () => number = () => performance.now()) {
    this.#source = source
    this.#nowMs = nowMs
  }

  run(params: Input<'silent.run'>, isCancelled: () => boolean): Output<'silent.run'> {
    const start = this.#nowMs()
    this.#input ??= this.#source.readInput()
    const found = runSilent(this.#input, params, () => {
      if (isCancelled()) throw new AppError('cancelled')
    })
    const run = { ...found, summary: { ...found.summary, elapsedMs: this.#nowMs() - start } }
    const runId = `silent-${randomUUID()}`
    this.#runs.set(runId, run)
    for (const id of this.#runs.keys()) if (this.#runs.size > KEPT_RUNS) this.#runs.delete(id)
    return { runId, summary: run.summary }
  }

  page({ runId, filter, sort, descending, offset, limit }: Input<'silent.page'>): Output<'silent.page'> {
    const run = this.#find(runId)
    const positions = this.#positions(runId, filter, sort, descending)
    return this.#pageOf(run, positions, offset, limit)
  }

  /** The silent that match, the highest spend first, for a file. */
  exportList(
    { runId, filter }: Pick<Input<'silent.export'>, 'runId' | 'filter'>,
    style: ExportStyle,
  ): SilentList {
    const run = this.#find(runId)
    const positions = this.#positions(runId, filter, 'spend', true)
    const pageOf = (offset: number): Output<'silent.page'> =>
      this.#pageOf(run, positions, offset, EXPORT_ROWS)
    function* rows(): Generator<readonly (string | number | null)[]> {
      for (let offset = 0; offset < positions.length; offset += EXPORT_ROWS) {
        const page = pageOf(offset)
        for (let i = 0; i < page.customerKey.length; i++) yield silentRow(page, i, run.summary, style)
      }
    }
    return { header: silentHeader(style), rows: rows(), nRows: positions.length }
  }

  #pageOf(run: SilentRun, positions: Uint32Array, offset: number, limit: number): Output<'silent.page'> {
    const shown = positions.subarray(offset, offset + limit)
    const products = this.#source.productNames(Array.from(shown, (c) => run.hooks.product[c] ?? 0))
    const categories = this.#input?.categoryNames ?? []
    return silentPage(run, positions, offset, limit, {
      keyOf: (c) => this.#keysOnce().at(c),
      productOf: (id) => products.get(id) ?? '',
      categoryOf: (id) => categories[id] ?? '',
    })
  }

  #positions(runId: string, filter: SilentFilter, sort: SilentSort, descending: boolean): Uint32Array {
    const question = JSON.stringify([runId, filter, sort, descending])
    if (this.#order?.question !== question) {
      const { search, ...rest } = filter
      const found = this.#keysOnce().search(search ?? '')
      const positions = silentPositions(this.#find(runId), rest, found, sort, descending, () =>
        this.#keysOnce().ranks(),
      )
      this.#order = { question, positions }
    }
    return this.#order.positions
  }

  #find(runId: string): SilentRun {
    const run = this.#runs.get(runId)
    if (run === undefined) throw new AppError('run-expired', { runId })
    return run
  }

  #keysOnce(): AnalyticsKeys {
    this.#keys ??= new AnalyticsKeys(this.#source.readKeys())
    return this.#keys
  }
}
