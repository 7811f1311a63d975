/** An optimum of `solvePacking`: weights of the columns, prices of the rows, price of the last row (weights sum to 1). */
export interface PackingSolution {
  readonly weights: Float64Array
  readonly prices: Float64Array
  readonly value: number
}

const EPSILON = 1e-11

/**
 * max sum w_k gain_k subject to sum w_k use_k[r] <= limit[r] and sum w_k = 1, w >= 0. Column 0 must use nothing, so that
 * it alone is feasible. Limits >= 0. Primal simplex on a dense tableau, largest coefficient first, Bland's rule after many
 * pivots, so that it ends. Meant for a dozen rows and a few hundred columns. Source: Dantzig 1963, ch. 5; Bland 1977.
 */
export function solvePacking(
  gains: readonly number[],
  uses: readonly (readonly number[])[],
  limits: readonly number[],
): PackingSolution {
  const nRows = limits.length + 1
  const nColumns = gains.length
  const width = nColumns + limits.length + 1
  const tableau = Array.from({ length: nRows + 1 }, () => new Float64Array(width))
  const basis = new Int32Array(nRows)
  limits.forEach((limit, r) => {
    const row = tableau[r]!
    for (let k = 0; k < nColumns; k++) row[k] = uses[k]![r]!
    row[nColumns + r] = 1
    row[width - 1] = limit
    basis[r] = nColumns + r
  })
  tableau[nRows - 1]!.fill(1, 0, nColumns)
  tableau[nRows - 1]![width - 1] = 1
  basis[nRows - 1] = 0
  const objective = tableau[nRows]!
  for (let k = 0; k < nColumns; k++) objective[k] = gains[k]! - gains[0]!
  const base = gains[0]!

  for (let pivots = 0; ; pivots++) {
    const entering = enteringColumn(objective, width - 1, pivots > 50 * nRows)
    if (entering < 0) break
    const leaving = leavingRow(tableau, basis, entering, nRows, width - 1)
    if (leaving < 0) break
    pivot(tableau, leaving, entering)
    basis[leaving] = entering
  }
  const weights = new Float64Array(nColumns)
  for (let r = 0; r < nRows; r++) {
    if (basis[r]! < nColumns) weights[basis[r]!] = Math.max(0, tableau[r]![width - 1]!)
  }
  const prices = Float64Array.from(limits, (_, r) => Math.max(0, -objective[nColumns + r]!))
  return { weights, prices, value: base - objective[width - 1]! }
}

function enteringColumn(objective: Float64Array, n: number, isCareful: boolean): number {
  let best = -1
  let most = EPSILON
  for (let k = 0; k < n; k++) {
    if (objective[k]! <= most) continue
    best = k
    if (isCareful) break
    most = objective[k]!
  }
  return best
}

function leavingRow(
  tableau: readonly Float64Array[],
  basis: Int32Array,
  entering: number,
  nRows: number,
  last: number,
): number {
  let leaving = -1
  let least = Infinity
  for (let r = 0; r < nRows; r++) {
    const coefficient = tableau[r]![entering]!
    if (coefficient <= EPSILON) continue
    const step = Math.max(0, tableau[r]![last]!) / coefficient
    if (step < least || (step === least && leaving >= 0 && basis[r]! < basis[leaving]!)) {
      least = step
      leaving = r
    }
  }
  return leaving
}

function pivot(tableau: readonly Float64Array[], leaving: number, entering: number): void {
  const row = tableau[leaving]!
  const by = row[entering]!
  for (let k = 0; k < row.length; k++) row[k] = row[k]! / by
  tableau.forEach((other, r) => {
    const factor = other[entering]!
    if (r === leaving || factor === 0) return
    for (let k = 0; k < other.length; k++) other[k] = other[k]! - factor * row[k]!
    other[entering] = 0
  })
}
