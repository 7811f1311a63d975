import type { MaximumLikelihood } from './fit.ts'
import { conditionalSpend, fitGammaGamma } from './gammaGamma.ts'
import type { Histories } from './histories.ts'

const MINOR_PER_UNIT = 100
const MIN_PAYERS = 30

/** How much an order day of each customer is expected to bring. */
export interface SpendPrediction {
  /** null when fewer than 30 customers paid on a repeat order day */
  readonly fit: MaximumLikelihood | null
  /** of a customer about whom nothing is known; null where the fitted distribution has no mean (q <= 1) */
  readonly populationMeanMinor: number | null
  /** what stands in for the population mean: the mean of the customers' averages */
  readonly observedMeanMinor: number
  /** by customer, never NaN */
  readonly expectedMinor: Float64Array
}

/**
 * Fits the Gamma-Gamma model to the customers with a paid repeat order day and predicts everybody's spend an order day. Where
 * the model has no mean, or cannot be fitted, the mean of the observed averages stands in; 0 when nobody ever paid twice.
 */
export function predictSpend(histories: Histories, check?: () => void): SpendPrediction {
  const { nCustomers, spendDays, averageSpendMinor } = histories
  let nPayers = 0
  let total = 0
  for (let i = 0; i < nCustomers; i++) {
    if (spendDays[i] === 0) continue
    nPayers++
    total += averageSpendMinor[i]!
  }
  const observedMeanMinor = nPayers === 0 ? 0 : total / nPayers
  if (nPayers < MIN_PAYERS) {
    const expectedMinor = new Float64Array(nCustomers).fill(observedMeanMinor)
    return { fit: null, populationMeanMinor: null, observedMeanMinor, expectedMinor }
  }
  const frequency = new Uint32Array(nPayers)
  const average = new Float64Array(nPayers)
  for (let i = 0, k = 0; i < nCustomers; i++) {
    if (spendDays[i] === 0) continue
    frequency[k] = spendDays[i]!
    average[k++] = averageSpendMinor[i]! / MINOR_PER_UNIT
  }
  const fit = fitGammaGamma({ frequency, average }, check)
  const mean = conditionalSpend(0, 0, fit.parameters) * MINOR_PER_UNIT
  const populationMeanMinor = Number.isFinite(mean) ? mean : null
  const expectedMinor = new Float64Array(nCustomers)
  for (let i = 0; i < nCustomers; i++) {
    const x = spendDays[i]!
    const own = x === 0 ? 0 : averageSpendMinor[i]! / MINOR_PER_UNIT
    const expected = conditionalSpend(own, x, fit.parameters) * MINOR_PER_UNIT
    expectedMinor[i] = Number.isFinite(expected) ? expected : observedMeanMinor
  }
  return { fit, populationMeanMinor, observedMeanMinor, expectedMinor }
}
