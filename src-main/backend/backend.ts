import { existsSync, mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { api, type MethodName } from '../../shared/contract/api.ts'
import { AppError, type AppErrorData } from '../../shared/contract/errors.ts'
import { serve, type Served } from '../../shared/rpc/server.ts'
import type { Handlers, Wire } from '../../shared/rpc/wire.ts'
import { fileFailure } from '../workers/fileFailure.ts'
import { appHandlers } from './appHandlers.ts'
import { customerHandlers } from './customerHandlers.ts'
import { churnHandlers } from './churnHandlers.ts'
import { createEventHub } from './events.ts'
import type { FileRegistry } from './files.ts'
import { importHandlers } from './importHandlers.ts'
import { lifetimeHandlers } from './lifetimeHandlers.ts'
import { interventionHandlers } from './interventionHandlers.ts'
import { silentHandlers } from './silentHandlers.ts'
import { openLog, type Clock } from './log.ts'
import { createPrivacy, hidingNames } from './privacy.ts'
import { privacyHandlers } from './privacyHandlers.ts'
import { createProjectHolder } from './openProject.ts'
import type { Parts } from './parts.ts'
import { openProjectFolder } from './projectFiles.ts'
import { projectHandlers } from './projectHandlers.ts'
import { openRecentProjects } from './recentProjects.ts'
import { rfmHandlers } from './rfmHandlers.ts'
import { openSampleShop } from './sampleShop.ts'
import { openSettings } from './settings.ts'
import { createThreads } from './threads.ts'
import { createTurns } from './turns.ts'
import { APP_VERSION } from './version.ts'
import { winbackHandlers } from './winbackHandlers.ts'
import { scenarioHandlers } from './scenarioHandlers.ts'
import { storyHandlers } from './storyHandlers.ts'

/** What a backend is started with. */
export interface BackendOptions {
  /** the application's own folder */
  readonly dataDir: string
  readonly shell: 'electron' | 'loopback'
  readonly files: FileRegistry
  readonly clock: Clock
  /** whether what a page will want to see soon is worked out before it asks; true unless said otherwise */
  readonly worksAhead?: boolean
}

/** A running backend. */
export interface Backend {
  /** answers one page until its wire closes */
  serve(wire: Wire): Served
  /**
   * What the app shows first: the project at `path`; without one, at the very first start, the sample shop, which is
   * made in the background. Rejects when the project cannot be opened.
   */
  openAtStart(path: string | null): Promise<void>
  /** opens a project that somebody asked for outside of any page; a failure is told to the pages */
  openFromOutside(path: string): Promise<void>
  /** ends the threads; a job under way is cancelled and rolled back first */
  close(): Promise<void>
}

/** Starts a backend. Fails when its folder cannot be made. */
export function startBackend(options: BackendOptions): Backend {
  const { dataDir, shell, files, clock, worksAhead = true } = options
  try {
    mkdirSync(dataDir, { recursive: true })
  } catch (thrown) {
    throw fileFailure(thrown, basename(dataDir))
  }
  const isFirstStart = !existsSync(join(dataDir, 'recent.json'))
  const log = openLog(join(dataDir, 'logs'), clock)
  const events = createEventHub()
  const recent = openRecentProjects(dataDir, files)
  const settings = openSettings(dataDir)
  const threads = createThreads()
  const project = createProjectHolder(threads, events, recent, clock, worksAhead)
  const turns = createTurns()
  const sample = openSampleShop(dataDir, threads, settings)
  const parts: Parts = {
    shell,
    clock,
    files,
    events,
    settings,
    recent,
    folder: openProjectFolder(dataDir),
    threads,
    turns,
    project,
    sample,
  }
  const privacy = createPrivacy()
  const named: Handlers = mergeHandlers([
    appHandlers(parts),
    projectHandlers(parts),
    importHandlers(parts),
    rfmHandlers(parts),
    customerHandlers(parts),
    churnHandlers(parts),
    lifetimeHandlers(parts),
    silentHandlers(parts),
    interventionHandlers(parts),
    winbackHandlers(parts),
    scenarioHandlers(parts),
    storyHandlers(parts, privacy, () => named),
    privacyHandlers(privacy, events),
  ])
  const handlers = hidingNames(named, privacy)
  const served = new Set<Served>()
  let untold: AppErrorData | null = null
  log.write('start', { version: APP_VERSION, shell, node: process.version })

  async function showSample(): Promise<void> {
    try {
      await sample.make()
      await turns.change(async () => {
        if (project.current === null) await project.open(sample.path)
      })
    } catch (thrown) {
      log.write('sample', { ...AppError.from(thrown).toData() })
    }
  }

  return {
    serve: (wire) => {
      const page = serve(wire, handlers, events, {
        onFailure: (method, error) => log.write('failure', { method, ...error.toData() }),
        onClosed: () => served.delete(page),
      })
      served.add(page)
      if (untold !== null) events.publish('app.failed', untold)
      untold = null
      return page
    },
    openAtStart: async (path) => {
      if (path !== null) await turns.change(async () => project.open(path))
      else if (isFirstStart) void showSample()
    },
    openFromOutside: async (path) => {
      try {
        await turns.change(async () => project.open(path))
      } catch (thrown) {
        const { code, detail } = AppError.from(thrown)
        log.write('open', { code, ...detail })
        if (served.size === 0) untold = { code, detail }
        else events.publish('app.failed', { code, detail })
      }
    },
    close: async () => {
      for (const page of [...served]) page.close()
      await Promise.all([sample.stop(), turns.idle()])
      await threads.stop()
      log.write('end')
    },
  }
}

/** One table of all domains. A method that is missing or has two handlers is a defect of the program itself. */
export function mergeHandlers(tables: readonly Partial<Handlers>[]): Handlers {
  const merged: Record<string, unknown> = {}
  for (const table of tables) {
    for (const [method, handler] of Object.entries(table)) {
      if (method in merged) throw new AppError('internal', { message: `second handler of ${method}` })
      merged[method] = handler
    }
  }
  const missing = (Object.keys(api) as MethodName[]).filter((method) => !(method in merged))
  if (missing.length > 0) throw new AppError('internal', { message: `no handler of ${missing.join(', ')}` })
  return merged as Handlers
}
