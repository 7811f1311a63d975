import type { Handlers } from '../../shared/rpc/wire.ts'
import type { EventHub } from './events.ts'
import type { Privacy } from './privacy.ts'

/** `privacy.*`: every window is told, so that none goes on showing names. */
export function privacyHandlers(
  privacy: Privacy,
  events: EventHub,
): Pick<Handlers, 'privacy.get' | 'privacy.set'> {
  return {
    'privacy.get': async () => ({ hidden: privacy.isHidden }),
    'privacy.set': async ({ hidden, language }) => {
      privacy.hide(hidden, language)
      events.publish('privacy.changed', { hidden })
      return { hidden }
    },
  }
}
