import { create } from 'zustand'
import type { ProjectAudience, ProjectFilter } from '../../../../shared/contract/winbackAudience.ts'
import type { ScenarioInput } from '../../../../shared/contract/winback.ts'
import { countShare, host, runJob, useSession } from '../../../app/session.ts'
import { t } from '../../../locale/t.ts'
import { toast } from '../../../ui/toastStore.ts'
import { changeAll, openOnProject, openTerms, useWhatIf, type Terms } from '../store.ts'
import type { Telling } from '../words.ts'

interface OfProject {
  /** the audience of the open scenario, null while it stands on assumptions */
  readonly audience: ProjectAudience | null
  /** the project that it was made of */
  readonly of: string | null
}

/** What is known of the project's audience beside the scenario itself. */
export const useOfProject = create<OfProject>(() => ({ audience: null, of: null }))

/** What a person has changed stays when the audience is read anew. */
const KEPT = ['budget', 'value', 'ledgers', 'caps', 'offer', 'organicStayRate', 'northStar'] as const

const FILTER: ProjectFilter = { asOfDay: null, silentDays: 30, valueDays: 180 }

/** A scenario as the contract takes it. */
export const jsonOf = (input: ScenarioInput): Record<string, unknown> => ({ ...input })

/** A project as it is now; new data make an audience stale, another project leaves it behind. */
export function projectMark(): string | null {
  const { project } = useSession.getState()
  if (project === null) return null
  // not the revision: a saved scheme or another name raises that too
  const { projectId, nImports, nPurchases, nBehaviours, nContacts, nCustomers, lastDay } = project
  return [projectId, nImports, nPurchases, nBehaviours, nContacts, nCustomers, lastDay].join('/')
}

const projectOf = (mark: string | null): string | undefined => mark?.split('/')[0]

/** Whether an audience was made of the open project, with whatever data it had. */
export const isOfOpenProject = (mark: string | null): boolean => projectOf(mark) === projectOf(projectMark())

/** Whether the project has other data than the audience was made of. */
export const isStale = (mark: string | null): boolean => mark !== null && mark !== projectMark()

/** A mark from a scenario that this project, or one that it is a copy of, keeps. */
export function adopted(mark: string | null): string | null {
  const own = projectOf(projectMark())
  return mark === null || own === undefined ? mark : [own, ...mark.split('/').slice(1)].join('/')
}

/** Plans the open project's customers under the terms of a scenario. */
export async function planOnProject(
  terms: Terms,
  given: ScenarioInput,
  filter: ProjectFilter = { ...FILTER, asOfDay: useSession.getState().asOfDay },
): Promise<void> {
  const of = projectMark()
  const { scenario, audience } = await runJob(
    'winback.audience',
    { scenario: jsonOf(given), isStarting: terms.kind === 'built-in', filter },
    t('whatif.makingAudience'),
    countShare,
  )
  if (projectMark() !== of) return
  useOfProject.setState({ audience, of })
  openOnProject(terms, given, scenario)
}

/** The scenario that is open now, on the project. */
export async function toProject(): Promise<void> {
  const { origin, input } = useWhatIf.getState()
  if (origin.kind !== 'project') await planOnProject(origin, input)
}

/** The open plan on other customers, or with another horizon of value. */
export async function changeFilter(change: Partial<ProjectFilter>): Promise<void> {
  const { origin, base, input } = useWhatIf.getState()
  const { audience } = useOfProject.getState()
  if (origin.kind !== 'project' || audience === null) return
  const changed = KEPT.filter((key) => input[key] !== base[key]).map((key) => [[key], input[key]] as const)
  await planOnProject(origin.terms, origin.given, { ...audience.filter, ...change })
  if (changed.length > 0) changeAll(changed)
}

/** Back to the terms' own audience. */
export function toAssumptions(): void {
  const { origin } = useWhatIf.getState()
  useOfProject.setState({ audience: null, of: null })
  if (origin.kind === 'project') openTerms(origin.terms, origin.given)
}

/** The plan as a list of customers. */
export async function exportPlan({ format }: Telling): Promise<void> {
  const { input } = useWhatIf.getState()
  const { audience } = useOfProject.getState()
  if (audience === null) return
  const name = `winback-plan-${format.date(audience.asOfDay)}.csv`
  const target = await host().pickSaveTarget(name)
  if (target === null) return
  const { rows } = await runJob(
    'winback.exportPlan',
    { scenario: jsonOf(input), filter: audience.filter, everybody: false, language: format.language, target },
    t('whatif.exportingPlan'),
    countShare,
  )
  await host().deliver(target, name)
  toast({ text: t('whatif.planExported', { n: format.countFull(rows) }) })
}
