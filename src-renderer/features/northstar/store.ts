import { create } from 'zustand'
import { AppError, type AppErrorData } from '../../../shared/contract/errors.ts'
import {
  DEFAULT_CORE_DEFINITION,
  type CoreDefinition,
  type NorthStarBoard,
  type NorthStarList,
  type NorthStarSort,
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
  /** the share that is aimed at; null = none */
  readonly targetShare: number | null
  /** rule and target of the project have been read */
  readonly isRemembered: boolean
  readonly list: ListChoice
}

/** Which customers the list shows. */
export interface ListChoice {
  readonly list: NorthStarList
  readonly didBuy: boolean | null
  readonly search: string
  readonly sort: { readonly key: NorthStarSort; readonly descending: boolean }
}

export const useNorthStar = create<NorthStarState>(() => ({
  project: '',
  definition: DEFAULT_CORE_DEFINITION,
  monthDay: null,
  cut: 'rate',
  result: { kind: 'idle' },
  targetShare: null,
  isRemembered: false,
  list: { list: 'left', didBuy: null, search: '', sort: { key: 'spendBefore', descending: true } },
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

/** Takes over the rule and the target that the project keeps; a project without any shows the defaults. */
export async function recallPreferences(client: RpcClient): Promise<void> {
  const { project } = get()
  const kept = await client
    .call('northstar.preferences', {})
    .catch(() => ({ definition: null, targetShare: null }))
  if (get().project !== project || get().isRemembered) return
  set({
    definition: kept.definition ?? DEFAULT_CORE_DEFINITION,
    targetShare: kept.targetShare,
    isRemembered: true,
  })
}

/** Changes rule or target, for the screen and for the project. */
async function prefer(
  client: RpcClient,
  change: Partial<Pick<NorthStarState, 'definition' | 'targetShare'>>,
): Promise<void> {
  set(change)
  const { definition, targetShare } = get()
  const isDefault = JSON.stringify(definition) === JSON.stringify(DEFAULT_CORE_DEFINITION)
  await client.call('northstar.prefer', { definition: isDefault ? null : definition, targetShare })
}

export const define = async (client: RpcClient, change: Partial<CoreDefinition>): Promise<void> =>
  prefer(client, { definition: { ...get().definition, ...change } })
export const resetDefinition = async (client: RpcClient): Promise<void> =>
  prefer(client, { definition: DEFAULT_CORE_DEFINITION })
export const aimAt = async (client: RpcClient, targetShare: number | null): Promise<void> =>
  prefer(client, { targetShare })
export const chooseMonth = (monthDay: number | null): void => set({ monthDay })
export const cutBy = (cut: Cut): void => set({ cut })
export const chooseList = (change: Partial<ListChoice>): void =>
  set((state) => ({ list: { ...state.list, ...change } }))
