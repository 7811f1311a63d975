/**
 * The inverse of a symmetric positive definite matrix (n x n, row-major), or null when it is not positive definite to
 * working precision. Cost: n^3. Source: Golub & Van Loan, Matrix Computations, 4.2.
 */
export function invertPositiveDefinite(matrix: Float64Array, n: number): Float64Array | null {
  const lower = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = (matrix[i * n + j]! + matrix[j * n + i]!) / 2
      for (let k = 0; k < j; k++) sum -= lower[i * n + k]! * lower[j * n + k]!
      if (i !== j) lower[i * n + j] = sum / lower[j * n + j]!
      else if (sum > 1e-14 * Math.abs(matrix[i * n + i]!)) lower[i * n + i] = Math.sqrt(sum)
      else return null
    }
  }
  const inverse = new Float64Array(n * n)
  for (let column = 0; column < n; column++) {
    const x = new Float64Array(n)
    for (let i = 0; i < n; i++) {
      let sum = i === column ? 1 : 0
      for (let k = 0; k < i; k++) sum -= lower[i * n + k]! * x[k]!
      x[i] = sum / lower[i * n + i]!
    }
    for (let i = n - 1; i >= 0; i--) {
      let sum = x[i]!
      for (let k = i + 1; k < n; k++) sum -= lower[k * n + i]! * x[k]!
      x[i] = sum / lower[i * n + i]!
    }
    for (let i = 0; i < n; i++) inverse[i * n + column] = x[i]!
  }
  return inverse
}
