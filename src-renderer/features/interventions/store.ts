import { create } from 'zustand'
import type { Output } from '../../../shared/contract/api.ts'
import { AppError, type AppErrorData } from '../../../shared/contract/errors.ts'
import type {
  InterventionCampaign,
  InterventionFilter,
  InterventionParams,
  InterventionSort,
  Playbook,
} from '../../../shared/contract/interventions.ts'
import type { RpcClient } from '../../../shared/rpc/wire.ts'

export type QueueRun = Output<'interventions.run'>

export type QueueResult =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly last: QueueRun | null }
  | { readonly kind: 'ready'; readonly run: QueueRun }
  | { readonly kind: 'failed'; readonly error: AppErrorData; readonly last: QueueRun | null }

interface QueueState {
  /** the project that everything here belongs to */
  readonly project: string
  readonly question: string
  /** null = since the newest import */
  readonly fromDay: number | null
  readonly marginRate: number
  readonly result: QueueResult
  readonly campaigns: readonly InterventionCampaign[]
  readonly isOwnPlaybook: boolean
  readonly filter: InterventionFilter
  readonly sort: { readonly key: InterventionSort; readonly descending: boolean }
  readonly holdOutShare: number
}

const START_MARGIN = 0.3
const START_HOLD_OUT = 0.1

export const useQueue = create<QueueState>(() => ({
  project: '',
  question: '',
  fromDay: null,
  marginRate: START_MARGIN,
  result: { kind: 'idle' },
  campaigns: [],
  isOwnPlaybook: false,
  filter: {},
  sort: { key: 'expected', descending: true },
  holdOutShare: START_HOLD_OUT,
}))

const set = useQueue.setState
const get = useQueue.getState

/** raised by every question; answers of an earlier one are dropped */
let order = 0

export const shownRun = (result: QueueResult): QueueRun | null =>
  result.kind === 'ready' ? result.run : result.kind === 'idle' ? null : result.last

/** Another project: what was shown of the one before goes. */
export function enterProject(project: string): void {
  if (get().project === project) return
  order += 1
  set({ ...useQueue.getInitialState(), project })
}

/** What runs the job with progress and cancel; the session's, or a test's. */
export type RunQueue = (params: InterventionParams) => Promise<QueueRun>

/** Makes the queue anew and looks at what earlier lists earned; the same question is asked once. */
export async function makeQueue(
  client: RpcClient,
  run: RunQueue,
  asOfDay: number,
  revision: number,
  again = false,
): Promise<void> {
  const { fromDay, marginRate, result } = get()
  const params: InterventionParams = { asOfDay, fromDay, scheme: 'mean8', marginRate, playbook: null }
  const question = JSON.stringify([params, revision])
  if (!again && get().question === question) return
  const mine = ++order
  const last = shownRun(result)
  set({ question, result: { kind: 'running', last } })
  try {
    const made = await run(params)
    if (mine !== order) return
    set({ result: { kind: 'ready', run: made } })
    const [campaigns, { isOwn }] = await Promise.all([
      client.call('interventions.campaigns', {}),
      client.call('interventions.playbook', {}),
    ])
    if (mine === order) set({ campaigns, isOwnPlaybook: isOwn })
  } catch (thrown) {
    if (mine !== order) return
    set({ question: '', result: { kind: 'failed', error: AppError.from(thrown).toData(), last } })
  }
}

/** Keeps a playbook in the project (null = the one that comes with the program) and asks anew. */
export async function keepPlaybook(client: RpcClient, playbook: Playbook | null): Promise<void> {
  const { isOwn } = await client.call('interventions.savePlaybook', { playbook })
  set({ isOwnPlaybook: isOwn, question: '' })
}

export const refreshCampaigns = async (client: RpcClient): Promise<void> =>
  set({ campaigns: await client.call('interventions.campaigns', {}) })
export const forgetCampaign = async (client: RpcClient, drawId: number): Promise<void> =>
  set({ campaigns: await client.call('interventions.forget', { drawId }) })
export const compareFrom = (fromDay: number | null): void => set({ fromDay })
export const setMargin = (marginRate: number): void => set({ marginRate })
export const holdOut = (holdOutShare: number): void => set({ holdOutShare })
export const filterBy = (change: {
  readonly [K in keyof InterventionFilter]: InterventionFilter[K] | undefined
}): void =>
  set((state) => ({
    filter: Object.fromEntries(
      Object.entries({ ...state.filter, ...change }).filter(
        ([, value]) => value !== undefined && value !== '' && value !== false,
      ),
    ),
  }))
export const sortBy = (sort: QueueState['sort']): void => set({ sort })
