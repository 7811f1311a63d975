import { northStarPreferencesSchema } from '../../shared/contract/northstar.ts'
import type { Handlers } from '../../shared/rpc/wire.ts'
import type { Parts } from './parts.ts'

type LifetimeHandlers = Pick<
  Handlers,
  | 'lifetime.run'
  | 'lifetime.value'
  | 'lifetime.page'
  | 'lifetime.map'
  | 'lifetime.customer'
  | 'lifetime.tiers'
  | 'lifetime.export'
  | 'lifetime.cohorts'
  | 'northstar.board'
  | 'northstar.page'
  | 'northstar.export'
  | 'northstar.preferences'
  | 'northstar.prefer'
>

const PREFERENCES_KEY = 'northstar'

/** `lifetime.*` and `northstar.*`. All but `northstar.prefer` change nothing in the project, so they wait for nobody. */
export function lifetimeHandlers({ files, project, threads, turns }: Parts): LifetimeHandlers {
  const { lifetime } = threads
  const asked = <T>(query: T) => ({ project: project.forAnalytics(), query })

  return {
    'lifetime.run': async (query, context) => lifetime.call('run', asked(query), context),
    'lifetime.value': async (query) => lifetime.call('value', asked(query)),
    'lifetime.page': async (query) => lifetime.call('page', asked(query)),
    'lifetime.map': async (query) => lifetime.call('map', asked(query)),
    'lifetime.customer': async (query) => lifetime.call('customer', asked(query)),
    'lifetime.tiers': async (query) => lifetime.call('tiers', asked(query)),
    'lifetime.cohorts': async (query) => lifetime.call('cohorts', asked(query)),
    'northstar.board': async (query) => lifetime.call('northStar', asked(query)),
    'northstar.page': async (query) => lifetime.call('northStarPage', asked(query)),
    'northstar.export': async ({ target, ...query }) =>
      lifetime.call('northStarExport', { ...asked(query), target: files.resolve(target).path }),
    'northstar.preferences': async () => {
      const { path } = project.needed()
      const saved = await threads.project.call('setting', { path, key: PREFERENCES_KEY })
      const read = northStarPreferencesSchema.safeParse(saved)
      return read.success ? read.data : { definition: null, targetShare: null }
    },
    'northstar.prefer': async (value) =>
      turns.change(async () => {
        const { path } = project.needed()
        await threads.project.call('saveSetting', { path, key: PREFERENCES_KEY, value })
        return value
      }),
    'lifetime.export': async ({ target, ...query }, context) =>
      lifetime.call('exportCustomers', { ...asked(query), target: files.resolve(target).path }, context),
  }
}
