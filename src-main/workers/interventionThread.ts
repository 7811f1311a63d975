import type { CountProgress, Input, Output } from '../../shared/contract/api.ts'
import type { AnalyticsProject } from './methods.ts'
import type { ThreadContext } from './thread.ts'

/** Under which the project keeps its playbook. */
export const PLAYBOOK_KEY = 'playbook'

type OfProject<T> = { readonly project: AnalyticsProject; readonly query: T }

/** The thread of the intervention queue. It starts at the first question about it. */
export type InterventionMethods = {
  readonly run: (
    input: OfProject<Input<'interventions.run'>>,
    context: ThreadContext<CountProgress>,
  ) => Output<'interventions.run'>
  readonly page: (input: OfProject<Input<'interventions.page'>>) => Output<'interventions.page'>
  readonly draw: (
    input: OfProject<Omit<Input<'interventions.draw'>, 'target'>> & {
      readonly target: string
      readonly nowMs: number
    },
  ) => Output<'interventions.draw'>
  readonly campaigns: (input: OfProject<null>) => Output<'interventions.campaigns'>
  readonly forget: (input: OfProject<Input<'interventions.forget'>>) => Output<'interventions.campaigns'>
  readonly playbook: (input: OfProject<null>) => Output<'interventions.playbook'>
}
