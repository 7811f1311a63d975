import type { CountProgress, Input, Output } from '../../shared/contract/api.ts'
import type { AnalyticsProject } from './methods.ts'
import type { ThreadContext } from './thread.ts'
import type { PlanList } from './winbackExport.ts'
import { WinbackSession } from './winbackSession.ts'
import type { WinbackSource } from './winbackSource.ts'

type OfProject<T> = { readonly project: AnalyticsProject; readonly query: T }
type Context = ThreadContext<CountProgress>

/** The thread in which plans over every customer of a project are made. */
export type WinbackMethods = {
  readonly audience: (
    input: OfProject<Input<'winback.audience'>>,
    context: Context,
  ) => Output<'winback.audience'>
  readonly exact: (
    input: OfProject<Input<'winback.exact'>>,
    context: ThreadContext<never>,
  ) => Output<'winback.exact'>
  readonly exportPlan: (
    input: OfProject<Omit<Input<'winback.exportPlan'>, 'target'>> & { readonly target: string },
    context: Context,
  ) => Output<'winback.exportPlan'>
}

/** What the thread needs of the rest: the data of a project, and a way to write a list to a file. */
export interface WinbackParts {
  readonly sourceOf: (path: string) => WinbackSource
  readonly writeList: (list: PlanList, target: string) => { rows: number }
}

/** One session, made anew for another file or another revision of it. */
export function winbackMethods({ sourceOf, writeList }: WinbackParts): WinbackMethods {
  let held: { readonly path: string; readonly revision: number; readonly session: WinbackSession } | null =
    null

  function sessionOf({ path, revision }: AnalyticsProject): WinbackSession {
    if (held?.path !== path || held.revision !== revision) {
      held = { path, revision, session: new WinbackSession(sourceOf(path)) }
    }
    return held.session
  }

  return {
    audience: ({ project, query }, context) => sessionOf(project).audience(query, project.currency, context),
    exact: ({ project, query }, context) => sessionOf(project).exact(query, () => context.isCancelled()),
    exportPlan: ({ project, query, target }, context) => {
      const { list, plan } = sessionOf(project).exportPlan(query, project.currency, context)
      return { ...writeList(list, target), plan }
    },
  }
}
