import { create } from 'zustand'
import type { Output } from '../../../shared/contract/api.ts'
import { AppError, type AppErrorData } from '../../../shared/contract/errors.ts'
import {
  DEFAULT_POTENTIAL_RULE,
  DEFAULT_SILENT_MARGIN,
  potentialRuleProblem,
  type PotentialRule,
  type SilentFilter,
  type SilentParams,
  type SilentSort,
} from '../../../shared/contract/silent.ts'

export type SilentRun = Output<'silent.run'>

export type SilentResult =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly last: SilentRun | null }
  | { readonly kind: 'ready'; readonly run: SilentRun }
  | { readonly kind: 'failed'; readonly error: AppErrorData; readonly last: SilentRun | null }

interface SilentState {
  /** the project that everything here belongs to */
  readonly project: string
  /** the question that was asked last; the same is not asked twice */
  readonly question: string
  /** null = the proposed one */
  readonly silenceDays: number | null
  readonly rule: PotentialRule
  readonly marginRate: number
  readonly result: SilentResult
  readonly filter: SilentFilter
  readonly sort: { readonly key: SilentSort; readonly descending: boolean }
}

export const useSilent = create<SilentState>(() => ({
  project: '',
  question: '',
  silenceDays: null,
  rule: DEFAULT_POTENTIAL_RULE,
  marginRate: DEFAULT_SILENT_MARGIN,
  result: { kind: 'idle' },
  filter: {},
  sort: { key: 'spend', descending: true },
}))

const set = useSilent.setState
const get = useSilent.getState

/** raised by every question; answers of an earlier one are dropped */
let order = 0

export const shownRun = (result: SilentResult): SilentRun | null =>
  result.kind === 'ready' ? result.run : result.kind === 'idle' ? null : result.last

/** Another project: what was shown of the one before goes. */
export function enterProject(project: string): void {
  if (get().project === project) return
  order += 1
  set({ ...useSilent.getInitialState(), project })
}

/** What runs the job with progress and cancel; the session's, or a test's. */
export type RunSilent = (params: SilentParams) => Promise<SilentRun>

/** Counts anew; a rule that cannot be met is told beside its fields and not asked. */
export async function findSilent(
  run: RunSilent,
  asOfDay: number,
  revision: number,
  again = false,
): Promise<void> {
  const { silenceDays, rule, marginRate, result } = get()
  if (potentialRuleProblem(rule) !== null) return
  const params = { asOfDay, silenceDays, rule, marginRate }
  const question = JSON.stringify([params, revision])
  if (!again && get().question === question) return
  const mine = ++order
  const last = shownRun(result)
  set({ question, result: { kind: 'running', last } })
  try {
    const made = await run(params)
    if (mine === order) set({ result: { kind: 'ready', run: made } })
  } catch (thrown) {
    if (mine !== order) return
    set({ question: '', result: { kind: 'failed', error: AppError.from(thrown).toData(), last } })
  }
}

export const setSilence = (silenceDays: number | null): void => set({ silenceDays })
export const setMargin = (marginRate: number): void => set({ marginRate })
export const setRule = (change: Partial<PotentialRule>): void =>
  set((state) => ({ rule: { ...state.rule, ...change } }))
export const resetRule = (): void => set({ rule: DEFAULT_POTENTIAL_RULE })
export const filterBy = (change: SilentFilter): void =>
  set((state) => ({
    filter: Object.fromEntries(
      Object.entries({ ...state.filter, ...change }).filter(
        ([, value]) => value !== undefined && value !== '' && value !== false,
      ),
    ),
  }))
export const sortBy = (sort: SilentState['sort']): void => set({ sort })
