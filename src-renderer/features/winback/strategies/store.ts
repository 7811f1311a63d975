import { create } from 'zustand'
import { CLASSIC_PAIR, compareStrategies } from '../../../../shared/analytics/winback/index.ts'
import { AppError, type AppErrorDetail } from '../../../../shared/contract/errors.ts'
import type { StrategiesResult } from '../../../../shared/contract/winbackResult.ts'
import {
  strategiesSchema,
  type StrategiesInput,
  type Strategy,
} from '../../../../shared/contract/winbackStrategies.ts'
import { readInput } from '../../../../shared/contract/winbackRead.ts'
import { withValue, type Path } from '../model/paths.ts'

type StrategyInput = StrategiesInput['strategies'][number]

interface StrategiesState {
  readonly input: StrategiesInput
  readonly strategies: readonly Strategy[]
  readonly result: StrategiesResult
  readonly past: readonly StrategiesInput[]
  readonly future: readonly StrategiesInput[]
  readonly problem: { readonly path: string; readonly detail: AppErrorDetail } | null
  /** the two that are compared in words */
  readonly pair: readonly [string, string]
  /** value per return that the profits are computed at; null = that of the first strategy's own ROI, or the tie */
  readonly value: number | null
}

function computed(input: StrategiesInput): Pick<StrategiesState, 'input' | 'strategies' | 'result'> {
  const read = readInput(strategiesSchema, input)
  return { input, strategies: read.strategies, result: compareStrategies(read) }
}

const start = (): StrategiesState => ({
  ...computed(CLASSIC_PAIR),
  past: [],
  future: [],
  problem: null,
  pair: ['broad-net', 'predictive'],
  value: null,
})

/** Strategies side by side, known by their totals; the classic pair comes built in. */
export const useStrategies = create<StrategiesState>(start)
const { setState: set, getState: get } = useStrategies

export const startOver = (): void => set(start())
export const comparePair = (pair: readonly [string, string]): void => set({ pair })
export const valueReturnsAt = (value: number): void => set({ value })

/** Changes one value of a strategy; a refused one leaves the last valid comparison and tells why. */
export function changeStrategy(path: Path, value: unknown): void {
  put(withValue(get().input, ['strategies', ...path], value))
}

export function addStrategy(strategy: StrategyInput): void {
  const { input } = get()
  put({ ...input, strategies: [...input.strategies.filter(({ name }) => name !== strategy.name), strategy] })
}

export function removeStrategy(name: string): void {
  const { input } = get()
  put({ ...input, strategies: input.strategies.filter((one) => one.name !== name) })
}

function put(next: StrategiesInput): void {
  const { input, past } = get()
  try {
    set({ ...shown(next), past: [...past, input].slice(-200), future: [] })
  } catch (thrown) {
    const { code, detail } = AppError.from(thrown)
    if (code !== 'scenario-invalid') throw thrown
    set({ problem: { path: String(detail['path'] ?? ''), detail } })
  }
}

/** The comparison of an input; a pair that names a strategy that is gone becomes the first two. */
function shown(input: StrategiesInput): Partial<StrategiesState> {
  const found = computed(input)
  const names = found.strategies.map(({ name }) => name)
  const [a, b] = get().pair
  const isKept = names.includes(a) && names.includes(b)
  return {
    ...found,
    problem: null,
    ...(!isKept && { pair: [names[0] ?? '', names[1] ?? names[0] ?? ''] as const }),
  }
}

export function undoStrategies(): void {
  const { past, future, input } = get()
  const before = past.at(-1)
  if (before) set({ ...shown(before), past: past.slice(0, -1), future: [input, ...future] })
}

export function redoStrategies(): void {
  const { past, future, input } = get()
  const [after, ...rest] = future
  if (after) set({ ...shown(after), past: [...past, input], future: rest })
}
