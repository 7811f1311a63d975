import type { Minimum } from './bfgs.ts'

/** A function to be made small; it answers +Infinity where it is not defined. */
export type Objective = (x: Float64Array) => number

/**
 * Minimises `f` from `start` without derivatives: a simplex of edge `edge` that walks, stretches and shrinks. Stops when
 * the values of its corners differ by less than `tolerance`, or after `maxEvaluations`. For what a gradient method
 * leaves in a narrow valley. Cost: one evaluation or two a step.
 * Source: Nelder & Mead 1965, with the coefficients of Lagarias et al. 1998.
 */
export function nelderMead(
  f: Objective,
  start: Float64Array,
  edge: number,
  tolerance: number,
  maxEvaluations: number,
): Pick<Minimum, 'x' | 'value' | 'evaluations'> {
  const n = start.length
  let evaluations = 0
  const at = (x: Float64Array): { x: Float64Array; value: number } => {
    evaluations++
    const value = f(x)
    return { x, value: Number.isNaN(value) ? Infinity : value }
  }
  const corners = [at(start.slice())]
  for (let i = 0; i < n; i++) {
    const x = start.slice()
    x[i] = x[i]! + edge
    corners.push(at(x))
  }
  const order = (): void => void corners.sort((a, b) => a.value - b.value)
  order()
  while (evaluations < maxEvaluations) {
    const best = corners[0]!
    const worst = corners[n]!
    if (Math.abs(worst.value - best.value) <= tolerance) break
    const centre = new Float64Array(n)
    for (let c = 0; c < n; c++) for (let i = 0; i < n; i++) centre[i] = centre[i]! + corners[c]!.x[i]! / n
    const along = (step: number) => at(centre.map((m, i) => m + step * (m - worst.x[i]!)))
    const reflected = along(1)
    if (reflected.value < best.value) {
      const stretched = along(2)
      corners[n] = stretched.value < reflected.value ? stretched : reflected
    } else if (reflected.value < corners[n - 1]!.value) corners[n] = reflected
    else {
      const pulled = along(reflected.value < worst.value ? 0.5 : -0.5)
      if (pulled.value < Math.min(reflected.value, worst.value)) corners[n] = pulled
      else for (let c = 1; c <= n; c++) corners[c] = at(corners[c]!.x.map((v, i) => (v + best.x[i]!) / 2))
    }
    order()
  }
  const { x, value } = corners[0]!
  return { x, value, evaluations }
}
