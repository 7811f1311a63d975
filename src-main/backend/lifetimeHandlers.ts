import type { Handlers } from '../../shared/rpc/wire.ts'
import type { Parts } from './parts.ts'

type LifetimeHandlers = Pick<
  Handlers,
  | 'lifetime.run'
  | 'lifetime.value'
  | 'lifetime.page'
  | 'lifetime.map'
  | 'lifetime.customer'
  | 'lifetime.export'
  | 'lifetime.cohorts'
  | 'northstar.board'
>

/** `lifetime.*` and `northstar.*`. They change nothing in the project, so they wait for nobody. */
export function lifetimeHandlers({ files, project, threads }: Parts): LifetimeHandlers {
  const { lifetime } = threads
  const asked = <T>(query: T) => ({ project: project.forAnalytics(), query })

  return {
    'lifetime.run': async (query, context) => lifetime.call('run', asked(query), context),
    'lifetime.value': async (query) => lifetime.call('value', asked(query)),
    'lifetime.page': async (query) => lifetime.call('page', asked(query)),
    'lifetime.map': async (query) => lifetime.call('map', asked(query)),
    'lifetime.customer': async (query) => lifetime.call('customer', asked(query)),
    'lifetime.cohorts': async (query) => lifetime.call('cohorts', asked(query)),
    'northstar.board': async (query) => lifetime.call('northStar', asked(query)),
    'lifetime.export': async ({ target, ...query }, context) =>
      lifetime.call('exportCustomers', { ...asked(query), target: files.resolve(target).path }, context),
  }
}
