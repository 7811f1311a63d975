import type { ProjectSummary } from '../../shared/contract/project.ts'
import { AppError } from '../../shared/contract/errors.ts'
import type { Connection as Transport } from '../transport/connect.ts'
import { useSaveStore } from '../ui/saveStore.ts'
import { takePrivacy } from './privacy.ts'
import { navigate, useRouter } from './router.ts'
import { useSession, type SessionState } from './session.ts'

/** A project opened, changed or closed: the as-of day stays where it is as long as it lies inside the data. */
export function takeProject(project: ProjectSummary | null): void {
  useSession.setState((state) => {
    const same = state.project?.fileName === project?.fileName
    const day = same ? state.asOfDay : null
    const { firstDay, lastDay } = project ?? { firstDay: null, lastDay: null }
    const inside = day !== null && firstDay !== null && lastDay !== null && day >= firstDay && day < lastDay
    return { project, asOfDay: inside ? day : null, ...(!same && { customerId: null }) }
  })
}

/** At the very first start the backend makes the sample shop by itself: the start screen gives way to it. */
function followProject(project: ProjectSummary | null, home: SessionState['home']): void {
  const { project: before, job } = useSession.getState()
  const { name, params } = useRouter.getState()
  const isWaiting = name === 'start' && Object.keys(params).length === 0 && job === null
  takeProject(project)
  if (before === null && project?.isSample === true && isWaiting) navigate(home(project))
}

/** Connects, reads what is there, and follows events until the connection ends. */
export async function begin(connect: () => Promise<Transport>, home: SessionState['home']): Promise<void> {
  useSession.setState({ connection: { kind: 'connecting' } })
  try {
    const { client, host } = await connect()
    client.on('project.changed', (project) => followProject(project, home))
    client.on('settings.changed', (settings) => useSession.setState({ settings }))
    client.on('privacy.changed', ({ hidden }) => takePrivacy(hidden))
    client.on('app.failed', (frameError) => useSession.setState({ frameError }))
    client.onClose(() => useSession.setState({ connection: { kind: 'lost' }, job: null }))
    const [settings, info, project, { hidden }] = await Promise.all([
      client.call('settings.get', {}),
      client.call('app.info', {}),
      client.call('project.current', {}),
      client.call('privacy.get', {}),
    ])
    useSaveStore.setState({
      saveBytes: (name, mimeType, bytes) => host.saveBytes(name, mimeType, bytes),
    })
    useSession.setState({ connection: { kind: 'open', client, host }, settings, info, namesHidden: hidden })
    takeProject(project)
    const { name } = useRouter.getState()
    if (name === '' || (name === 'start' && project)) navigate(project ? home(project) : 'start')
  } catch (thrown) {
    useSession.setState({ connection: { kind: 'failed', error: AppError.from(thrown).toData() } })
  }
}
