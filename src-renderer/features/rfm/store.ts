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
  /** the project and its revision that the state belongs to; another one drops the results */
  readonly stamp: string
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
  stamp: '',
  ...NOTHING,
}))

const set = useRfm.setState
const get = useRfm.getState

/** raised by every run; answers of an earlier one are dropped */
let order = 0

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
export async function loadProject(client: RpcClient, stamp: string): Promise<void> {
  if (get().stamp === stamp) return
  order += 1
  set({ ...NOTHING, stamp })
  const [timeline, schemes] = await Promise.all([
    client.call('ledger.timeline', {}),
    client.call('rfm.schemes', {}),
  ])
  if (get().stamp !== stamp) return
  set({ timeline, schemes })
  await lintChosen(client)
}

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

/** From this many members on the comparison with the day before waits until the hand lets go: it doubles the work. */
const MANY_MEMBERS = 150_000

/** What is compared while the hand drags. */
export function daysComparedLive(state: Pick<RfmState, 'live' | 'result' | 'measure'>, days: number): number {
  const nMembers = shownSummary(state)?.nMembers ?? 0
  return nMembers > MANY_MEMBERS && state.measure !== 'change' ? 0 : days
}

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
  const compareDays = daysComparedLive(get(), choice.compareDays)
  const summary = await slider({ ...choice, compareDays, asOfDay }).catch(() => null)
  if (summary && before === order) set({ live: summary })
}

export async function choose(client: RpcClient, asOfDay: number, change: Partial<RfmChoice>): Promise<void> {
  set((state) => ({
    choice: { ...state.choice, ...change },
    filter: change.scheme === undefined ? state.filter : filterFor(change.scheme, state),
  }))
  await Promise.all([run(client, asOfDay), change.scheme === undefined ? undefined : lintChosen(client)])
}

/** The chosen scheme as a whole. */
export function chosenScheme(state: Pick<RfmState, 'choice' | 'schemes'>): RfmScheme | null {
  return schemeNamed(state.choice.scheme, state.schemes)
}

/** A built-in scheme by its key; a whole scheme is itself. */
export function schemeNamed(scheme: RfmChoice['scheme'], schemes: readonly SavedScheme[]): RfmScheme | null {
  return typeof scheme === 'string' ? (schemes.find((one) => one.key === scheme) ?? null) : scheme
}

/** The filter under another scheme: segments that it does not have are dropped. */
function filterFor(scheme: RfmChoice['scheme'], state: RfmState): RfmFilter {
  const { segments, ...rest } = state.filter
  const keys = new Set(schemeNamed(scheme, state.schemes)?.segments.map((one) => one.key))
  const kept = segments?.filter((key) => keys.has(key)) ?? []
  return kept.length === 0 ? rest : { ...rest, segments: kept }
}

async function lintChosen(client: RpcClient): Promise<void> {
  const scheme = chosenScheme(get())
  if (!scheme) return
  const lint = await client.call('rfm.lint', plain(scheme))
  if (chosenScheme(get()) === scheme) set({ lint })
}

/** Without what the list of schemes adds. */
export function plain(scheme: RfmScheme): RfmScheme {
  const { key, nameZh, nameEn, scoring, segments, rules } = scheme
  return { key, nameZh, nameEn, scoring, segments, rules }
}

export async function saveScheme(client: RpcClient, scheme: RfmScheme): Promise<void> {
  await client.call('rfm.saveScheme', plain(scheme))
  set({ schemes: await client.call('rfm.schemes', {}) })
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
