import { randomUUID } from 'node:crypto'
import standard from '../../resources/playbooks/standard.json' with { type: 'json' }
import {
  drawHoldOut,
  interventionQueue,
  measureDraw,
  queuePage,
  queuePositions,
  type Queue,
  type QueueInput,
} from '../../shared/analytics/interventions/index.ts'
import type { Input, Output } from '../../shared/contract/api.ts'
import { isoFromDay } from '../../shared/contract/calendar.ts'
import { AppError } from '../../shared/contract/errors.ts'
import {
  playbookSchema,
  type InterventionCampaign,
  type InterventionFilter,
  type InterventionPage,
  type InterventionSort,
  type Playbook,
} from '../../shared/contract/interventions.ts'
import { ENGINE_VERSIONS } from '../../shared/contract/version.ts'
import type { TextColumn } from '../../shared/contract/batch.ts'
import type { Draw, DrawWithMembers } from '../project/saved/draws.ts'
import { plainMoney, type ExportStyle } from './analyticsExport.ts'
import { AnalyticsKeys } from './analyticsKeys.ts'

const KEPT_RUNS = 3
const EXPORT_ROWS = 1_000

/** The playbook that comes with the program. */
export const STANDARD_PLAYBOOK: Playbook = playbookSchema.parse(standard)

/** Where the queue's data come from and its drawings go to: an open project file, or a test's arrays. */
export interface InterventionSource {
  readInput(): QueueInput
  readKeys(): TextColumn
  productNames(ids: Iterable<number>): ReadonlyMap<number, string>
  readPlaybook(): Playbook | null
  readDraws(): readonly DrawWithMembers[]
  saveDraw(draw: Omit<Draw, 'id'>, customerId: Uint32Array, heldOut: Uint8Array): number
  deleteDraw(id: number): void
}

/** A list on its way to a file. */
export interface InterventionList {
  readonly header: readonly string[]
  readonly rows: Iterable<readonly (string | number | null)[]>
}

/** One state of a project for the queue of interventions: its data and the latest queues. */
export class InterventionSession {
  readonly #source: InterventionSource
  readonly #nowMs: () => number
  readonly #runs = new Map<string, Queue>()
  #input: QueueInput | null = null
  #keys: AnalyticsKeys | null = null
  #order: { readonly question: string; readonly positions: Uint32Array } | null = null

  constructor(source: InterventionSource, nowMs: () => number = () => performance.now()) {
    this.#source = source
    this.#nowMs = nowMs
  }

  run(params: Input<'interventions.run'>, isCancelled: () => boolean): Output<'interventions.run'> {
    const start = this.#nowMs()
    const playbook = params.playbook ?? this.#source.readPlaybook() ?? STANDARD_PLAYBOOK
    const found = interventionQueue(this.#inputOnce(), params, playbook, () => {
      if (isCancelled()) throw new AppError('cancelled')
    })
    const run = { ...found, summary: { ...found.summary, elapsedMs: this.#nowMs() - start } }
    const runId = `interventions-${randomUUID()}`
    this.#runs.set(runId, run)
    for (const id of this.#runs.keys()) if (this.#runs.size > KEPT_RUNS) this.#runs.delete(id)
    return { runId, summary: run.summary }
  }

  page(input: Input<'interventions.page'>): Output<'interventions.page'> {
    const { runId, filter, sort, descending, offset, limit } = input
    return this.#pageOf(runId, this.#positions(runId, filter, sort, descending), offset, limit)
  }

  /**
   * Draws the hold-out among the customers of one line of the playbook, remembers both arms, and answers the list of those to write to.
   * `write` puts it into its file first: what cannot be written is not remembered.
   */
  draw(
    input: Pick<Input<'interventions.draw'>, 'runId' | 'entry' | 'holdOutShare' | 'seed' | 'name'>,
    style: ExportStyle,
    nowMs: number,
    write: (list: InterventionList) => { rows: number },
  ): Output<'interventions.draw'> {
    const { runId, entry, holdOutShare, seed, name } = input
    const run = this.#find(runId)
    const line = run.summary.playbook.entries[entry]
    if (line === undefined) throw new AppError('input-invalid', { field: 'entry' })
    const all = queuePositions(run, { all: true }, null, 'expected', true, () => this.#keysOnce().ranks())
    const positions = all.filter((k) => run.entry[k] === entry)
    if (positions.length === 0) throw new AppError('interventions-none')
    const heldOut = drawHoldOut(positions.length, holdOutShare, seed)
    const treated = positions.filter((_, i) => heldOut[i] === 0)
    const { rows } = write({
      header: headerOf(style),
      rows: this.#rows(runId, treated, style),
    })
    const drawId = this.#source.saveDraw(
      {
        name,
        drawnAtMs: nowMs,
        asOfDay: run.summary.asOfDay,
        kind: line.kind,
        channel: line.channel,
        holdOutShare,
        seed,
        engineVersion: ENGINE_VERSIONS.interventions,
        plan: JSON.stringify(line),
      },
      positions.map((k) => run.downgrades.customer[k]! + 1),
      heldOut,
    )
    return { drawId, rows, heldOut: positions.length - treated.length }
  }

  /** Every drawing, newest first, with what its arms did since, as far as the data reach. */
  campaigns(): readonly InterventionCampaign[] {
    const { purchases } = this.#inputOnce()
    const lastDay = purchases.day.reduce((last, day) => Math.max(last, day), -1)
    const zeroBased = (ids: Uint32Array): Uint32Array => ids.map((id) => id - 1)
    return this.#source.readDraws().map((draw) => {
      const { id, name, drawnAtMs, asOfDay, kind, channel, holdOutShare, seed, treated, heldOut } = draw
      return {
        ...{ id, name, drawnAtMs, asOfDay, kind, channel, holdOutShare, seed },
        ...measureDraw(purchases, asOfDay, lastDay, zeroBased(treated), zeroBased(heldOut)),
      }
    })
  }

