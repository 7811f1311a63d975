import type { LogisticData, LogisticState } from './objective.ts'
import { lossGradient, newton, type SolverEnd, type SolverOptions } from './newton.ts'

/** Above this many columns a fit with an L1 penalty starts from the few that look useful. */
const MANY = 300

/**
 * Newton with an L1 penalty on the columns that can matter: those with a coefficient and those whose gradient is at
 * least `limit`; then every column left out is checked, and what violates the optimum's conditions joins for another
 * round. Cost: as `newton` on the columns kept + a pass a round.
 * Source: Tibshirani et al. 2012 (strong rules: limit = 2 l1 - the l1 before).
 */
export function screenedNewton(
  data: LogisticData,
  state: LogisticState,
  options: SolverOptions,
  limit: number,
): SolverEnd {
  const all = Uint32Array.from(data.columns.keys())
  if (all.length <= MANY && limit <= 0) return newton(data, state, all, options)
  const isIn = new Uint8Array(all.length)
  const admit = (least: number): number => {
    const gradient = lossGradient(data, state, all)
    let nNew = 0
    for (const j of all) {
      if (isIn[j] === 1) continue
      if (state.coefficients[j] === 0 && !(Math.abs(gradient[j + 1]!) > least)) continue
      isIn[j] = 1
      nNew++
    }
    return nNew
  }
  admit(limit > 0 ? limit : options.l1)
  let iterations = 0
  for (;;) {
    const active = all.filter((j) => isIn[j] === 1)
    const end = newton(data, state, active, options)
    iterations += end.iterations
    if (admit(options.l1 + options.tolerance) === 0 || !end.converged) return { ...end, iterations }
  }
}
