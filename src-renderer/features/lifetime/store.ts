import { create } from 'zustand'
import { AppError, type AppErrorData } from '../../../shared/contract/errors.ts'
import {
  DEFAULT_LIFETIME_ECONOMICS,
  type LifetimeCohorts,
  type LifetimeEconomics,
  type LifetimeMap,
  type LifetimeParams,
  type LifetimeSort,
  type LifetimeSummary,
  type LifetimeValue,
} from '../../../shared/contract/lifetime.ts'
import type { RpcClient } from '../../../shared/rpc/wire.ts'

export interface LifetimeRun {
  readonly runId: string
  readonly summary: LifetimeSummary
}

export type LifetimeResult =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly last: LifetimeRun | null }
  | { readonly kind: 'ready'; readonly run: LifetimeRun }
  | { readonly kind: 'failed'; readonly error: AppErrorData; readonly last: LifetimeRun | null }

export interface LifetimeChoiceOf {
  readonly model: LifetimeParams['model']
  readonly horizonDays: number
}

interface LifetimeState {
  readonly project: string
  /** what the run that is shown or under way was asked */
  readonly question: string
  readonly choice: LifetimeChoiceOf
  readonly economics: LifetimeEconomics
  readonly result: LifetimeResult
  /** under `economics`; null until the run itself or an answer is there */
  readonly value: LifetimeValue | null
  readonly map: LifetimeMap | null
  readonly cohorts: LifetimeCohorts | null
  readonly search: string
  readonly sort: { readonly key: LifetimeSort; readonly descending: boolean }
}

export const useLifetime = create<LifetimeState>(() => ({
  project: '',
  question: '',
  choice: { model: 'auto', horizonDays: 60 },
  economics: DEFAULT_LIFETIME_ECONOMICS,
  result: { kind: 'idle' },
  value: null,
  map: null,
  cohorts: null,
  search: '',
  sort: { key: 'value', descending: true },
}))

const set = useLifetime.setState
const get = useLifetime.getState

/** raised by every question of a kind; answers of an earlier one are dropped */
const order = { run: 0, value: 0 }

export const shownRun = (result: LifetimeResult): LifetimeRun | null =>
  result.kind === 'ready' ? result.run : result.kind === 'idle' ? null : result.last

/** Another project: what was shown of the one before goes. */
export function enterProject(project: string): void {
  if (get().project === project) return
  order.run += 1
  order.value += 1
  set({ ...useLifetime.getInitialState(), project })
}

export const paramsOf = (
  asOfDay: number,
  { choice, economics }: Pick<LifetimeState, 'choice' | 'economics'>,
) =>
  ({
    asOfDay,
    calibrationEndDay: null,
    predictAt: 'as-of',
    unit: 'week',
    model: choice.model,
    horizonDays: choice.horizonDays,
    economics,
    zeroSpend: 'count',
    acquiredFromDay: null,
  }) satisfies LifetimeParams

/** What runs the job with progress and cancel; the session's, or a test's. */
export type RunLifetime = (params: LifetimeParams) => Promise<LifetimeRun>

/** Fits, then asks for map and cohorts; the same question is asked once, an older answer never replaces a newer one. */
export async function fitLifetime(
  client: RpcClient,
  run: RunLifetime,
  asOfDay: number,
  revision: number,
  again = false,
): Promise<void> {
  const params = paramsOf(asOfDay, get())
  const question = JSON.stringify([asOfDay, revision, get().choice])
  if (!again && get().question === question) return
  const mine = ++order.run
  const last = shownRun(get().result)
  set({ question, result: { kind: 'running', last } })
  try {
    const made = await run(params)
    if (mine !== order.run) return
    order.value += 1
    set({ result: { kind: 'ready', run: made }, value: made.summary.value })
    const [map, cohorts] = await Promise.all([
      client.call('lifetime.map', { runId: made.runId, ageDays: null, horizonDays: params.horizonDays }),
      client.call('lifetime.cohorts', { asOfDay, period: 'month', zeroSpend: 'count' }),
    ])
    if (mine === order.run) set({ map, cohorts })
  } catch (thrown) {
    if (mine !== order.run) return
    set({ question: '', result: { kind: 'failed', error: AppError.from(thrown).toData(), last } })
  }
}

let isReckoning = false

/** The same customers under other money and time, nothing fitted again: one question at a time, the latest is the next. */
export async function reckon(client: RpcClient, change: Partial<LifetimeEconomics>): Promise<void> {
  set((state) => ({ economics: { ...state.economics, ...change } }))
  if (isReckoning) return
  isReckoning = true
  try {
    for (let asked: LifetimeEconomics | null = null; asked !== get().economics;) {
      const run = shownRun(get().result)
      if (run === null) return
      asked = get().economics
      const mine = order.value
      const value = await client.call('lifetime.value', { runId: run.runId, economics: asked })
      if (mine === order.value) set({ value })
    }
  } finally {
    isReckoning = false
  }
}

export const chooseLifetime = (change: Partial<LifetimeChoiceOf>): void =>
  set((state) => ({ choice: { ...state.choice, ...change } }))
export const searchFor = (search: string): void => set({ search })
export const sortBy = (sort: LifetimeState['sort']): void => set({ sort })
