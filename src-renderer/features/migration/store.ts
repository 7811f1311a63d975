import { create } from 'zustand'
import { AppError, type AppErrorData } from '../../../shared/contract/errors.ts'
import type { RfmMigration, RfmParams, RfmScheme } from '../../../shared/contract/rfm.ts'
import type { RpcClient } from '../../../shared/rpc/wire.ts'
import type { MoveMeasure } from './figures.ts'

export interface MigrationChoice {
  readonly scheme: RfmParams['scheme']
  readonly windowDays: number | null
  /** the from-day is this many days before the as-of day */
  readonly spanDays: number
}

export interface MigrationRun {
  readonly runId: string
  readonly migration: RfmMigration
}

export type MigrationResult =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly last: MigrationRun | null }
  | { readonly kind: 'ready'; readonly run: MigrationRun }
  | { readonly kind: 'failed'; readonly error: AppErrorData; readonly last: MigrationRun | null }

interface MigrationState {
  readonly choice: MigrationChoice
  readonly measure: MoveMeasure
  readonly result: MigrationResult
  readonly schemes: readonly (RfmScheme & { readonly builtIn: boolean })[]
  readonly cell: { readonly from: number; readonly to: number } | null
  /** the project that the result belongs to */
  readonly project: string
}

export const useMigration = create<MigrationState>(() => ({
  choice: { scheme: 'mean8', windowDays: 365, spanDays: 30 },
  measure: 'people',
  result: { kind: 'idle' },
  schemes: [],
  cell: null,
  project: '',
}))

const set = useMigration.setState

/** raised by every run; answers of an earlier one are dropped */
let order = 0

export const shownRun = (result: MigrationResult): MigrationRun | null =>
  result.kind === 'ready' ? result.run : result.kind === 'idle' ? null : result.last

/** Another project: what was shown of the one before goes. */
export function enterProject(project: string): void {
  if (useMigration.getState().project === project) return
  order += 1
  set({ project, result: { kind: 'idle' }, cell: null, schemes: [] })
}

export async function loadSchemes(client: RpcClient): Promise<void> {
  const { project } = useMigration.getState()
  const schemes = await client.call('rfm.schemes', {})
  if (useMigration.getState().project === project) set({ schemes })
}

/** Scores both days; an older answer never replaces a newer one. */
export async function migrate(client: RpcClient, asOfDay: number): Promise<void> {
  const mine = ++order
  const { choice, result } = useMigration.getState()
  const last = shownRun(result)
  set({ result: { kind: 'running', last }, cell: null })
  try {
    const run = await client.call('rfm.migration', {
      asOfDay,
      fromDay: asOfDay - choice.spanDays,
      windowDays: choice.windowDays,
      frequency: 'orders',
      scheme: choice.scheme,
      compareDays: 0,
    })
    if (mine === order) set({ result: { kind: 'ready', run } })
  } catch (thrown) {
    if (mine === order) set({ result: { kind: 'failed', error: AppError.from(thrown).toData(), last } })
  }
}

export const chooseMigration = (change: Partial<MigrationChoice>): void =>
  set((state) => ({ choice: { ...state.choice, ...change } }))
export const measureBy = (measure: MoveMeasure): void => set({ measure })
export const chooseCell = (cell: MigrationState['cell']): void => set({ cell })
