import { digamma, logGamma } from '../numerics/logGamma.ts'
import { expectedUntilDropout } from './expectedPurchases.ts'
import type { Groups } from './groups.ts'
import type { PurchaseModel } from './purchaseModel.ts'

/**
 * BG/NBD: purchases at rate lambda ~ Gamma(r, alpha); after each *repeat* purchase the customer leaves with probability
 * p ~ Beta(a, b). Source: Fader, Hardie & Lee 2005, "Counting Your Customers the Easy Way", equations 6 and 10.
 * A customer who never repeated is alive with probability 1: never read P(alive) of this model as the absence of churn.
 */
export const bgNbd: PurchaseModel = geometricDropout('bgnbd', 0)

/**
 * MBG/NBD: as the BG/NBD, but the customer may also leave right after the first purchase. Source: Batislam, Denizel &
 * Filiztekin 2007, "Empirical validation and comparison of models for customer base analysis".
 */
export const mbgNbd: PurchaseModel = geometricDropout('mbgnbd', 1)

/**
 * Both models. With k = x + `atFirst` chances to leave (each taken after a purchase), the likelihood of (x, t_x, T) is
 * Gamma(r + x) alpha^r / Gamma(r) * B(a, b + k) / B(a, b) * [(alpha + T)^-(r + x) + a / (b + k - 1) (alpha + t_x)^-(r + x)],
 * the last term only for k > 0.
 */
