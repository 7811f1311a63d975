import type { Handlers } from '../../shared/rpc/wire.ts'
import { PLAYBOOK_KEY } from '../workers/interventionThread.ts'
import type { Parts } from './parts.ts'

type InterventionHandlers = Pick<
  Handlers,
  | 'interventions.run'
  | 'interventions.page'
  | 'interventions.draw'
  | 'interventions.campaigns'
  | 'interventions.forget'
  | 'interventions.playbook'
  | 'interventions.savePlaybook'
>

/** `interventions.*`. Drawing, forgetting and saving write into the project, so they wait for other changes to end. */
export function interventionHandlers({ clock, files, project, threads, turns }: Parts): InterventionHandlers {
  const { interventions } = threads
  const asked = <T>(query: T) => ({ project: project.forAnalytics(), query })
  return {
    'interventions.run': async (query, context) => interventions.call('run', asked(query), context),
    'interventions.page': async (query) => interventions.call('page', asked(query)),
    'interventions.draw': async ({ target, ...query }) =>
      turns.change(async () =>
        interventions.call('draw', {
          ...asked(query),
          target: files.resolve(target).path,
          nowMs: clock.nowMs(),
        }),
      ),
    'interventions.campaigns': async () => interventions.call('campaigns', asked(null)),
    'interventions.forget': async (query) =>
      turns.change(async () => interventions.call('forget', asked(query))),
    'interventions.playbook': async () => interventions.call('playbook', asked(null)),
    'interventions.savePlaybook': async ({ playbook }) =>
      turns.change(async () => {
        const { path } = project.needed()
        await threads.project.call('saveSetting', { path, key: PLAYBOOK_KEY, value: playbook })
        return interventions.call('playbook', asked(null))
      }),
  }
}
