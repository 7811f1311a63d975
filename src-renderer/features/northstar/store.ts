import { create } from 'zustand'
import { AppError, type AppErrorData } from '../../../shared/contract/errors.ts'
import {
  DEFAULT_CORE_DEFINITION,
  type CoreDefinition,
  type NorthStarBoard,
} from '../../../shared/contract/northstar.ts'
import type { RpcClient } from '../../../shared/rpc/wire.ts'

/** How the core is cut to take a change apart. */
export type Cut = 'rate' | 'tenure'

export type BoardResult =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly last: NorthStarBoard | null }
  | { readonly kind: 'ready'; readonly board: NorthStarBoard }
  | { readonly kind: 'failed'; readonly error: AppErrorData; readonly last: NorthStarBoard | null }

interface NorthStarState {
  /** the project that everything here belongs to */
  readonly project: string
  readonly definition: CoreDefinition
  /** first day of the month that is told; null = the last finished one */
  readonly monthDay: number | null
  readonly cut: Cut
  readonly result: BoardResult
}

export const useNorthStar = create<NorthStarState>(() => ({
  project: '',
  definition: DEFAULT_CORE_DEFINITION,
  monthDay: null,
  cut: 'rate',
  result: { kind: 'idle' },
}))

const set = useNorthStar.setState
const get = useNorthStar.getState

/** raised by every question; answers of an earlier one are dropped */
let order = 0

export const shownBoard = (result: BoardResult): NorthStarBoard | null =>
  result.kind === 'ready' ? result.board : result.kind === 'idle' ? null : result.last

/** Another project: what was shown of the one before goes. */
export function enterProject(project: string): void {
  if (get().project === project) return
  order += 1
  set({ ...useNorthStar.getInitialState(), project })
}

/** Counts all months; an older answer never replaces a newer one, a failure keeps the last picture. */
export async function loadBoard(client: RpcClient, asOfDay: number): Promise<void> {
  const mine = ++order
  const { definition, result } = get()
  const last = shownBoard(result)
  set({ result: { kind: 'running', last } })
  try {
    const board = await client.call('northstar.board', { asOfDay, definition })
    if (mine === order) set({ result: { kind: 'ready', board } })
  } catch (thrown) {
    if (mine === order) set({ result: { kind: 'failed', error: AppError.from(thrown).toData(), last } })
  }
}

export const define = (change: Partial<CoreDefinition>): void =>
  set((state) => ({ definition: { ...state.definition, ...change } }))
export const resetDefinition = (): void => set({ definition: DEFAULT_CORE_DEFINITION })
export const chooseMonth = (monthDay: number | null): void => set({ monthDay })
export const cutBy = (cut: Cut): void => set({ cut })