function geometricDropout(key: 'bgnbd' | 'mbgnbd', atFirst: 0 | 1): PurchaseModel {
  /** ln of the second term over the first: the odds of having left */
  const logOddsLeft = (
    k: number,
    a: number,
    b: number,
    powerAtRecency: number,
    powerAtAge: number,
  ): number => (k === 0 ? -Infinity : Math.log(a / (b + k - 1)) - powerAtRecency + powerAtAge)

  /** (r + x) ln(alpha + t) of every cell */
  function powers(groups: Groups, unitDays: number, parameters: Float64Array, out: Float64Array): void {
    const [r, alpha] = [parameters[0]!, parameters[1]!]
    const logs = dayTable(groups.maxDays, (d) => Math.log(alpha + d / unitDays))
    const { cellFrequency, cellDays } = groups
    for (let c = 0; c < out.length; c++) out[c] = (r + cellFrequency[c]!) * logs[cellDays[c]!]!
  }

  /** the part of ln L that depends on x alone, for x = 0 .. most */
  function countTerms(most: number, parameters: Float64Array): Float64Array {
    const [r, alpha, a, b] = quadruple(parameters)
    const atZero = r * Math.log(alpha) - logGamma(r) + logGamma(a + b) - logGamma(b)
    return Float64Array.from({ length: most + 1 }, (_, x) => {
      const k = x + atFirst
      return atZero + logGamma(r + x) + logGamma(b + k) - logGamma(a + b + k)
    })
  }

  return {
    key,
    parameterNames: ['r', 'alpha', 'a', 'b'],
    isTime: [false, true, false, false],

    likelihood: (groups, unitDays) => {
      const power = new Float64Array(groups.cellFrequency.length)
      const counts = weightByFrequency(groups)
      const { nGroups, frequency, recencyDays, ageDays, weight, atRecency, atAge, maxFrequency } = groups
      return (parameters, gradient) => {
        const [r, alpha, a, b] = quadruple(parameters)
        powers(groups, unitDays, parameters, power)
        const inverse = dayTable(groups.maxDays, (d) => 1 / (alpha + d / unitDays))
        const logWeight = new Float64Array(maxFrequency + 1)
        const perLeft = new Float64Array(maxFrequency + 1)
        for (let x = 0; x <= maxFrequency; x++) {
          const k = x + atFirst
          logWeight[x] = k === 0 ? -Infinity : Math.log(a / (b + k - 1))
          perLeft[x] = k === 0 ? 0 : 1 / (b + k - 1)
        }
        let sum = 0
        let byR = 0
        let byAlpha = 0
        let left = 0
        let byB = 0
        for (let g = 0; g < nGroups; g++) {
          const x = frequency[g]!
          const w = weight[g]!
          const powerT = power[atAge[g]!]!
          const powerTx = power[atRecency[g]!]!
          const z = logWeight[x]! + powerT - powerTx
          const e = Math.exp(-Math.abs(z))
          const pLeft = z > 0 ? 1 / (1 + e) : e / (1 + e)
          sum += w * (Math.max(z, 0) + Math.log1p(e) - powerT)
          const mixed = powerT + pLeft * (powerTx - powerT)
          byR -= (w * mixed) / (r + x)
          const rate = inverse[ageDays[g]!]! * (1 - pLeft) + inverse[recencyDays[g]!]! * pLeft
          byAlpha -= w * (r + x) * rate
          left += w * pLeft
          byB -= w * pLeft * perLeft[x]!
        }
        const terms = countTerms(maxFrequency, parameters)
        const psiR = digamma(r)
        const psiB = digamma(b)
        const psiAB = digamma(a + b)
        const logAlpha = Math.log(alpha)
        let byA = left / a
        for (let x = 0; x <= maxFrequency; x++) {
          const n = counts[x]!
          if (n === 0) continue
          const k = x + atFirst
          const psiABK = digamma(a + b + k)
          sum += n * terms[x]!
          byR += n * (digamma(r + x) - psiR + logAlpha)
          byAlpha += (n * r) / alpha
          byA += n * (psiAB - psiABK)
          byB += n * (psiAB - psiABK + digamma(b + k) - psiB)
        }
        gradient[0] = byR
        gradient[1] = byAlpha
        gradient[2] = byA
        gradient[3] = byB
        return sum
      }
    },

    rowLogLikelihood: (groups, unitDays, parameters) => {
      const [, , a, b] = quadruple(parameters)
      const power = new Float64Array(groups.cellFrequency.length)
      powers(groups, unitDays, parameters, power)
      const terms = countTerms(groups.maxFrequency, parameters)
      return Float64Array.from({ length: groups.nGroups }, (_, g) => {
        const x = groups.frequency[g]!
        const powerT = power[groups.atAge[g]!]!
        const z = logOddsLeft(x + atFirst, a, b, power[groups.atRecency[g]!]!, powerT)
        return terms[x]! - powerT + Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)))
      })
    },

    pAlive: (groups, unitDays, parameters) => {
      const [, , a, b] = quadruple(parameters)
      const power = new Float64Array(groups.cellFrequency.length)
      powers(groups, unitDays, parameters, power)
      return Float64Array.from({ length: groups.nGroups }, (_, g) => {
        const k = groups.frequency[g]! + atFirst
        const z = logOddsLeft(k, a, b, power[groups.atRecency[g]!]!, power[groups.atAge[g]!]!)
        return 1 / (1 + Math.exp(z))
      })
    },

    expectedIfAlive: (frequency, age, horizon, parameters) => {
      const [r, alpha, a, b] = quadruple(parameters)
      return expectedUntilDropout(r + frequency, horizon / (alpha + age), a, b + frequency + atFirst)
    },

    pActiveIfAlive: (frequency, age, horizon, parameters) => {
      const [r, alpha] = quadruple(parameters)
      return -Math.expm1(-(r + frequency) * Math.log1p(horizon / (alpha + age)))
    },
  }
}

/** f at every whole day from 0 to `most`. */
export function dayTable(most: number, f: (day: number) => number): Float64Array {
  return Float64Array.from({ length: most + 1 }, (_, day) => f(day))
}

/** Customers by frequency. */
export function weightByFrequency(groups: Groups): Float64Array {
  const counts = new Float64Array(groups.maxFrequency + 1)
  for (let g = 0; g < groups.nGroups; g++) {
    const x = groups.frequency[g]!
    counts[x] = counts[x]! + groups.weight[g]!
  }
  return counts
}

/** The four parameters apart. */
export function quadruple(parameters: Float64Array): [number, number, number, number] {
  return [parameters[0]!, parameters[1]!, parameters[2]!, parameters[3]!]
}
