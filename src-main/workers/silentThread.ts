import type { CountProgress, Input, Output } from '../../shared/contract/api.ts'
import type { AnalyticsProject } from './methods.ts'
import type { ThreadContext } from './thread.ts'

type OfProject<T> = { readonly project: AnalyticsProject; readonly query: T }

/** The thread of the silent customers. It starts at the first question about them and holds the histories. */
export type SilentMethods = {
  readonly run: (
    input: OfProject<Input<'silent.run'>>,
    context: ThreadContext<CountProgress>,
  ) => Output<'silent.run'>
  readonly page: (input: OfProject<Input<'silent.page'>>) => Output<'silent.page'>
  readonly exportList: (
    input: OfProject<Omit<Input<'silent.export'>, 'target'>> & { readonly target: string },
  ) => Output<'silent.export'>
}
