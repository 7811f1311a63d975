import type { ChurnProgress, CountProgress, Input, Output } from '../../shared/contract/api.ts'
import type { AnalyticsProject } from './methods.ts'
import type { ThreadContext } from './thread.ts'

type OfProject<T> = { readonly project: AnalyticsProject; readonly query: T }
type AtTime<T> = OfProject<T> & { readonly nowMs: number }
type Training = ThreadContext<ChurnProgress>

/** The thread of the churn engine. It starts at the first question about churn and holds the histories and the last run. */
export type ChurnMethods = {
  readonly setup: (input: OfProject<Input<'churn.setup'>>) => Output<'churn.setup'>
  readonly train: (
    input: AtTime<Input<'churn.train'>>,
    context: Training,
  ) => Output<'churn.train'> | Promise<Output<'churn.train'>>
  readonly score: (input: AtTime<Input<'churn.score'>>, context: Training) => Output<'churn.score'>
  readonly current: (input: OfProject<null>) => Output<'churn.current'>
  readonly profit: (input: OfProject<Input<'churn.profit'>>) => Output<'churn.profit'>
  readonly page: (input: OfProject<Input<'churn.page'>>) => Output<'churn.page'>
  readonly customer: (input: OfProject<Input<'churn.customer'>>) => Output<'churn.customer'>
  readonly exportRisks: (
    input: OfProject<Omit<Input<'churn.export'>, 'target'>> & { readonly target: string },
    context: ThreadContext<CountProgress>,
  ) => Output<'churn.export'>
}
