import type { CountProgress, Input, Output } from '../../shared/contract/api.ts'
import type { LifetimeList } from './lifetimeExport.ts'
import { LifetimeSession, type LifetimeSource } from './lifetimeSession.ts'
import type { AnalyticsProject } from './methods.ts'
import type { ThreadContext } from './thread.ts'

type OfProject<T> = { readonly project: AnalyticsProject; readonly query: T }
type Context = ThreadContext<CountProgress>

/** The thread of the lifetime and North Star engines, apart from the one that scores under a slider. */
export type LifetimeMethods = {
  readonly run: (input: OfProject<Input<'lifetime.run'>>, context: Context) => Output<'lifetime.run'>
  readonly value: (input: OfProject<Input<'lifetime.value'>>) => Output<'lifetime.value'>
  readonly page: (input: OfProject<Input<'lifetime.page'>>) => Output<'lifetime.page'>
  readonly map: (input: OfProject<Input<'lifetime.map'>>) => Output<'lifetime.map'>
  readonly customer: (input: OfProject<Input<'lifetime.customer'>>) => Output<'lifetime.customer'>
  readonly tiers: (input: OfProject<Input<'lifetime.tiers'>>) => Output<'lifetime.tiers'>
  readonly cohorts: (input: OfProject<Input<'lifetime.cohorts'>>) => Output<'lifetime.cohorts'>
  readonly northStar: (input: OfProject<Input<'northstar.board'>>) => Output<'northstar.board'>
  readonly northStarPage: (input: OfProject<Input<'northstar.page'>>) => Output<'northstar.page'>
  readonly northStarExport: (
    input: OfProject<Omit<Input<'northstar.export'>, 'target'>> & { readonly target: string },
  ) => Output<'northstar.export'>
  readonly exportCustomers: (
    input: OfProject<Omit<Input<'lifetime.export'>, 'target'>> & { readonly target: string },
    context: Context,
  ) => Output<'lifetime.export'>
}

/** What the thread needs of the rest: the data of a project, and a way to write a list to a file. */
export interface LifetimeParts {
  readonly sourceOf: (path: string) => LifetimeSource
  readonly writeList: (list: LifetimeList, target: string) => { rows: number }
}

/** One session, made anew for another file or another revision of it. */
export function lifetimeMethods({ sourceOf, writeList }: LifetimeParts): LifetimeMethods {
  let held: { readonly path: string; readonly revision: number; readonly session: LifetimeSession } | null =
    null

  function sessionOf({ path, revision }: AnalyticsProject): LifetimeSession {
    if (held?.path !== path || held.revision !== revision) {
      held = { path, revision, session: new LifetimeSession(sourceOf(path)) }
    }
    return held.session
  }

  return {
    run: ({ project, query }, context) => sessionOf(project).run(query, context),
    value: ({ project, query }) => sessionOf(project).value(query),
    page: ({ project, query }) => sessionOf(project).page(query),
    map: ({ project, query }) => sessionOf(project).map(query),
    customer: ({ project, query }) => sessionOf(project).customer(query),
    tiers: ({ project, query }) => sessionOf(project).tiers(query),
    cohorts: ({ project, query }) => sessionOf(project).cohorts(query, project.weekStart),
    northStar: ({ project, query }) => sessionOf(project).northStar.board(query),
    northStarPage: ({ project, query }) => sessionOf(project).northStar.page(query),
    northStarExport: ({ project, query: { language, ...query }, target }) =>
      writeList(
        sessionOf(project).northStar.exportList(query, { language, currency: project.currency }),
        target,
      ),
    exportCustomers: ({ project, query, target }, context) => {
      const style = { language: query.language, currency: project.currency }
      return writeList(sessionOf(project).exportCustomers(query, style, context), target)
    },
  }
}
