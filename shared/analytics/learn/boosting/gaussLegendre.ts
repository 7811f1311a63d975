/** Points in (0, 1) and weights that add up to 1. */
export interface Quadrature {
  readonly points: Float64Array
  readonly weights: Float64Array
}

/**
 * The Gauss-Legendre rule of n >= 1 points on (0, 1), which integrates polynomials of degree 2n - 1 exactly: roots of
 * the Legendre polynomial by Newton's method. Cost: n^2.
 * Source: Abramowitz & Stegun 1964, 25.4.30; recurrence 22.7.10, derivative 22.8.5.
 */
export function gaussLegendre(n: number): Quadrature {
  const points = new Float64Array(n)
  const weights = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5))
    let slope = 1
    for (let step = 0; step < 100; step++) {
      let before = 1
      let value = x
      for (let k = 2; k <= n; k++) {
        const next = ((2 * k - 1) * x * value - (k - 1) * before) / k
        before = value
        value = next
      }
      slope = (n * (before - x * value)) / (1 - x * x)
      const move = value / slope
      x -= move
      if (Math.abs(move) < 1e-15) break
    }
    points[i] = (1 - x) / 2
    weights[i] = 1 / ((1 - x * x) * slope * slope)
  }
  return { points, weights }
}
