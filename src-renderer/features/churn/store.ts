import { create } from 'zustand'
import {
  DEFAULT_CHURN_ECONOMICS,
  type ChurnAlive,
  type ChurnCurrent,
  type ChurnEconomics,
  type ChurnParams,
  type ChurnProfit,
  type ChurnSetup,
  type ChurnSummary,
} from '../../../shared/contract/churn.ts'
import { AppError, type AppErrorData } from '../../../shared/contract/errors.ts'
import type { RpcClient } from '../../../shared/rpc/wire.ts'
import { draftOf, NEW_DRAFT, type SetupDraft } from './setupDraft.ts'

/** All customers of the test day, or those who had bought shortly before it. */
export type ChurnView = 'all' | 'recent'

/** Something that was asked for: the last good answer stays while a newer one is on its way or has failed. */
export type Asked<T> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly last: T | null }
  | { readonly kind: 'ready'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: AppErrorData; readonly last: T | null }

interface ChurnState {
  /** project and revision that everything here belongs to */
  readonly stamp: string
  /** the stored model, null inside = there is none yet */
  readonly model: Asked<{ readonly current: ChurnCurrent | null }>
  readonly setup: Asked<ChurnSetup>
  /** null = as the stored model was trained, or as proposed */
  readonly draft: SetupDraft | null
  readonly profit: Asked<ChurnProfit>
  readonly view: ChurnView
  readonly economics: ChurnEconomics
  readonly economicsEntered: boolean
  /** pChurn from which on customers are contacted; null = where profit peaks */
  readonly threshold: number | null
}

export const useChurn = create<ChurnState>(() => ({
  stamp: '',
  model: { kind: 'idle' },
  setup: { kind: 'idle' },
  draft: null,
  profit: { kind: 'idle' },
  view: 'all',
  economics: DEFAULT_CHURN_ECONOMICS,
  economicsEntered: false,
  threshold: null,
}))

const get = useChurn.getState
const set = useChurn.setState

/** raised by every question of a kind; answers of an earlier one are dropped */
const order = { model: 0, setup: 0, profit: 0 }

export const shown = <T>(asked: Asked<T>): T | null =>
  asked.kind === 'ready' ? asked.value : asked.kind === 'idle' ? null : asked.last

export const shownSummary = (state: Pick<ChurnState, 'model'>): ChurnSummary | null =>
  shown(state.model)?.current?.summary ?? null

/** Another project: what was shown of the one before goes. A new revision only asks again. */
export function enterProject(fileName: string, revision: number): void {
  const stamp = `${fileName} ${revision}`
  if (get().stamp === stamp) return
  order.setup += 1
  if (fileOf(get().stamp) === fileName) {
    set({ stamp })
    return
  }
  order.model += 1
  order.profit += 1
  set({ ...useChurn.getInitialState(), stamp })
}

/** Asks; an older answer never replaces a newer one, a failure keeps the last picture. */
async function ask<K extends 'model' | 'setup' | 'profit'>(
  key: K,
  question: () => Promise<Extract<ChurnState[K], { kind: 'ready' }>['value']>,
): Promise<void> {
  const mine = ++order[key]
  const last = shown<unknown>(get()[key])
  const put = (asked: Asked<unknown>) => set({ [key]: asked } as unknown as Pick<ChurnState, K>)
  put({ kind: 'running', last })
  try {
    const value = await question()
    if (mine === order[key]) put({ kind: 'ready', value })
  } catch (thrown) {
    if (mine === order[key]) put({ kind: 'failed', error: AppError.from(thrown).toData(), last })
  }
}

export const loadModel = (client: RpcClient): Promise<void> =>
  ask('model', async () => ({ current: await client.call('churn.current', {}) }))

export const loadSetup = (client: RpcClient, alive: ChurnAlive): Promise<void> =>
  ask('setup', () => client.call('churn.setup', { alive }))

/** The exact measures at the person's economics, after the hand let go. */
export async function askProfit(client: RpcClient): Promise<void> {
  const summary = shownSummary(get())
  if (!summary) return
  const { economics, view } = get()
  await ask('profit', () =>
    client.call('churn.profit', { runId: summary.runId, recentOnly: view === 'recent', economics }),
  )
}

/** What runs a job with progress and cancel; the session's, or a test's. */
export type RunChurn = {
  readonly train: (params: ChurnParams) => Promise<ChurnSummary>
  readonly score: (asOfDay: number) => Promise<ChurnSummary>
}

/** Trains; a cancel or a failure leaves the model that was there and is the caller's to tell. */
export const train = (run: RunChurn, params: ChurnParams): Promise<ChurnSummary> =>
  work(() => run.train(params))

export const score = (run: RunChurn, asOfDay: number): Promise<ChurnSummary> => work(() => run.score(asOfDay))

async function work(job: () => Promise<ChurnSummary>): Promise<ChurnSummary> {
  const { stamp } = get()
  const summary = await job()
  if (fileOf(get().stamp) !== fileOf(stamp)) return summary
  order.model += 1
  order.profit += 1
  set({
    model: { kind: 'ready', value: { current: { summary, isStale: false } } },
    draft: null,
    profit: { kind: 'idle' },
    threshold: null,
    ...(summary.recent === null && { view: 'all' as const }),
  })
  return summary
}

const fileOf = (stamp: string) => stamp.slice(0, stamp.lastIndexOf(' '))

export const look = (view: ChurnView): void => set({ view, threshold: null })
export const moveThreshold = (threshold: number | null): void => set({ threshold })
export const enterEconomics = (change: Partial<ChurnEconomics>): void =>
  set((state) => ({ economics: { ...state.economics, ...change }, economicsEntered: true }))

/** The set-up in hand: what somebody changed, else that of the stored model. */
export function draftIn(state: Pick<ChurnState, 'draft' | 'model'>): SetupDraft {
  const summary = shownSummary(state)
  return state.draft ?? (summary ? draftOf(summary.params) : NEW_DRAFT)
}

export const changeDraft = (change: Partial<SetupDraft>): void =>
  set((state) => ({ draft: { ...draftIn(state), ...change } }))
