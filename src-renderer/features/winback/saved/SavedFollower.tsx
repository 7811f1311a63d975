import { useEffect } from 'react'
import { attempt } from '../../../app/projectActions.ts'
import { useSession } from '../../../app/session.ts'
import { enterSaved } from './store.ts'

/** Another project brings its own scenarios. */
export function SavedFollower() {
  const fileName = useSession((state) => state.project?.fileName ?? '')
  useEffect(() => void attempt(async () => enterSaved(fileName)), [fileName])
  return null
}