  forget(id: number): void {
    this.#source.deleteDraw(id)
  }

  *#rows(
    runId: string,
    positions: Uint32Array,
    style: ExportStyle,
  ): Generator<readonly (string | number | null)[]> {
    const { summary } = this.#find(runId)
    for (let offset = 0; offset < positions.length; offset += EXPORT_ROWS) {
      const page = this.#pageOf(runId, positions, offset, EXPORT_ROWS)
      for (let i = 0; i < page.customerKey.length; i++) yield rowOf(page, i, summary, style)
    }
  }

  #pageOf(runId: string, positions: Uint32Array, offset: number, limit: number): InterventionPage {
    const run = this.#find(runId)
    const shown = positions.subarray(offset, offset + limit)
    const products = this.#source.productNames(Array.from(shown, (k) => run.usual[k]?.product ?? 0))
    const keys = this.#keysOnce()
    return queuePage(
      run,
      positions,
      offset,
      limit,
      (c) => keys.at(c),
      (id) => products.get(id) ?? '',
    )
  }

  #positions(
    runId: string,
    filter: InterventionFilter,
    sort: InterventionSort,
    descending: boolean,
  ): Uint32Array {
    const question = JSON.stringify([runId, filter, sort, descending])
    if (this.#order?.question !== question) {
      const { search, ...rest } = filter
      const found = this.#keysOnce().search(search ?? '')
      const positions = queuePositions(this.#find(runId), rest, found, sort, descending, () =>
        this.#keysOnce().ranks(),
      )
      this.#order = { question, positions }
    }
    return this.#order.positions
  }

  #find(runId: string): Queue {
    const run = this.#runs.get(runId)
    if (run === undefined) throw new AppError('run-expired', { runId })
    return run
  }

  #inputOnce(): QueueInput {
    this.#input ??= this.#source.readInput()
    return this.#input
  }

  #keysOnce(): AnalyticsKeys {
    this.#keys ??= new AnalyticsKeys(this.#source.readKeys())
    return this.#keys
  }
}

function headerOf({ language, currency }: ExportStyle): string[] {
  return language === 'zh-CN'
    ? [
        '客户',
        '渠道',
        '做法',
        '话术',
        '原层级',
        '现层级',
        `可挽回 ${currency}`,
        '常买商品',
        '该补日',
        '该补区间起',
        '该补区间止',
        '积分',
        '积分到期日',
      ]
    : [
        'customer',
        'channel',
        'action',
        'text',
        'tier before',
        'tier now',
        `savable ${currency}`,
        'usual item',
        'due day',
        'due from',
        'due to',
        'points',
        'points expire on',
      ]
}

const OUT = { 'zh-CN': '窗口内无购买', en: 'no order in the window' } as const

function rowOf(
  page: InterventionPage,
  i: number,
  { playbook, tiers }: Output<'interventions.run'>['summary'],
  { language }: ExportStyle,
): readonly (string | number | null)[] {
  const line = playbook.entries[page.entry[i]!]!
  const isChinese = language === 'zh-CN'
  const tier = (at: number): string =>
    tiers[at] === undefined ? OUT[language] : isChinese ? tiers[at].nameZh : tiers[at].nameEn
  const day = (of: number): string | null => (of < 0 ? null : isoFromDay(of))
  const product = page.product[i]!
  const points = Number.isNaN(page.points[i]!) ? null : page.points[i]!
  const text = (isChinese ? line.textZh : line.textEn)
    .replaceAll('{product}', product)
    .replaceAll('{points}', points === null ? '' : String(points))
    .replaceAll('{day}', day(page.pointsExpiryDay[i]!) ?? '')
  return [
    page.customerKey[i]!,
    line.channel,
    line.kind,
    text,
    tier(page.from[i]!),
    tier(page.to[i]!),
    plainMoney(page.savableMinor[i]!),
    product === '' ? null : product,
    day(page.dueDay[i]!),
    day(page.dueFromDay[i]!),
    day(page.dueToDay[i]!),
    points,
    day(page.pointsExpiryDay[i]!),
  ]
}
