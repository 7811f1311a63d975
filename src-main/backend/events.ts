import type { ApiEvents, EventName } from '../../shared/contract/api.ts'
import type { EventSource } from '../../shared/rpc/server.ts'

/** Events on their way to every connected page. */
export interface EventHub extends EventSource {
  publish<E extends EventName>(name: E, payload: ApiEvents[E]): void
}

/** A hub without listeners. */
export function createEventHub(): EventHub {
  type Listener = <E extends EventName>(name: E, payload: ApiEvents[E]) => void
  const listeners = new Set<Listener>()
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    publish: (name, payload) => {
      for (const listener of [...listeners]) listener(name, payload)
    },
  }
}
