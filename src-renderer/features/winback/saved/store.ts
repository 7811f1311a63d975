import { create } from 'zustand'
import type { SavedScenario, SavedState } from '../../../../shared/contract/scenarios.ts'
import type { ScenarioInput } from '../../../../shared/contract/winback.ts'
import { call } from '../../../app/session.ts'
import { adopted, jsonOf, useOfProject } from '../project/audience.ts'
import { openAs, useWhatIf, type Origin } from '../store.ts'

interface SavedStore {
  /** the project that everything here belongs to */
  readonly project: string
  readonly list: readonly SavedScenario[]
  /** the one that is open in the simulators; null = none of the project's */
  readonly openId: number | null
}

export const useSaved = create<SavedStore>(() => ({ project: '', list: [], openId: null }))
const { getState: get, setState: set } = useSaved

export const openOne = ({ list, openId }: Pick<SavedStore, 'list' | 'openId'>): SavedScenario | null =>
  list.find(({ id }) => id === openId) ?? null

/** Another project brings its own scenarios. */
export async function enterSaved(project: string): Promise<void> {
  if (get().project === project) return
  set({ project, list: [], openId: null })
  if (project === '') return
  const list = await call('scenarios.list', {})
  if (get().project === project) set({ list })
}

const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

/** Who made a scenario, and what he says about it. */
export interface About {
  readonly author: string
  readonly note: string
}

const aboutOf = ({ author, note }: About): Partial<About> => ({
  ...(author !== '' && { author }),
  ...(note !== '' && { note }),
})

/** Who saved last. */
export const lastAuthor = (list: readonly SavedScenario[]): string =>
  list.find(({ state }) => state.author !== undefined)?.state.author ?? ''

function stateNow(): SavedState {
  const { origin, base, input } = useWhatIf.getState()
  return plain({ origin, base: jsonOf(base), input: jsonOf(input), audience: useOfProject.getState() })
}

/** What is open becomes a scenario of the project, and stays open as that. */
export async function saveAs(name: string, about: About): Promise<void> {
  const state = { ...stateNow(), ...aboutOf(about) }
  const list = await call('scenarios.save', { id: null, version: 0, name, state })
  set({ list, openId: list.find((one) => one.name === name)?.id ?? null })
  useWhatIf.setState({ locked: false })
}

/** Over the one that is open. */
export async function saveOver(): Promise<void> {
  const one = openOne(get())
  if (one === null) return
  const { id, version, name } = one
  const { author = '', note = '' } = one.state
  const state = { ...stateNow(), ...aboutOf({ author, note }) }
  set({ list: await call('scenarios.save', { id, version, name, state }) })
}

export async function renameSaved(one: SavedScenario, name: string, about: About): Promise<void> {
  const { id, version } = one
  const { author: _, note: __, ...rest } = one.state
  const state = { ...rest, ...aboutOf(about) }
  set({ list: await call('scenarios.save', { id, version, name, state }) })
}

export async function duplicateSaved(one: SavedScenario, name: string, about: About): Promise<void> {
  const { author: _, note: __, ...rest } = one.state
  const state = { ...rest, ...aboutOf(about) }
  set({ list: await call('scenarios.save', { id: null, version: 0, name, state }) })
}

/** From here on it can be looked at, not changed. */
export async function signOff({ id, version }: SavedScenario, by: string): Promise<void> {
  set({ list: await call('scenarios.signOff', { id, version, by }) })
  if (get().openId === id) openSaved(id)
}

export async function removeSaved(id: number): Promise<void> {
  set({ list: await call('scenarios.remove', { id }) })
  if (get().openId === id) set({ openId: null })
}

/** Opens a scenario of the project as it was saved. */
export function openSaved(id: number): void {
  const one = get().list.find((saved) => saved.id === id)
  if (one === undefined) return
  const { origin, base, input, audience } = one.state
  openAs(
    origin as Origin,
    base as unknown as ScenarioInput,
    input as unknown as ScenarioInput,
    one.signedAtMs !== null,
  )
  const kept = audience as ReturnType<typeof useOfProject.getState>
  useOfProject.setState({ ...kept, of: adopted(kept.of) })
  set({ openId: id })
}

export const leaveSaved = (): void => set({ openId: null })

/** A name that no scenario of the list has. */
export function freeName(list: readonly SavedScenario[], wished: string): string {
  const taken = new Set(list.map(({ name }) => name))
  if (!taken.has(wished)) return wished
  for (let n = 2; ; n++) if (!taken.has(`${wished} ${n}`)) return `${wished} ${n}`
}
