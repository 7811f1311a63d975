import { create } from 'zustand'
import type { Input, MethodName, Output, Progress } from '../../shared/contract/api.ts'
import { AppError, type AppErrorData } from '../../shared/contract/errors.ts'
import type { HostApi, HostFile } from '../../shared/contract/host.ts'
import type { AppSettings, ProjectSummary } from '../../shared/contract/project.ts'
import type { RpcClient } from '../../shared/rpc/wire.ts'
import type { JobProgress } from '../ui/Progress.tsx'

export type Connection =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open'; readonly client: RpcClient; readonly host: HostApi }
  | { readonly kind: 'lost' }
  | { readonly kind: 'failed'; readonly error: AppErrorData }

/** The one long job that may run; shown under the project bar and in the status line. */
export interface SessionJob {
  readonly id: number
  readonly progress: JobProgress
  readonly cancel: () => void
}

export interface SessionState {
  readonly connection: Connection
  readonly info: Output<'app.info'> | null
  readonly settings: AppSettings
  readonly project: ProjectSummary | null
  /** null = the last day of the data */
  readonly asOfDay: number | null
  readonly job: SessionJob | null
  /** data files that were dropped or picked for the import wizard to take over */
  readonly pendingFiles: readonly HostFile[]
  /** the customer whose drawer is open */
  readonly customerId: number | null
  /** customers go under masks */
  readonly namesHidden: boolean
  /** raised when a screen is to begin anew, in the state that was put into it */
  readonly visit: number
  /** a failure of the frame's own actions, told under the project bar */
  readonly frameError: AppErrorData | null
  /** route of the screen that an opened project shows */
  readonly home: (project: ProjectSummary) => string
}

export const DEFAULT_SETTINGS: AppSettings = {
  language: 'system',
  theme: 'system',
  density: 'dense',
  textPercent: 100,
  compactNumbers: true,
}

export const useSession = create<SessionState>(() => ({
  connection: { kind: 'connecting' },
  info: null,
  settings: DEFAULT_SETTINGS,
  project: null,
  asOfDay: null,
  job: null,
  pendingFiles: [],
  customerId: null,
  namesHidden: false,
  visit: 0,
  frameError: null,
  home: () => 'settings',
}))

/** Typed calls to the backend; what features' actions receive. */
export type Call = RpcClient['call']

function open() {
  const { connection } = useSession.getState()
  if (connection.kind !== 'open') throw new AppError('connection-lost')
  return connection
}

/** The client's `call`, failing with `connection-lost` while there is none. */
export const call: Call = async (name, input, options) => open().client.call(name, input, options)
export const host = (): HostApi => open().host

/** The as-of day that screens follow: the chosen one, else the last day of the data; null without data. */
export const asOfDayOf = (state: SessionState): number | null =>
  state.asOfDay ?? state.project?.lastDay ?? null
export const useAsOfDay = (): number | null => useSession(asOfDayOf)

/** Kept inside the data; the last day itself means "follow the data". */
export function setAsOfDay(day: number): void {
  const { project } = useSession.getState()
  if (project?.firstDay == null || project.lastDay === null) return
  const inside = Math.min(project.lastDay, Math.max(project.firstDay, Math.round(day)))
  useSession.setState({ asOfDay: inside === project.lastDay ? null : inside })
}

export const openCustomer = (customerId: number): void => useSession.setState({ customerId })
export const closeCustomer = (): void => useSession.setState({ customerId: null })

/** Hands over files once: the wizard takes them and the session forgets them. */
export function takePendingFiles(): readonly HostFile[] {
  const { pendingFiles } = useSession.getState()
  if (pendingFiles.length > 0) useSession.setState({ pendingFiles: [] })
  return pendingFiles
}

let nextJobId = 1

/**
 * Runs a job with progress and cancel in the frame. `describe` turns the job's own progress into share, rows, rate.
 * One job at a time: a second one fails with `job-running`. The promise settles only after the backend's answer, so
 * after a cancel everything is rolled back.
 */
export async function runJob<M extends MethodName>(
  name: M,
  input: Input<M>,
  label: string,
  describe: (progress: Progress<M>) => Partial<JobProgress>,
): Promise<Output<M>> {
  if (useSession.getState().job !== null) throw new AppError('job-running')
  const controller = new AbortController()
  const id = nextJobId++
  const update = (part: Partial<JobProgress>) =>
    useSession.setState(({ job }) =>
      job?.id === id ? { job: { ...job, progress: { ...job.progress, ...part } } } : {},
    )
  const cancel = () => {
    update({ cancelling: true })
    controller.abort()
  }
  useSession.setState({ job: { id, progress: { label, share: null }, cancel } })
  try {
    return await call(name, input, {
      signal: controller.signal,
      onProgress: (progress) => update(describe(progress)),
    })
  } finally {
    useSession.setState(({ job }) => (job?.id === id ? { job: null } : {}))
  }
}

/** For jobs that only count. */
export const countShare = ({ done, total }: { done: number; total: number }): Partial<JobProgress> => ({
  share: total > 0 ? done / total : null,
})
