import { useEffect } from 'react'
import { attempt } from '../../../app/projectActions.ts'
import { useSession } from '../../../app/session.ts'
import { enterSaved } from './store.ts'

/** Another project brings its own scenarios. */
export function SavedFollower() {
  const project = useSession(
    (state) => state.project && `${state.project.projectId} ${state.project.fileName}`,
  )
  useEffect(() => void attempt(async () => enterSaved(project ?? '')), [project])
  return null
}
