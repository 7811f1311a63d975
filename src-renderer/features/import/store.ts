import { create } from 'zustand'
import { AppError, type AppErrorData } from '../../../shared/contract/errors.ts'
import type { HostFile } from '../../../shared/contract/host.ts'
import type {
  EvidenceCode,
  ImportReport,
  PreviewVerdict,
  TablePreview,
} from '../../../shared/contract/import.ts'
import type { FileKind, Mapping, ReadAs } from '../../../shared/contract/mapping.ts'
import type { Call } from '../../app/session.ts'

export type Step = 'files' | 'read' | 'columns' | 'check'
export const STEPS: readonly Step[] = ['files', 'read', 'columns', 'check']

/** One file that was handed over, and what its tables look like. */
export interface WizardFile {
  readonly file: HostFile
  readonly state:
    | { readonly kind: 'reading' }
    | { readonly kind: 'failed'; readonly error: AppErrorData }
    | { readonly kind: 'ready' }
}

/** One table (a file or a sheet) on its way in. */
export interface WizardTable {
  readonly id: string
  readonly fileToken: string
  readonly preview: TablePreview
  readonly included: boolean
  /** set while it is looked at again after a change */
  readonly busy: boolean
  readonly dropIdentical: boolean
  /** the person said that what is open shall be used as shown */
  readonly accepted: boolean
  /** what the person said that it is a list of; null = as detected */
  readonly chosenKind: FileKind | null
}

export interface ImportState {
  readonly step: Step
  readonly files: readonly WizardFile[]
  readonly tables: readonly WizardTable[]
  readonly chosen: string | null
  readonly reports: readonly ImportReport[] | null
  readonly failure: AppErrorData | null
  readonly cancelled: boolean
  /** file name of the project that the wizard works for */
  readonly project: string
}

const EMPTY: ImportState = {
  step: 'files',
  files: [],
  tables: [],
  chosen: null,
  reports: null,
  failure: null,
  cancelled: false,
  project: '',
}

export const useImport = create<ImportState>(() => EMPTY)
const set = useImport.setState
const get = useImport.getState

export const startOver = (): void => set(({ project }) => ({ ...EMPTY, project }))

/** Another project: files and reports of the one before go. */
export function enterProject(project: string): void {
  if (get().project !== project) set({ ...EMPTY, project })
}

export const goTo = (step: Step): void => set({ step, failure: null, cancelled: false })
export const chooseTable = (id: string): void => set({ chosen: id })

const tableId = (fileToken: string, preview: TablePreview) => `${fileToken}/${preview.sheet ?? ''}`

/** Reads the beginning of each file; goes on to the first step where something is uncertain. */
export async function addFiles(call: Call, files: readonly HostFile[]): Promise<void> {
  const known = new Set(get().files.map((one) => one.file.fileToken))
  const fresh = files.filter((file) => !known.has(file.fileToken))
  if (fresh.length === 0) return
  set((state) => ({
    reports: null,
    failure: null,
    cancelled: false,
    files: [...state.files, ...fresh.map((file) => ({ file, state: { kind: 'reading' as const } }))],
  }))
  for (const file of fresh) await look(call, file)
  const { tables } = get()
  const included = tables.filter((table) => table.included)
  const unsettled = included.find((table) => table.preview.verdict === 'ask')
  if (unsettled) set({ step: stepToSettle(unsettled.preview), chosen: unsettled.id })
  else if (included.length > 0) set({ step: 'check', chosen: included[0]?.id ?? null })
  else set({ step: 'files', chosen: tables[0]?.id ?? null })
}

const ABOUT_READING: ReadonlySet<EvidenceCode> = new Set([
  'encoding-guess',
  'header-guess',
  'header-none',
  'delimiter-consistent',
  'no-rows',
])

/** Where an open point of a table can be settled: how it is read comes before what its columns are. */
export const stepToSettle = ({ open }: Pick<TablePreview, 'open'>): Step =>
  open.some((one) => ABOUT_READING.has(one.code)) ? 'read' : 'columns'

