import type { StrategyResult } from '../../../contract/winbackResult.ts'
import { beta, streamOf } from '../uncertainty/variates.ts'

/**
 * Profit of a strategy that is known by its totals, in drawn worlds: incremental returns * `valuePerReturn` - cost, with
 * the win rate drawn from Beta(p n, (1 - p) n), n the reached customers; a return that `organicReturn` (share of the
 * reached) would have brought anyway earns nothing. Money in currency units. Audiences of two strategies differ, so each
 * has luck of its own. Cost: one variate a draw.
 */
export function drawStrategy(
  { name, reached, returned, cost }: Pick<StrategyResult, 'name' | 'reached' | 'returned' | 'cost'>,
  valuePerReturn: number,
  organicReturn: number,
  draws: number,
  seed: number,
): Float64Array {
  return Float64Array.from({ length: draws }, (_, draw) => {
    const rate = beta(returned / reached, reached, streamOf(seed, draw, `strategy/${name}`))
    return reached * (rate - organicReturn) * valuePerReturn - cost
  })
}
