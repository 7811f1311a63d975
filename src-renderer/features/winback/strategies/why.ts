import type { StrategiesResult, StrategyPair } from '../../../../shared/contract/winbackResult.ts'
import type { Strategy } from '../../../../shared/contract/winbackStrategies.ts'
import { profitAt } from './measures.ts'

/** Profits of a pair at one value of a return, and what each change from the first to the second adds. */
export interface PairWhy {
  readonly from: number
  readonly to: number
  readonly reached: number
  readonly winRate: number
  readonly costPerContact: number
}

/**
 * First the number of people (at the first one's profit a contact), then the win rate above those who come anyway, then the
 * cost of a contact; the three add up to the difference. Null where the pair is not there.
 */
export function whyPair(
  { strategies: results }: StrategiesResult,
  strategies: readonly Strategy[],
  pair: StrategyPair,
  value: number,
): PairWhy | null {
  const [a, b] = [pair.a, pair.b].map((name) => results.findIndex((one) => one.name === name)) as [
    number,
    number,
  ]
  const [first, second] = [results[a], results[b]]
  if (first === undefined || second === undefined || !(first.reached > 0)) return null
  const from = profitAt(first, strategies[a]?.organicReturn ?? 0, value)
  const to = profitAt(second, strategies[b]?.organicReturn ?? 0, value)
  const reached = from * (second.reached / first.reached - 1)
  const costPerContact = second.reached * (first.cost / first.reached - second.cost / second.reached)
  return { from, to, reached, costPerContact, winRate: to - from - reached - costPerContact }
}
