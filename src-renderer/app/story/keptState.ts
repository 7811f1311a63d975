interface Store<S> {
  readonly getState: () => S
  readonly setState: (part: Partial<S>) => void
}

/** What was typed to find one customer is a name: it is not kept. */
const withoutSearch = (key: string, value: unknown): unknown => (key === 'search' ? '' : value)

/** Takes the named parts of a store and puts them back; `fresh` is put beside them, so that the screen asks anew. */
export function keptState<S extends object>(
  store: Store<S>,
  keys: readonly (keyof S & string)[],
  fresh: Partial<S> = {},
): { readonly take: () => unknown; readonly put: (state: unknown) => void } {
  return {
    take: () => {
      const state = store.getState()
      const kept = Object.fromEntries(keys.map((key) => [key, state[key]]))
      return JSON.parse(JSON.stringify(kept, withoutSearch)) as unknown
    },
    put: (state) => {
      if (typeof state !== 'object' || state === null) return
      const kept = Object.entries(state).filter(([key]) => (keys as readonly string[]).includes(key))
      store.setState({ ...(Object.fromEntries(kept) as Partial<S>), ...fresh })
    },
  }
}
