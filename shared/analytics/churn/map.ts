import type { ChurnMapCell } from '../../contract/churn.ts'
import type { PooledResponse } from './response.ts'
import { valueAtRisk, type Risks } from './risks.ts'

/** Fewer contacted or left alone than this say nothing about a cell. */
const LEAST_A_SIDE = 20

/**
 * What to do about a cell: low risk is watched; where contacting was measured and brings nobody (not above zero), the
 * customers are left alone; where its interval is above zero they are recalled; in between, and without a measurement,
 * a test with a control group comes first.
 */
export function adviceFor(level: number, response: PooledResponse | null): ChurnMapCell['advice'] {
  if (level === 0) return 'watch'
  if (response === null || response.treated < LEAST_A_SIDE || response.control < LEAST_A_SIDE) return 'test'
  if (response.value <= 0) return 'leave-alone'
  return response.low > 0 ? 'recall' : 'test'
}

/**
 * Risk level x value tier of the scored customers with the measured response of each cell. `responseOf` is asked once a
 * cell. Nine cells, level by level from low. Cost: one pass.
 */
export function riskMap(
  risks: Risks,
  responseOf: (level: 0 | 1 | 2, valueTier: 0 | 1 | 2) => PooledResponse | null,
): ChurnMapCell[] {
  const customers = new Float64Array(9)
  const valueMinor = new Float64Array(9)
  const atRisk = new Float64Array(9)
  for (let i = 0; i < risks.n; i++) {
    const cell = risks.level[i]! * 3 + risks.valueTier[i]!
    customers[cell] = customers[cell]! + 1
    valueMinor[cell] = valueMinor[cell]! + risks.valueMinor[i]!
    atRisk[cell] = atRisk[cell]! + valueAtRisk(risks, i)
  }
  const cells: ChurnMapCell[] = []
  for (const level of [0, 1, 2] as const) {
    for (const valueTier of [0, 1, 2] as const) {
      const at = level * 3 + valueTier
      const response = responseOf(level, valueTier)
      cells.push({
        level,
        valueTier,
        customers: customers[at]!,
        valueMinor: valueMinor[at]!,
        valueAtRiskMinor: atRisk[at]!,
        response,
        advice: adviceFor(level, response),
      })
    }
  }
  return cells
}
