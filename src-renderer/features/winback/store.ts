import { create } from 'zustand'
import { AppError, type AppErrorDetail } from '../../../shared/contract/errors.ts'
import {
  budgetSchema,
  scenarioSchema,
  type Scenario,
  type ScenarioInput,
} from '../../../shared/contract/winback.ts'
import { readInput } from '../../../shared/contract/winbackRead.ts'
import { assumptionsOf } from '../../../shared/analytics/winback/index.ts'
import { BUILT_INS, type BuiltInId } from './model/builtIns.ts'
import { evaluationOf, shareEvaluation } from './model/evaluation.ts'
import { pathText, valueAt, withValue, type Path } from './model/paths.ts'

/** Where the open scenario came from. */
export type Origin =
  | { readonly kind: 'built-in'; readonly id: BuiltInId }
  | { readonly kind: 'file'; readonly name: string }
  /** a project's customers under the terms of another scenario */
  | { readonly kind: 'project'; readonly terms: Terms; readonly given: ScenarioInput }

/** Where a scenario's own numbers came from. */
export type Terms = Exclude<Origin, { readonly kind: 'project' }>

/** A value that was refused: the last valid scenario stays in force. */
export interface Problem {
  readonly path: string
  readonly detail: AppErrorDetail
}

interface WhatIfState {
  readonly origin: Origin
  /** as it was opened */
  readonly base: ScenarioInput
  readonly input: ScenarioInput
  readonly scenario: Scenario
  readonly past: readonly ScenarioInput[]
  readonly future: readonly ScenarioInput[]
  readonly problem: Problem | null
  /** what stood there when the hand took hold; null = nobody drags */
  readonly grip: ScenarioInput | null
  /** signed off: looked at, not changed */
  readonly locked: boolean
}

const MOST_UNDO = 200

function opened(origin: Origin, base: ScenarioInput): WhatIfState {
  const scenario = readWhole(base)
  return {
    origin,
    base,
    input: base,
    scenario,
    past: [],
    future: [],
    problem: null,
    grip: null,
    locked: false,
  }
}

/** Reads and evaluates once, so that whatever can be refused is refused here. */
function readWhole(input: unknown): Scenario {
  const scenario = readInput(scenarioSchema, input)
  evaluationOf(scenario)
  return scenario
}

const isBudget = (changes: readonly (readonly [Path, unknown])[]): boolean =>
  changes.every(([path]) => pathText(path) === 'budget') && changes.at(-1)?.[1] !== undefined

/** The scenario that is open, with the budget of the input: what does not depend on it is neither read nor evaluated again. */
function withBudget(input: ScenarioInput): Scenario {
  const { scenario: before } = get()
  const { budget } = readInput(budgetSchema, { budget: input.budget })
  const scenario = { ...before, budget }
  shareEvaluation(before, scenario)
  return scenario
}

/** One scenario is open at a time; the screens of the win-back group are views of it. */
export const useWhatIf = create<WhatIfState>(() =>
  opened({ kind: 'built-in', id: 'ladder' }, BUILT_INS.ladder.input),
)
const { setState: set, getState: get } = useWhatIf

export const openBuiltIn = (id: BuiltInId): void => set(opened({ kind: 'built-in', id }, BUILT_INS[id].input))

/** Opens a scenario file. Throws `scenario-invalid` with path, problem and range; what was open stays open then. */
export function openScenarioText(name: string, text: string): void {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new AppError('scenario-invalid', { path: name, problem: 'wrong-type', allowed: 'JSON' })
  }
  set(opened({ kind: 'file', name }, readWhole(value) && (value as ScenarioInput)))
}

/** Opens what a project made of a scenario. */
export const openOnProject = (terms: Terms, given: ScenarioInput, input: ScenarioInput): void =>
  set(opened({ kind: 'project', terms, given }, input))

/** Opens a scenario as it once was, changes included; what is not valid any more is not opened. */
export function openAs(origin: Origin, base: ScenarioInput, input: ScenarioInput, locked = false): void {
  set({ ...opened(origin, base), input, scenario: readWhole(input), locked })
}

/** Opens terms again as they were before a project took their audience. */
export const openTerms = (terms: Terms, input: ScenarioInput): void => set(opened(terms, input))

/** Changes one value. While the hand drags, all its changes are one step of undo. */
export function change(path: Path, value: unknown, how: 'drag' | 'settled' = 'settled'): void {
  changeAll([[path, value]], how)
}

/** Changes several values at once, as one step. A refused change leaves the last valid scenario and tells why. */
export function changeAll(
  changes: readonly (readonly [Path, unknown])[],
  how: 'drag' | 'settled' = 'settled',
): void {
  const { input, past, grip, locked } = get()
  if (locked) return
  const next = changes.reduce((at, [path, value]) => withValue(at, path, value), input)
  try {
    const scenario = isBudget(changes) ? withBudget(next) : readWhole(next)
    const isDrag = how === 'drag'
    set({
      input: next,
      scenario,
      problem: null,
      grip: isDrag ? (grip ?? input) : null,
      ...(!isDrag && { past: [...past, grip ?? input].slice(-MOST_UNDO), future: [] }),
    })
  } catch (thrown) {
    const { code, detail } = AppError.from(thrown)
    if (code !== 'scenario-invalid') throw thrown
    const path = typeof detail['path'] === 'string' ? detail['path'] : pathText(changes[0]?.[0] ?? [])
    set({ problem: { path, detail } })
  }
}

/** The hand let go. */
export function settle(): void {
  const { grip, input, past } = get()
  if (grip === null) return
  set({ grip: null, ...(grip !== input && { past: [...past, grip].slice(-MOST_UNDO), future: [] }) })
}

export function undo(): void {
  const { past, future, input } = get()
  const before = past.at(-1)
  if (before === undefined) return
  set({ ...restored(before), past: past.slice(0, -1), future: [input, ...future] })
}

export function redo(): void {
  const { past, future, input } = get()
  const [after, ...rest] = future
  if (after === undefined) return
  set({ ...restored(after), past: [...past, input], future: rest })
}

const restored = (input: ScenarioInput) => ({ input, scenario: readWhole(input), problem: null, grip: null })

/**
 * A value is `entered` when a person typed it here or gave it in a file, `measured` when a project put it there; all others
 * are starting values.
 */
export function sourceOf(
  { origin, base, input }: WhatIfState,
  path: Path,
): 'measured' | 'entered' | 'default' {
  const now = valueAt(input, path)
  if (now === undefined) return 'default'
  if (origin.kind === 'file') return 'entered'
  if (now !== valueAt(base, path)) return 'entered'
  if (origin.kind !== 'project') return 'default'
  if (now !== valueAt(origin.given, path)) return 'measured'
  return origin.terms.kind === 'file' ? 'entered' : 'default'
}

/** How many values were changed since the scenario was opened, and how many it leaves to defaults. */
export function sourcesOf({ base, input }: WhatIfState): { readonly changed: number; readonly left: number } {
  return { changed: leavesApart(base, input), left: assumptionsOf(input).length }
}

function leavesApart(a: unknown, b: unknown): number {
  if (a === b) return 0
  const isTree = (value: unknown): value is object => typeof value === 'object' && value !== null
  if (!isTree(a) && !isTree(b)) return 1
  const keys = new Set([...Object.keys(isTree(a) ? a : {}), ...Object.keys(isTree(b) ? b : {})])
  return [...keys].reduce((n, key) => n + leavesApart(valueAt(a, [key]), valueAt(b, [key])), 0)
}
