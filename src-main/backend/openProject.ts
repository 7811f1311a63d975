import { AppError } from '../../shared/contract/errors.ts'
import type { ProjectSummary } from '../../shared/contract/project.ts'
import type { AnalyticsProject } from '../workers/methods.ts'
import type { EventHub } from './events.ts'
import type { Clock } from './log.ts'
import type { RecentProjects } from './recentProjects.ts'
import type { Threads } from './threads.ts'

/** The open project: where its file is and what it was when it was last looked at. */
export interface OpenedProject {
  readonly path: string
  readonly summary: ProjectSummary
}

/** Which project is open; every change is told to all pages and noted under "recent". */
export interface ProjectHolder {
  readonly current: OpenedProject | null
  /** fails with `project-none-open` */
  needed(): OpenedProject
  /** the same as an analytics question needs it */
  forAnalytics(): AnalyticsProject
  open(path: string): Promise<ProjectSummary>
  /** looks at the file again after it was changed */
  changed(): Promise<ProjectSummary>
  close(): Promise<void>
}

/** more than any project will ever see */
const REVISIONS = 2 ** 32

/** Starts with none open. */
export function createProjectHolder(
  threads: Threads,
  events: EventHub,
  recent: RecentProjects,
  clock: Clock,
  worksAhead: boolean,
): ProjectHolder {
  let current: OpenedProject | null = null
  let nOpenings = 0

  function needed(): OpenedProject {
    if (current === null) throw new AppError('project-none-open')
    return current
  }

  async function take(path: string, looked: ProjectSummary): Promise<ProjectSummary> {
    const isSame = current?.path === path && current.summary.revision === looked.revision
    const summary = isSame ? { ...looked, openWarnings: current?.summary.openWarnings ?? 0 } : looked
    current = { path, summary }
    events.publish('project.changed', summary)
    if (worksAhead && !isSame && summary.nImports > 0) void countWarnings(current)
    // a list of recent projects that cannot be written is no reason not to open one
    await recent.note(path, summary, clock.nowMs()).catch(() => undefined)
    return summary
  }

  /** Costs a pass over the ledger, so the project is shown first and the number follows. */
  async function countWarnings(of: OpenedProject): Promise<void> {
    const asked = { path: of.path, nowMs: clock.nowMs() }
    const quality = await threads.project.call('quality', asked).catch(() => null)
    if (quality === null || current !== of || quality.warnings.length === 0) return
    current = { path: of.path, summary: { ...of.summary, openWarnings: quality.warnings.length } }
    events.publish('project.changed', current.summary)
  }

  return {
    get current() {
      return current
    },
    needed,
    forAnalytics: () => {
      const { path, summary } = needed()
      const { currency, weekStart } = summary
      return { path, revision: nOpenings * REVISIONS + summary.revision, currency, weekStart }
    },
    open: async (path) => {
      const summary = await threads.project.call('open', { path })
      nOpenings++
      return take(path, summary)
    },
    changed: async () => {
      const { path } = needed()
      return take(path, await threads.project.call('summary', { path }))
    },
    close: async () => {
      current = null
      const { project, analytics, churn, lifetime, silent, interventions, winback } = threads
      await Promise.all([
        project.call('close', null),
        analytics.stop(),
        churn.stop(),
        lifetime.stop(),
        silent.stop(),
        interventions.stop(),
        winback.stop(),
      ])
      events.publish('project.changed', null)
    },
  }
}
