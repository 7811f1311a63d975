import { useSession } from '../../app/session.ts'
import { useT } from '../../locale/t.ts'
import { useWhatIf } from './store.ts'
import { useFormat } from '../../ui/useFormat.ts'

/** What an opened project would add: these screens compute from assumptions until then. */
export function ProjectNote() {
  const t = useT()
  const format = useFormat()
  const project = useSession((state) => state.project)
  const isOfProject = useWhatIf((state) => state.origin.kind === 'project')
  if (project === null) return t('whatif.noProject')
  if (isOfProject) return t('whatif.ofProject', { name: project.name })
  if (project.nContacts === 0) return t('whatif.noContacts')
  return t('whatif.hasContacts', { n: format.countFull(project.nContacts) })
}
