import { digamma, logGamma } from '../numerics/logGamma.ts'
import { maximise, type LogLikelihood, type MaximumLikelihood } from './fit.ts'

/** Names of the parameters, in order. `gamma` is money in currency units. */
export const SPEND_PARAMETERS = ['p', 'q', 'gamma'] as const

/** Average spends in currency units over how many order days, all above 0. */
export interface SpendRows {
  readonly frequency: Uint32Array
  readonly average: Float64Array
}

/**
 * The Gamma-Gamma log likelihood: an order is worth Gamma(p, nu), nu ~ Gamma(q, gamma) over customers; ln f of an average
 * m over x orders is ln Gamma(px + q) - ln Gamma(px) - ln Gamma(q) + q ln gamma + (px - 1) ln m + px ln x
 * - (px + q) ln(gamma + m x). Source: Fader & Hardie 2013, "The Gamma-Gamma Model of Monetary Value", equation 1a.
 * Cost of an evaluation: one logarithm a row.
 */
export function gammaGammaLikelihood({ frequency, average }: SpendRows): LogLikelihood {
  const n = frequency.length
  const total = Float64Array.from(average, (m, i) => m * frequency[i]!)
  let most = 0
  for (const x of frequency) most = Math.max(most, x)
  const counts = new Float64Array(most + 1)
  const logSums = new Float64Array(most + 1)
  let logAverages = 0
  for (let i = 0; i < n; i++) {
    const x = frequency[i]!
    counts[x] = counts[x]! + 1
    logSums[x] = logSums[x]! + Math.log(total[i]!)
    logAverages += Math.log(average[i]!)
  }
  return (parameters, gradient) => {
    const [p, q, gamma] = [parameters[0]!, parameters[1]!, parameters[2]!]
    let sum = -logAverages
    let byP = 0
    let byQ = 0
    let byGamma = (n * q) / gamma
    for (let i = 0; i < n; i++) {
      const x = frequency[i]!
      const all = gamma + total[i]!
      const log = Math.log(all)
      const power = p * x + q
      sum -= power * log
      byP -= x * log
      byQ -= log
      byGamma -= power / all
    }
    const psiQ = digamma(q)
    const atQ = q * Math.log(gamma) - logGamma(q)
    for (let x = 1; x <= most; x++) {
      const customers = counts[x]!
      if (customers === 0) continue
      const px = p * x
      const psi = digamma(px + q)
      sum += customers * (logGamma(px + q) - logGamma(px) + atQ) + px * logSums[x]!
      byP += x * (customers * (psi - digamma(px)) + logSums[x]!)
      byQ += customers * (psi - psiQ + Math.log(gamma))
    }
    gradient[0] = byP
    gradient[1] = byQ
    gradient[2] = byGamma
    return sum
  }
}

/** more rows than twice this and the searches begin on a part of them */
const ROUGH_ROWS = 20_000

/** Fits p, q and gamma. Cost: about 40 evaluations on at most 40,000 rows for each of three starts, and as many on all. */
export function fitGammaGamma(rows: SpendRows, check?: () => void): MaximumLikelihood {
  const n = rows.frequency.length
  const mean = rows.average.reduce((sum, m) => sum + m, 0) / n
  const scale = Math.log(mean)
  const every = Math.ceil(n / ROUGH_ROWS)
  const isPicked = (_: number, i: number): boolean => i % every === 0
  const part =
    every <= 2 ? null : { frequency: rows.frequency.filter(isPicked), average: rows.average.filter(isPicked) }
  return maximise({
    likelihood: gammaGammaLikelihood(rows),
    nObservations: n,
    starts: [
      [5, 4],
      [1, 3],
      [20, 10],
    ].map(([p = 1, q = 2]) => Float64Array.of(Math.log(p), Math.log(q), Math.log((mean * (q - 1)) / p))),
    low: Float64Array.of(-12, -12, scale - 20),
    high: Float64Array.of(12, 12, scale + 20),
    rough:
      part === null
        ? undefined
        : { likelihood: gammaGammaLikelihood(part), nObservations: part.frequency.length },
    check,
  })
}

/**
 * Expected average spend of a customer with average m over x orders: p (gamma + m x) / (p x + q - 1). For x = 0 the mean
 * of the population. NaN where it does not exist (p x + q <= 1: the tail is too heavy). Source: as above, equation 5.
 */
export function conditionalSpend(average: number, frequency: number, parameters: Float64Array): number {
  const [p, q, gamma] = [parameters[0]!, parameters[1]!, parameters[2]!]
  const below = p * frequency + q - 1
  return below > 0 ? (p * (gamma + (frequency === 0 ? 0 : average * frequency))) / below : NaN
}
