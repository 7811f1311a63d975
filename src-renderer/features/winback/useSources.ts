import { useMemo } from 'react'
import type { Sources } from './provenance.ts'
import { sourcesOf, useWhatIf } from './store.ts'

/** How many values were typed, and how many are left to defaults. */
export function useSources(): Sources {
  const state = useWhatIf()
  return useMemo(
    () => ({
      ...sourcesOf(state),
      isFile: state.origin.kind === 'file',
      isProject: state.origin.kind === 'project',
    }),
    [state],
  )
}
