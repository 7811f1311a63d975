import { ENGINE_VERSIONS } from '../../shared/contract/version.ts'
import type { Handlers } from '../../shared/rpc/wire.ts'
import { LICENCES } from './licences.ts'
import type { Parts } from './parts.ts'
import { APP_VERSION } from './version.ts'

/** `app.*` and `settings.*`. */
export function appHandlers({
  shell,
  settings,
  events,
}: Parts): Pick<Handlers, 'app.info' | 'settings.get' | 'settings.set'> {
  return {
    'app.info': async () => ({
      version: APP_VERSION,
      shell,
      platform: process.platform,
      engines: ENGINE_VERSIONS,
      licences: LICENCES,
    }),
    'settings.get': async () => settings.get(),
    'settings.set': async (change) => {
      const changed = await settings.change(change)
      events.publish('settings.changed', changed)
      return changed
    },
  }
}
