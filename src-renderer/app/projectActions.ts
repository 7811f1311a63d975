import { AppError } from '../../shared/contract/errors.ts'
import type { HostFile } from '../../shared/contract/host.ts'
import type { AppSettings, ProjectSummary } from '../../shared/contract/project.ts'
import { t } from '../locale/t.ts'
import { createFormat } from '../ui/format.ts'
import { currentLanguage } from '../locale/language.ts'
import { safeFileName } from '../ui/saveStore.ts'
import { toast } from '../ui/toastStore.ts'
import { takeProject } from './lifecycle.ts'
import { navigate } from './router.ts'
import { call, countShare, host, runJob, useSession } from './session.ts'

export const PROJECT_EXTENSION = '.huiliu'
export const DATA_EXTENSIONS = ['.csv', '.tsv', '.txt', '.xlsx', '.jsonl', '.ndjson', '.json', '.gz'] as const

export const isProjectFile = (name: string): boolean => name.toLowerCase().endsWith(PROJECT_EXTENSION)

/** Runs an action of the frame; a failure is told under the project bar, a cancel is not a failure. */
export async function attempt(action: () => Promise<unknown>): Promise<void> {
  useSession.setState({ frameError: null })
  try {
    await action()
  } catch (thrown) {
    const error = AppError.from(thrown)
    if (error.code === 'cancelled') toast({ text: t('common.jobCancelled') })
    else useSession.setState({ frameError: error.toData() })
  }
}

/** The screen that an opened project shows. */
const homeOf = (project: ProjectSummary) =>
  project.nPurchases > 0 ? useSession.getState().home(project) : 'import'

export async function openProject(fileToken: string): Promise<void> {
  const project = await call('project.open', { fileToken })
  takeProject(project)
  navigate(homeOf(project))
}

export async function pickProject(): Promise<void> {
  const [file] = await host().pickFiles([PROJECT_EXTENSION], false)
  if (file) await openProject(file.fileToken)
}

export async function openSample(): Promise<void> {
  const project = await runJob(
    'sample.open',
    { language: currentLanguage() },
    t('shell.makingSample'),
    countShare,
  )
  takeProject(project)
  navigate(useSession.getState().home(project))
}

export interface NewProject {
  readonly name: string
  readonly currency: string
  readonly timeZone: string
}

/** Makes a project and hands the files to the import wizard. */
export async function createProject(project: NewProject, files: readonly HostFile[]): Promise<void> {
  takeProject(await call('project.create', { ...project }))
  useSession.setState({ pendingFiles: files })
  navigate('import')
}

/** Data files for the open project: the import wizard takes them over. */
export function importFiles(files: readonly HostFile[]): void {
  if (files.length > 0) useSession.setState({ pendingFiles: files })
  navigate('import')
}

export async function pickDataFiles(): Promise<readonly HostFile[]> {
  return host().pickFiles(DATA_EXTENSIONS, true)
}

export async function saveCopy(): Promise<void> {
  const { project } = useSession.getState()
  if (!project) return
  const name = `${safeFileName(project.name)}${PROJECT_EXTENSION}`
  const target = await host().pickSaveTarget(name)
  if (target === null) return
  const { sizeBytes } = await runJob('project.saveCopy', { target }, t('shell.savingCopy'), countShare)
  await host().deliver(target, name)
  const format = createFormat({ language: currentLanguage(), currency: project.currency, compact: true })
  toast({ text: t('shell.copySaved', { size: format.bytes(sizeBytes) }) })
}

export async function closeProject(): Promise<void> {
  await call('project.close', {})
  takeProject(null)
  navigate('start')
}

/** Shown at once, kept by the application; another window follows by its event. */
export async function changeSettings(part: Partial<AppSettings>): Promise<void> {
  useSession.setState((state) => ({ settings: { ...state.settings, ...part } }))
  useSession.setState({ settings: await call('settings.set', part) })
}

/** What was dropped on the window: one project to open, or data files to import. */
export async function receiveDrop(files: readonly File[]): Promise<void> {
  const projects = files.filter((file) => isProjectFile(file.name))
  if (projects.length > 0 && projects.length < files.length) {
    toast({ text: t('start.mixedDrop') })
    return
  }
  if (projects.length > 1) {
    toast({ text: t('start.oneProject') })
    return
  }
  const received = await host().receiveFiles(files)
  const [first] = received
  if (!first) return
  if (projects.length === 1) await openProject(first.fileToken)
  else if (useSession.getState().project) importFiles(received)
  else {
    useSession.setState({ pendingFiles: received })
    navigate('start', { new: '1' })
  }
}
