import { useEffect } from 'react'
import { attempt } from '../../../app/projectActions.ts'
import { useSession } from '../../../app/session.ts'
import { useT } from '../../../locale/t.ts'
import { Segmented } from '../../../ui/Segmented.tsx'
import { useWhatIf } from '../store.ts'
import { isOfOpenProject, toAssumptions, toProject, useOfProject } from './audience.ts'

/** Whose customers the screens plan for: typed groups, or those of the open project. */
export function AudienceSwitch() {
  const t = useT()
  const project = useSession((state) => state.project)
  const isOfProject = useWhatIf((state) => state.origin.kind === 'project')
  useEffect(() => {
    if (isOfProject && !isOfOpenProject(useOfProject.getState().of)) toAssumptions()
  }, [project, isOfProject])
  if (project === null) return null
  return (
    <Segmented
      label={t('whatif.audienceFrom')}
      options={[
        { value: 'assumptions', label: t('whatif.fromAssumptions') },
        { value: 'project', label: t('whatif.fromProject') },
      ]}
      value={isOfProject ? 'project' : 'assumptions'}
      onChange={(from) => {
        if (from === 'project') void attempt(toProject)
        else toAssumptions()
      }}
    />
  )
}
