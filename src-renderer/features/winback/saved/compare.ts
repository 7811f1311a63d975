import { AppError } from '../../../../shared/contract/errors.ts'
import { scenarioSchema, type Scenario } from '../../../../shared/contract/winback.ts'
import { readInput } from '../../../../shared/contract/winbackRead.ts'
import { budgetOf, pictureOf, planOf } from '../model/budgetPicture.ts'
import { evaluationOf, uncertaintyOf } from '../model/evaluation.ts'
import { drawn, spreadOf, type PlanSpread } from '../model/spread.ts'

/** The headline of one scenario. Money in currency units. */
export interface Headline {
  readonly scenario: Scenario
  readonly budget: number
  readonly customers: number
  readonly profit: number
  readonly returns: number
  readonly cost: number
  /** null = undefined */
  readonly contribution: number | null
  readonly spread: PlanSpread
  /** profit in each drawn world, the same worlds for scenarios with the same seed */
  readonly worlds: Float64Array
}

const kept = new WeakMap<object, Headline | null>()

/** Worked out by the engine from the input alone; null where it is not valid any more. */
export function headlineOf(input: Readonly<Record<string, unknown>>): Headline | null {
  const found = kept.get(input)
  if (found !== undefined) return found
  const made = worked(input)
  kept.set(input, made)
  return made
}

function worked(input: Readonly<Record<string, unknown>>): Headline | null {
  try {
    const scenario = readInput(scenarioSchema, input)
    const picture = pictureOf(scenario)
    const here = planOf(scenario, picture)
    const { direct, incrementalMargin } = here.ledgers
    return {
      scenario,
      budget: budgetOf(scenario, picture),
      customers: evaluationOf(scenario).result.totals.customers,
      profit: here.plan.profit,
      returns: here.plan.incrementalReturns,
      cost: direct,
      contribution: direct > 0 ? (incrementalMargin - direct) / direct : null,
      spread: spreadOf(scenario, here),
      worlds: drawn(scenario, [here.parts])[0]?.profit ?? new Float64Array(),
    }
  } catch (thrown) {
    if (thrown instanceof AppError) return null
    throw thrown
  }
}

/** A value of an input that is not the same everywhere; undefined = left to its default. */
export interface Difference {
  readonly path: string
  readonly values: readonly unknown[]
}

/** What differs between inputs, in the order of the first. Names and lists of a project's cells are one difference. */
export function differencesOf(inputs: readonly Readonly<Record<string, unknown>>[]): Difference[] {
  const leaves = inputs.map((input) => new Map(leavesOf(input)))
  const paths = [...new Set(leaves.flatMap((one) => [...one.keys()]))]
  return paths
    .map((path) => ({ path, values: leaves.map((one) => one.get(path)) }))
    .filter(({ values }) => values.some((value) => value !== values[0]))
}

/** From so many groups on they are the cells of a project, counted instead of listed. */
const LISTED_GROUPS = 12

function leavesOf(tree: unknown, path = ''): [string, unknown][] {
  if (Array.isArray(tree) && tree.length > LISTED_GROUPS) return [[path, `× ${tree.length}`]]
  if (typeof tree !== 'object' || tree === null) return [[path, tree]]
  return Object.entries(tree).flatMap(([key, value]) =>
    leavesOf(value, path === '' ? key : Array.isArray(tree) ? `${path}[${key}]` : `${path}.${key}`),
  )
}

/** Share of worlds in which the first earns more than the second; null where their worlds are not the same ones. */
export function beatsShare(a: Headline, b: Headline): number | null {
  const [one, other] = [uncertaintyOf(a.scenario), uncertaintyOf(b.scenario)]
  if (one.seed !== other.seed || a.worlds.length !== b.worlds.length || a.worlds.length === 0) return null
  const won = a.worlds.reduce((n, profit, i) => n + (profit > (b.worlds[i] ?? 0) ? 1 : 0), 0)
  return won / a.worlds.length
}

/** Parts of a scenario in the order in which they are exchanged to see why one earns more. */
export const STEPS = [
  { key: 'audience', parts: ['audience', 'value', 'organicStayRate', 'northStar', 'windowDays'] },
  { key: 'ladder', parts: ['ladder'] },
  { key: 'offer', parts: ['offer'] },
  { key: 'ledgers', parts: ['ledgers'] },
  { key: 'plan', parts: ['budget', 'caps'] },
] as const
export type StepKey = (typeof STEPS)[number]['key']

export interface Why {
  readonly step: StepKey
  readonly gain: number
}

/**
 * Why `to` earns what it earns against `from`: its parts are put in one after the other. The gains add up to the
 * difference exactly. A part that does not go with the others yet counts with the next one. Null where either is not valid.
 */
export function whyOf(
  from: Readonly<Record<string, unknown>>,
  to: Readonly<Record<string, unknown>>,
): { readonly from: number; readonly to: number; readonly steps: readonly Why[] } | null {
  const [first, last] = [headlineOf(from), headlineOf(to)]
  if (first === null || last === null) return null
  const steps: Why[] = []
  let before = first.profit
  let mixed: Record<string, unknown> = { ...from, budget: first.budget }
  for (const { key, parts } of STEPS) {
    const wanted = key === 'plan' ? { ...to, budget: last.budget } : to
    mixed = {
      ...mixed,
      ...Object.fromEntries(parts.map((part) => [part, (wanted as Record<string, unknown>)[part]])),
    }
    const profit = key === 'plan' ? last.profit : headlineOf(defined(mixed))?.profit
    if (profit === undefined) continue
    steps.push({ step: key, gain: profit - before })
    before = profit
  }
  return { from: first.profit, to: last.profit, steps }
}

const defined = (input: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
