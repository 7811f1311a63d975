import type { EventHub } from './events.ts'
import type { FileRegistry } from './files.ts'
import type { Clock } from './log.ts'
import type { ProjectHolder } from './openProject.ts'
import type { ProjectFolder } from './projectFiles.ts'
import type { RecentProjects } from './recentProjects.ts'
import type { SampleShop } from './sampleShop.ts'
import type { SettingsStore } from './settings.ts'
import type { Threads } from './threads.ts'
import type { Turns } from './turns.ts'

/** What the handlers of all domains stand on. */
export interface Parts {
  readonly shell: 'electron' | 'loopback'
  readonly clock: Clock
  readonly files: FileRegistry
  readonly events: EventHub
  readonly settings: SettingsStore
  readonly recent: RecentProjects
  readonly folder: ProjectFolder
  readonly threads: Threads
  readonly turns: Turns
  readonly project: ProjectHolder
  readonly sample: SampleShop
}
