import { useEffect } from 'react'
import { attempt } from '../../app/projectActions.ts'
import { useSession } from '../../app/session.ts'
import { enterStories } from '../../app/story/store.ts'

/** Another project brings its own stories. */
export function StoryFollower() {
  const project = useSession(
    (state) => state.project && `${state.project.projectId} ${state.project.fileName}`,
  )
  useEffect(() => void attempt(async () => enterStories(project ?? '')), [project])
  return null
}
