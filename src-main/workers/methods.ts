import type { CountProgress, Input, Output } from '../../shared/contract/api.ts'
import type { ImportProgress, ImportReport, TablePreview } from '../../shared/contract/import.ts'
import type { FileKind, Mapping, ReadAs } from '../../shared/contract/mapping.ts'
import type { ProjectSummary } from '../../shared/contract/project.ts'
import type { AnonymiseReport, AnonymiseWish } from '../../shared/contract/anonymise.ts'
import type { SavedScenario } from '../../shared/contract/scenarios.ts'
import type { Story, StoryEntry } from '../../shared/contract/story.ts'
import type { RfmScheme } from '../../shared/contract/rfm.ts'
import type { PlannedImport } from './importJob.ts'
import type { ThreadContext } from './thread.ts'

/**
 * What each thread can be asked. Every question names its project, so that a thread that died and started again needs
 * no memory of what was open.
 */
type Asked<T> = T & { readonly path: string }

/** A mapping saved under a name. */
export type SavedMapping = Output<'mappings.list'>[number]

/** A new project as it was asked for. */
export interface ProjectToCreate {
  readonly name: string
  readonly currency: string
  readonly timeZone: string
  readonly nowMs: number
}

/** The thread that reads and changes the open project's file. */
export type ProjectMethods = {
  readonly create: (input: Asked<ProjectToCreate>) => null
  /** looks at the file anew: checks it, brings an older schema up to date, makes a stale ledger again */
  readonly open: (input: Asked<object>) => ProjectSummary
  readonly summary: (input: Asked<object>) => ProjectSummary
  readonly update: (input: Asked<{ change: Input<'project.update'> }>) => null
  readonly close: (input: null) => null
  readonly imports: (input: Asked<object>) => readonly ImportReport[]
  readonly quality: (input: Asked<{ nowMs: number }>) => Output<'import.quality'>
  readonly rejects: (input: Asked<{ query: Input<'import.rejects'> }>) => Output<'import.rejects'>
  readonly exportRejects: (input: Asked<{ importId: number; target: string }>) => { rows: number }
  readonly mappings: (input: Asked<object>) => readonly SavedMapping[]
  readonly saveMapping: (input: Asked<{ saved: Input<'mappings.save'> }>) => null
  readonly deleteMapping: (input: Asked<{ name: string }>) => null
  readonly schemes: (input: Asked<object>) => readonly RfmScheme[]
  readonly saveScheme: (input: Asked<{ scheme: RfmScheme }>) => null
  readonly deleteScheme: (input: Asked<{ key: string }>) => null
  readonly setting: (input: Asked<{ key: string }>) => unknown
  readonly saveSetting: (input: Asked<{ key: string; value: unknown }>) => null
  /** hash of the project and its revision */
  readonly identity: (input: Asked<object>) => string
  readonly stories: (input: Asked<object>) => StoryEntry[]
  readonly story: (input: Asked<{ id: string }>) => Story
  readonly saveStory: (input: Asked<{ saved: Input<'story.save'>; newId: string; nowMs: number }>) => Story
  readonly removeStory: (input: Asked<{ id: string }>) => null
  readonly scenarios: (input: Asked<object>) => SavedScenario[]
  readonly saveScenario: (input: Asked<{ saved: Input<'scenarios.save'>; nowMs: number }>) => SavedScenario[]
  readonly signScenario: (
    input: Asked<{ signed: Input<'scenarios.signOff'>; nowMs: number }>,
  ) => SavedScenario[]
  readonly removeScenario: (input: Asked<{ id: number }>) => SavedScenario[]
  readonly searchCustomers: (input: Asked<{ query: Input<'customers.search'> }>) => Output<'customers.search'>
  readonly customerDetail: (input: Asked<{ query: Input<'customers.detail'> }>) => Output<'customers.detail'>
}

/** The thread in which long changes of a project's file run: imports, undo, copies. */
export type ImportMethods = {
  readonly run: (
    input: Asked<{ items: readonly PlannedImport[]; nowMs: number }>,
    context: ThreadContext<ImportProgress>,
  ) => Promise<readonly ImportReport[]>
  readonly undo: (
    input: Asked<{ importId: number; nowMs: number }>,
    context: ThreadContext<CountProgress>,
  ) => null
  readonly anonymise: (
    input: Asked<{ target: string; wish: AnonymiseWish; nowMs: number }>,
    context: ThreadContext<CountProgress>,
  ) => AnonymiseReport
  readonly saveCopy: (
    input: Asked<{ target: string }>,
    context: ThreadContext<CountProgress>,
  ) => { sizeBytes: number }
}

/** What a file is previewed with. */
export interface PreviewQuestion {
  readonly path: string
  readonly fileName: string
  readonly kind?: FileKind | undefined
  readonly readAs?: ReadAs | undefined
  readonly mapping?: Mapping | undefined
  readonly timeZone: string
  readonly currency: string
  readonly savedMappings: readonly SavedMapping[]
}

/** One table to import as it was agreed on. */
export interface TableToPlan {
  readonly path: string
  readonly fileName: string
  readonly sheet: string | null
  readonly readAs: ReadAs
  readonly mapping: Mapping
  readonly timeZone: string
  readonly currency: string
}

/** The thread that looks at files before they are imported. */
export type PreviewMethods = {
  readonly preview: (input: PreviewQuestion) => Promise<readonly TablePreview[]>
  readonly plan: (input: TableToPlan) => Promise<PlannedImport>
}

/** The project as an analytics question sees it; another `revision` makes the thread read it again. */
export interface AnalyticsProject {
  readonly path: string
  /** differs between two openings of a file and between two states of it */
  readonly revision: number
  readonly currency: string
  readonly weekStart: 0 | 1
}

type OfProject<T> = { readonly project: AnalyticsProject; readonly query: T }
type ToFile<T> = OfProject<T> & { readonly target: string }

/** The thread that holds the ledger and the engines. */
export type AnalyticsMethods = {
  readonly timeline: (input: OfProject<null>) => Output<'ledger.timeline'>
  readonly run: (
    input: OfProject<Input<'rfm.run'>>,
    context: ThreadContext<CountProgress>,
  ) => Output<'rfm.run'>
  readonly at: (input: OfProject<Input<'rfm.at'>>) => Output<'rfm.at'>
  readonly page: (input: OfProject<Input<'rfm.page'>>) => Output<'rfm.page'>
  readonly exportMembers: (
    input: ToFile<Omit<Input<'rfm.export'>, 'target'>>,
    context: ThreadContext<CountProgress>,
  ) => Promise<{ rows: number }>
  readonly migration: (input: OfProject<Input<'rfm.migration'>>) => Output<'rfm.migration'>
  readonly downgrades: (input: OfProject<Input<'rfm.downgrades'>>) => Output<'rfm.downgrades'>
  readonly exportDowngrades: (
    input: ToFile<Omit<Input<'rfm.exportDowngrades'>, 'target'>>,
    context: ThreadContext<CountProgress>,
  ) => Promise<{ rows: number }>
  readonly builtInSchemes: (input: null) => readonly RfmScheme[]
  readonly lint: (scheme: RfmScheme) => Output<'rfm.lint'>
}

/** The thread that makes the sample shop. */
export type SampleMethods = {
  readonly create: (
    input: {
      readonly path: string
      readonly customers?: number
      readonly seed?: number
      readonly language?: 'zh-CN' | 'en'
    },
    context: ThreadContext<CountProgress>,
  ) => Promise<null>
}
