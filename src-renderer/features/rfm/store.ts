import { create } from 'zustand'
import type { AppErrorData } from '../../../shared/contract/errors.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import type { Timeline } from '../../../shared/contract/project.ts'
import type {
  RfmFilter,
  RfmLintIssue,
  RfmParams,
  RfmScheme,
  RfmSummary,
} from '../../../shared/contract/rfm.ts'
import { latest } from '../../../shared/rpc/latest.ts'
import type { RpcClient } from '../../../shared/rpc/wire.ts'
import type { GridMeasure } from './charts/gridFigures.ts'

export type SavedScheme = RfmScheme & { readonly builtIn: boolean }

/** What of the parameters this screen chooses; the as-of day is the project's. */
export type RfmChoice = Omit<RfmParams, 'asOfDay'>

/** The exact result with its handle, or why there is none. `stale`: what is shown is of the hand, the run follows. */
export type RfmResult =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly last: RfmSummary | null }
  | { readonly kind: 'ready'; readonly runId: string; readonly summary: RfmSummary }
  | { readonly kind: 'failed'; readonly error: AppErrorData; readonly last: RfmSummary | null }

interface RfmState {
  readonly choice: RfmChoice
  readonly result: RfmResult
  /** of the slider in the hand; null when the exact result is shown */
  readonly live: RfmSummary | null
  readonly timeline: Timeline | null
  readonly schemes: readonly SavedScheme[]
  readonly lint: readonly RfmLintIssue[]
  readonly filter: RfmFilter
  readonly measure: GridMeasure
  /** of the project the state belongs to; another revision drops the results */
  readonly revision: number
}

const NOTHING = {
  result: { kind: 'idle' },
  live: null,
  timeline: null,
  schemes: [],
  lint: [],
  filter: {},
} as const

export const useRfm = create<RfmState>(() => ({
  choice: { windowDays: 365, frequency: 'orders', scheme: 'mean8', compareDays: 30 },
  measure: 'people',
  revision: -1,
  ...NOTHING,
}))

const set = useRfm.setState
const get = useRfm.getState

/** The summary to draw: of the hand while it drags, else the exact one, else the last good one. */
export function shownSummary(state: Pick<RfmState, 'live' | 'result'>): RfmSummary | null {
  if (state.live) return state.live
  switch (state.result.kind) {
    case 'ready':
      return state.result.summary
    case 'running':
    case 'failed':
      return state.result.last
    case 'idle':
      return null
  }
}

/** Reads what the screen stands on; drops results of an earlier state of the project. */
export async function loadProject(client: RpcClient, revision: number): Promise<void> {
  if (get().revision === revision) return
  set({ ...NOTHING, revision })
  const [timeline, schemes] = await Promise.all([
    client.call('ledger.timeline', {}),
    client.call('rfm.schemes', {}),
  ])
  if (get().revision !== revision) return
  set({ timeline, schemes })
  await lintChosen(client)
}

let order = 0

/** The exact run; an older answer never replaces a newer one. */
export async function run(client: RpcClient, asOfDay: number): Promise<void> {
  const mine = ++order
  set((state) => ({ result: { kind: 'running', last: shownSummary(state) } }))
  try {
    const { runId, summary } = await client.call('rfm.run', { ...get().choice, asOfDay })
    if (mine === order) set({ result: { kind: 'ready', runId, summary }, live: null })
  } catch (thrown) {
    if (mine !== order) return
    const error = AppError.from(thrown).toData()
    set((state) => ({ result: { kind: 'failed', error, last: shownSummary(state) }, live: null }))
  }
}

const sliders = new WeakMap<RpcClient, (params: RfmParams) => Promise<RfmSummary | null>>()

/** The same while the hand drags: the newest wins, nothing is kept. */
export async function preview(
  client: RpcClient,
  asOfDay: number,
  choice: RfmChoice = get().choice,
): Promise<void> {
  let slider = sliders.get(client)
  if (!slider) {
    slider = latest((params: RfmParams) => client.call('rfm.at', params))
    sliders.set(client, slider)
  }
  const before = order
  const summary = await slider({ ...choice, asOfDay }).catch(() => null)
  if (summary && before === order) set({ live: summary })
}

export async function choose(client: RpcClient, asOfDay: number, change: Partial<RfmChoice>): Promise<void> {
  set((state) => ({
    choice: { ...state.choice, ...change },
    filter: change.scheme === undefined ? state.filter : {},
  }))
  await Promise.all([run(client, asOfDay), change.scheme === undefined ? undefined : lintChosen(client)])
}

/** The chosen scheme as a whole. */
export function chosenScheme(state: Pick<RfmState, 'choice' | 'schemes'>): RfmScheme | null {
  const { scheme } = state.choice
  return typeof scheme === 'string' ? (state.schemes.find((one) => one.key === scheme) ?? null) : scheme
}

async function lintChosen(client: RpcClient): Promise<void> {
  const scheme = chosenScheme(get())
  if (!scheme) return
  set({ lint: await client.call('rfm.lint', plain(scheme)) })
}

/** Without what the list of schemes adds. */
export function plain(scheme: RfmScheme): RfmScheme {
  const { key, nameZh, nameEn, scoring, segments, rules } = scheme
  return { key, nameZh, nameEn, scoring, segments, rules }
}

export async function saveScheme(client: RpcClient, asOfDay: number, scheme: RfmScheme): Promise<void> {
  await client.call('rfm.saveScheme', scheme)
  set({ schemes: await client.call('rfm.schemes', {}) })
  await choose(client, asOfDay, { scheme })
}

export async function deleteScheme(client: RpcClient, asOfDay: number, key: string): Promise<void> {
  await client.call('rfm.deleteScheme', { key })
  set({ schemes: await client.call('rfm.schemes', {}) })
  await choose(client, asOfDay, { scheme: 'mean8' })
}

export const filterBy = (filter: RfmFilter): void => set({ filter })

/** Adds or takes away one of a filter's list entries; an empty list is no filter. */
export function toggle<K extends 'segments' | 'cells'>(
  kind: K,
  value: NonNullable<RfmFilter[K]>[number],
): void {
  set((state) => {
    const list: readonly (string | number)[] = state.filter[kind] ?? []
    const next = list.includes(value) ? list.filter((one) => one !== value) : [...list, value]
    const { [kind]: _gone, ...rest } = state.filter
    return { filter: next.length === 0 ? rest : { ...rest, [kind]: next } }
  })
}

export const show = (measure: GridMeasure): void => set({ measure })
