import { bandOf, drawStrategy, shareOfWorldsAbove } from '../../../../shared/analytics/winback/index.ts'
import type {
  Band,
  StrategiesResult,
  StrategyPair,
  StrategyResult,
} from '../../../../shared/contract/winbackResult.ts'
import type { Strategy } from '../../../../shared/contract/winbackStrategies.ts'
import type { PlainKey } from '../../../app/screen.ts'
import { niceAbove } from '../model/budgetPicture.ts'

export const DRAWS = 2000
export const SEED = 1

/** One value of one strategy, with its interval where it has one. */
export interface MeasureDot {
  readonly name: string
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
}

export interface Measure {
  readonly label: PlainKey
  readonly unit: 'money' | 'unit' | 'rate'
  readonly dots: readonly MeasureDot[]
}

/** Profits at a value per return, in worlds of their own. */
export interface Worlds {
  readonly value: number
  readonly profits: ReadonlyMap<string, Float64Array>
}

/** The value per return that profits start at: what the first strategy's own ROI implies, else a tie, else 100. */
export function startValue({ strategies, pairs }: StrategiesResult): number {
  const own = strategies[0]?.impliedValuePerReturn?.net
  const tie = pairs.find(({ tieValuePerReturn }) => (tieValuePerReturn ?? 0) > 0)?.tieValuePerReturn
  return own ?? tie ?? 100
}

/** End of the value's slider: beyond every tie and every implied value. */
export function mostValue({ strategies, pairs }: StrategiesResult): number {
  const ties = pairs.map(({ tieValuePerReturn }) => tieValuePerReturn ?? 0)
  const implied = strategies.map(({ impliedValuePerReturn }) => impliedValuePerReturn?.net ?? 0)
  const perReturn = strategies.map(({ costPerReturn }) => costPerReturn ?? 0)
  return niceAbove(
    Math.min(
      1e7,
      Math.max(50, ...ties.map((tie) => tie * 1.6), ...implied.map((one) => one * 1.2), ...perReturn),
    ),
  )
}

const organicOf = (strategies: readonly Strategy[], name: string): number =>
  strategies.find((one) => one.name === name)?.organicReturn ?? 0

/** Profit at a value per return: only returns that would not have come anyway count. */
export const profitAt = (result: StrategyResult, organic: number, value: number): number =>
  (result.returned - organic * result.reached) * value - result.cost

export function worldsOf(
  { strategies: results }: StrategiesResult,
  strategies: readonly Strategy[],
  value: number,
): Worlds {
  const profits = results.map(
    (result) =>
      [result.name, drawStrategy(result, value, organicOf(strategies, result.name), DRAWS, SEED)] as const,
  )
  return { value, profits: new Map(profits) }
}

/** Share of worlds in which the first of the pair earns more. */
export function beats({ profits }: Worlds, { a, b }: Pick<StrategyPair, 'a' | 'b'>): number | null {
  const [ours, theirs] = [profits.get(a), profits.get(b)]
  return ours && theirs ? shareOfWorldsAbove(ours, theirs) : null
}

/** How much more the better of a pair earns, P10, P50 and P90 over the worlds; null where neither is better. */
export interface Advantage {
  readonly better: string
  readonly other: string
  readonly gain: Band
}

export function advantageOf({ profits }: Worlds, { a, b }: Pick<StrategyPair, 'a' | 'b'>): Advantage | null {
  const [ours, theirs] = [profits.get(a), profits.get(b)]
  if (!ours || !theirs) return null
  const gain = bandOf(ours.map((profit, i) => profit - (theirs[i] ?? 0)))
  if (gain === null || gain.p50 === 0) return null
  if (gain.p50 > 0) return { better: a, other: b, gain }
  return { better: b, other: a, gain: { p10: -gain.p90, p50: -gain.p50, p90: -gain.p10 } }
}

/** Every measure with a dot a strategy, in the order in which the money goes. */
export function measuresOf(
  result: StrategiesResult,
  strategies: readonly Strategy[],
  worlds: Worlds,
): Measure[] {
  const plain = (of: (one: StrategyResult) => number | null): MeasureDot[] =>
    result.strategies.map((one) => ({ name: one.name, value: of(one), low: null, high: null }))
  return [
    { label: 'whatif.cost', unit: 'money', dots: plain(({ cost }) => cost) },
    { label: 'whatif.perContact', unit: 'unit', dots: plain(({ costPerContact }) => costPerContact) },
    { label: 'whatif.perReturn', unit: 'unit', dots: plain(({ costPerReturn }) => costPerReturn) },
    {
      label: 'whatif.perIncremental',
      unit: 'unit',
      dots: plain(({ costPerReturn, costPerIncrementalReturn }) =>
        costPerIncrementalReturn === undefined ? costPerReturn : costPerIncrementalReturn,
      ),
    },
    {
      label: 'whatif.winRate',
      unit: 'rate',
      dots: result.strategies.map(({ name, winRate }) => ({ name, ...winRate })),
    },
    {
      label: 'whatif.profitAtValue',
      unit: 'money',
      dots: result.strategies.map((one) => {
        const band = bandOf(worlds.profits.get(one.name) ?? new Float64Array())
        return {
          name: one.name,
          value: profitAt(one, organicOf(strategies, one.name), worlds.value),
          low: band?.p10 ?? null,
          high: band?.p90 ?? null,
        }
      }),
    },
  ]
}
