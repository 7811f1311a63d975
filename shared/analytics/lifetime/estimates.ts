import type { LifetimeFit } from '../../contract/lifetime.ts'
import type { MaximumLikelihood } from './fit.ts'

const Z95 = 1.959_963_984_540_054

/** A maximum under the names of its parameters, with 95% intervals that are symmetric on the logarithm. */
export function fitOf(found: MaximumLikelihood, names: readonly string[], customers: number): LifetimeFit {
  const { parameters, standardErrors } = found
  return {
    parameters: names.map((name, i) => {
      const value = parameters[i]!
      const standardError = standardErrors?.[i] ?? null
      const factor = standardError === null ? null : Math.exp((Z95 * standardError) / value)
      const isFinite = factor !== null && Number.isFinite(factor * value)
      return {
        name,
        value,
        standardError,
        low: isFinite ? value / factor : null,
        high: isFinite ? value * factor : null,
      }
    }),
    logLikelihood: found.logLikelihood,
    customers,
    converged: found.converged,
    gradientNorm: found.gradientNorm,
    iterations: found.iterations,
    evaluations: found.evaluations,
    starts: found.starts,
    agreeing: found.agreeing,
    atBound: found.atBound.map((i) => names[i] ?? ''),
  }
}
