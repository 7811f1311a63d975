import type { Handlers } from '../../shared/rpc/wire.ts'
import type { Parts } from './parts.ts'

type SilentHandlers = Pick<Handlers, 'silent.run' | 'silent.page' | 'silent.export'>

/** `silent.*`. They change nothing in the project, so they wait for nobody. */
export function silentHandlers({ files, project, threads }: Parts): SilentHandlers {
  const { silent } = threads
  const asked = <T>(query: T) => ({ project: project.forAnalytics(), query })
  return {
    'silent.run': async (query, context) => silent.call('run', asked(query), context),
    'silent.page': async (query) => silent.call('page', asked(query)),
    'silent.export': async ({ target, ...query }) =>
      silent.call('exportList', { ...asked(query), target: files.resolve(target).path }),
  }
}
