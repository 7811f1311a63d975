/** gradients are rounded to 2^-24 of the greatest weight, so that their sums are exact */
const GRAIN_BITS = 24

/** The step that gradients are rounded to: 2^-24 of the least power of two that no weight exceeds. */
export function gradientGrain(weights: Float32Array | null): number {
  let most = 1
  if (weights !== null) {
    most = 0
    for (const weight of weights) if (weight > most) most = weight
  }
  return 2 ** (Math.ceil(Math.log2(most > 0 ? most : 1)) - GRAIN_BITS)
}

/**
 * First and second derivative of the log loss by the log-odds, for each row, times the row's weight and rounded to
 * `grain`: gradients[2i] = p - y, gradients[2i + 1] = p (1 - p). Cost: one exponential a row.
 */
export function logLossGradients(
  logOdds: Float64Array,
  labels: Uint8Array,
  weights: Float32Array | null,
  grain: number,
  gradients: Float32Array,
): void {
  const perGrain = 1 / grain
  for (let i = 0; i < labels.length; i++) {
    const p = 1 / (1 + Math.exp(-logOdds[i]!))
    const scale = weights === null ? perGrain : weights[i]! * perGrain
    gradients[2 * i] = Math.round((p - labels[i]!) * scale) * grain
    gradients[2 * i + 1] = Math.round(p * (1 - p) * scale) * grain
  }
}

/** Mean log loss of log-odds against labels 0 / 1, by weight. Null when the weights add up to 0. Cost: a pass. */
export function meanLogLoss(
  logOdds: Float64Array,
  labels: Uint8Array,
  weights: Float32Array | null,
): number | null {
  let sum = 0
  let total = 0
  for (let i = 0; i < labels.length; i++) {
    const weight = weights === null ? 1 : weights[i]!
    // log(1 + e^-margin) without overflow
    const margin = labels[i] === 1 ? logOdds[i]! : -logOdds[i]!
    sum += weight * (Math.max(0, -margin) + Math.log1p(Math.exp(-Math.abs(margin))))
    total += weight
  }
  return total > 0 ? sum / total : null
}