async function look(call: Call, file: HostFile): Promise<void> {
  const settle = (state: WizardFile['state']) =>
    set(({ files }) => ({
      files: files.map((one) => (one.file.fileToken === file.fileToken ? { file, state } : one)),
    }))
  try {
    const previews = await call('import.preview', { fileToken: file.fileToken })
    if (!get().files.some((one) => one.file.fileToken === file.fileToken)) return
    settle({ kind: 'ready' })
    set(({ tables }) => ({
      tables: [
        ...tables.filter((table) => table.fileToken !== file.fileToken),
        ...previews.map((preview) => ({
          id: tableId(file.fileToken, preview),
          fileToken: file.fileToken,
          preview,
          included: preview.verdict !== 'refused',
          busy: false,
          dropIdentical: preview.mapping?.dropIdentical ?? false,
          accepted: false,
          chosenKind: null,
        })),
      ],
    }))
  } catch (thrown) {
    settle({ kind: 'failed', error: AppError.from(thrown).toData() })
  }
}

export function removeFile(fileToken: string): void {
  set(({ files, tables, chosen }) => {
    const left = tables.filter((table) => table.fileToken !== fileToken)
    return {
      files: files.filter((one) => one.file.fileToken !== fileToken),
      tables: left,
      chosen: left.some((table) => table.id === chosen) ? chosen : (left[0]?.id ?? null),
    }
  })
}

/** What is open is used as it is shown. */
export const accept = (id: string): void => patch(id, { accepted: true })

/** The verdict, the person's own word included. */
export const verdictOf = ({ preview, accepted }: WizardTable): PreviewVerdict =>
  accepted && preview.verdict === 'ask' ? 'ready' : preview.verdict

export const include = (id: string, included: boolean): void => patch(id, { included })
export const dropIdentical = (id: string, drop: boolean): void => patch(id, { dropIdentical: drop })

function patch(id: string, part: Partial<WizardTable>): void {
  set(({ tables }) => ({ tables: tables.map((table) => (table.id === id ? { ...table, ...part } : table)) }))
}

/** What the person changes about a table; it is looked at again with exactly that. */
export interface TableChange {
  readonly kind?: FileKind
  readonly readAs?: Partial<ReadAs>
  readonly mapping?: Mapping
}

const generation = new Map<string, number>()

export async function change(call: Call, id: string, how: TableChange): Promise<void> {
  const table = get().tables.find((one) => one.id === id)
  if (!table) return
  const mine = (generation.get(id) ?? 0) + 1
  generation.set(id, mine)
  const { preview, included } = table
  const kind = how.kind ?? how.mapping?.kind ?? table.chosenKind ?? undefined
  // shown at once, so that a second change before the answer builds on the first
  patch(id, {
    busy: true,
    accepted: false,
    chosenKind: how.kind ?? table.chosenKind,
    ...(how.mapping && { preview: { ...preview, mapping: how.mapping } }),
  })
  const sheet = preview.sheet === null ? {} : { sheet: preview.sheet }
  const base = how.readAs ? { ...preview.readAs, ...how.readAs } : preview.readAs
  try {
    const seen = await call('import.preview', {
      fileToken: table.fileToken,
      readAs: { ...base, ...sheet },
      ...(kind && { kind }),
      ...(how.mapping && { mapping: how.mapping }),
    })
    if (generation.get(id) !== mine) return
    const next = seen.find((one) => one.sheet === preview.sheet) ?? seen[0]
    const wanted = included || preview.verdict === 'refused'
    patch(id, {
      busy: false,
      ...(next && { preview: next, included: wanted && next.verdict !== 'refused' }),
    })
  } catch (thrown) {
    if (generation.get(id) !== mine) return
    patch(id, { busy: false, preview })
    set({ failure: AppError.from(thrown).toData() })
  }
}

/** Tables that would be imported now. */
export const ready = (tables: readonly WizardTable[]): readonly WizardTable[] =>
  tables.filter(
    (table) => table.included && table.preview.mapping !== null && table.preview.verdict !== 'refused',
  )

/** Points that must be settled before the import may start. */
export const openPoints = (tables: readonly WizardTable[]): number =>
  ready(tables).reduce(
    (sum, table) => sum + (verdictOf(table) === 'ask' ? Math.max(1, table.preview.open.length) : 0),
    0,
  )
