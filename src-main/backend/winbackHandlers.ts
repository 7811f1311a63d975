import type { Handlers } from '../../shared/rpc/wire.ts'
import type { Parts } from './parts.ts'

type WinbackHandlers = Pick<Handlers, 'winback.audience' | 'winback.exact' | 'winback.exportPlan'>

/** `winback.*` of the open project. They change nothing in it, so they wait for nobody. */
export function winbackHandlers({ files, project, threads }: Parts): WinbackHandlers {
  const { winback } = threads
  const asked = <T>(query: T) => ({ project: project.forAnalytics(), query })

  return {
    'winback.audience': async (query, context) => winback.call('audience', asked(query), context),
    'winback.exact': async (query, context) => winback.call('exact', asked(query), context),
    'winback.exportPlan': async ({ target, ...query }, context) =>
      winback.call('exportPlan', { ...asked(query), target: files.resolve(target).path }, context),
  }
}
