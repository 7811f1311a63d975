import type { Strategies, StrategiesInput, Strategy } from '../../../contract/winbackStrategies.ts'
import type {
  NetGross,
  StrategiesResult,
  StrategyNote,
  StrategyPair,
  StrategyResult,
} from '../../../contract/winbackResult.ts'
import { ratio } from '../ladder/money.ts'
import { newcombe, wilson } from './intervals.ts'

/** The note on organic returns supposes that this share of those who returned would have come anyway. */
const SUPPOSED_ORGANIC = 0.8

/** The pair that comes built in: cheap contacts to everybody against dear ones to a few. */
export const CLASSIC_PAIR: StrategiesInput = {
  schema: 'huiliu.strategies/1',
  strategies: [
    { name: 'broad-net', cost: 50_000, reached: 100_000, returned: 1_000, roi: 1.2 },
    { name: 'predictive', cost: 15_000, reached: 8_000, returned: 800, roi: 6.5 },
  ],
}

/**
 * Strategies that are known by their totals, and every pair of them. Implied value per return: net cost (1 + roi) /
 * returned, gross cost roi / returned; break-even organic return: winRate - costPerContact / value. Pairs in order, the
 * earlier strategy first. Cost: quadratic in the strategies.
 */
export function compareStrategies({ strategies }: Strategies): StrategiesResult {
  const results = strategies.map(resultOf)
  const pairs = results.flatMap((a, i) => results.slice(i + 1).map((b) => pairOf(a, b)))
  return { strategies: results, pairs }
}

function resultOf(strategy: Strategy): StrategyResult {
  const { name, reached, roi, organicReturn } = strategy
  const parts = partsOf(strategy)
  const cost = strategy.cost ?? (parts?.messages ?? 0) + (parts?.coupon ?? 0)
  const returned = strategy.returned ?? reached * (strategy.coupon?.redemption ?? 0)
  const costPerContact = cost / reached
  const winRate = wilson(returned, reached)
  const value: NetGross | null =
    roi === undefined ? null : { net: ratio(cost * (1 + roi), returned), gross: ratio(cost * roi, returned) }
  const organicAt = (perReturn: number | null): number | null => {
    const needed = perReturn === null ? null : ratio(costPerContact, perReturn)
    return needed === null ? null : winRate.value - needed
  }
  const incremental = returned - reached * (organicReturn ?? 0)
  return {
    name,
    reached,
    returned,
    cost,
    costParts: parts,
    costPerContact,
    costPerReturn: ratio(cost, returned),
    winRate,
    impliedValuePerReturn: value,
    breakEvenOrganicReturn:
      value === null ? null : { net: organicAt(value.net), gross: organicAt(value.gross) },
    ...(organicReturn === undefined
      ? {}
      : { costPerIncrementalReturn: incremental > 0 ? ratio(cost, incremental) : null }),
  }
}

function partsOf({ messages, coupon, reached }: Strategy): { messages: number; coupon: number } | null {
  if (messages === undefined && coupon === undefined) return null
  return {
    messages: (messages ?? []).reduce((sum, { unitCost }) => sum + unitCost * reached, 0),
    coupon: coupon === undefined ? 0 : coupon.faceValue * coupon.redemption * reached,
  }
}

function pairOf(a: StrategyResult, b: StrategyResult): StrategyPair {
  return {
    a: a.name,
    b: b.name,
    difference: newcombe(a.winRate, b.winRate),
    tieValuePerReturn: ratio(a.cost - b.cost, a.returned - b.returned),
    notes: notesOf(a, b),
  }
}

function notesOf(a: StrategyResult, b: StrategyResult): StrategyNote[] {
  const notes: StrategyNote[] = []
  const [valueA, valueB] = [a.impliedValuePerReturn?.net ?? null, b.impliedValuePerReturn?.net ?? null]
  if (valueA !== null && valueB !== null && Math.abs(valueA - valueB) > 1e-9 * Math.abs(valueA)) {
    notes.push({ code: 'roi-other-values', a: valueA, b: valueB })
  }
  const tie = ratio(a.cost - b.cost, a.returned - b.returned)
  const [more, fewer] = a.returned > b.returned ? [a, b] : [b, a]
  if (tie !== null && tie > 0) notes.push({ code: 'tie', value: tie, above: more.name, below: fewer.name })
  else if (a.returned !== b.returned) notes.push({ code: 'dominates', better: more.name })
  else if (a.cost !== b.cost) notes.push({ code: 'dominates', better: a.cost < b.cost ? a.name : b.name })
  notes.push({ code: 'no-ab-test', reachedA: a.reached, reachedB: b.reached })
  // the strategy with the lower win rate has most to lose
  const thin = a.winRate.value <= b.winRate.value ? a : b
  const organic = SUPPOSED_ORGANIC * thin.winRate.value
  const to = ratio(thin.cost, thin.returned - organic * thin.reached)
  if (thin.costPerReturn !== null && to !== null) {
    notes.push({ code: 'organic-not-counted', name: thin.name, organic, from: thin.costPerReturn, to })
  }
  return notes
}
