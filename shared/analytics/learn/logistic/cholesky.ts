/** A factor L L' of a symmetric matrix, and the rows that depend on earlier ones (left out of the solution). */
export interface Factor {
  readonly size: number
  /** lower triangle, row-major; rows of dependent entries are 0 */
  readonly lower: Float64Array
  /** 1 = depends on earlier rows */
  readonly dependent: Uint8Array
}

/**
 * The Cholesky factor of a symmetric positive semidefinite matrix (row-major, left as it is). A pivot at or below
 * `tolerance` times its diagonal entry marks its row as dependent on earlier ones. Cost: size^3 / 6 multiplications.
 */
export function factorise(matrix: Float64Array, size: number, tolerance: number): Factor {
  const lower = new Float64Array(size * size)
  const dependent = new Uint8Array(size)
  for (let i = 0; i < size; i++) {
    const row = i * size
    for (let j = 0; j <= i; j++) {
      const other = j * size
      let sum = matrix[row + j]!
      for (let k = 0; k < j; k++) sum -= lower[row + k]! * lower[other + k]!
      if (j < i) lower[row + j] = dependent[j] === 1 ? 0 : sum / lower[other + j]!
      else if (sum > tolerance * matrix[row + i]! && sum > 0) lower[row + i] = Math.sqrt(sum)
      else {
        dependent[i] = 1
        lower.fill(0, row, row + i + 1)
      }
    }
  }
  return { size, lower, dependent }
}

/** Solves L L' x = b in place; dependent entries become 0. Cost: size^2. */
export function solve({ size, lower, dependent }: Factor, b: Float64Array): void {
  for (let i = 0; i < size; i++) {
    let sum = b[i]!
    for (let k = 0; k < i; k++) sum -= lower[i * size + k]! * b[k]!
    b[i] = dependent[i] === 1 ? 0 : sum / lower[i * size + i]!
  }
  for (let i = size - 1; i >= 0; i--) {
    let sum = b[i]!
    for (let k = i + 1; k < size; k++) sum -= lower[k * size + i]! * b[k]!
    b[i] = dependent[i] === 1 ? 0 : sum / lower[i * size + i]!
  }
}

/** Diagonal of the inverse, NaN at dependent entries. Cost: size^3. */
export function inverseDiagonal(factor: Factor): Float64Array {
  const unit = new Float64Array(factor.size)
  return Float64Array.from({ length: factor.size }, (_, i) => {
    if (factor.dependent[i] === 1) return NaN
    unit.fill(0)
    unit[i] = 1
    solve(factor, unit)
    return unit[i]
  })
}
