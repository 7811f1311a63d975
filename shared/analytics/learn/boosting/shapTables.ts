import type { CompiledTrees } from './compiledTrees.ts'
import { gaussLegendre } from './gaussLegendre.ts'

/** How a row stands to the conditions that the way to a node has on the input of its last split. */
export const STANDING = { met: 0, metUntilNow: 1, unmetBefore: 2 } as const
const N_STANDINGS = 3

/**
 * What the exact Shapley values of one tree need, worked out for each node (as the end of the branch to it) and each
 * standing of a row. `size` numbers stand together, one for each point t of a quadrature.
 */
export interface ShapTables {
  readonly size: number
  /** the node before which the same input was last asked on the way, as the end of its branch; -1 when never */
  readonly earlier: Int32Array
  /** `enter[(3 node + standing) size ..]`: what the branch multiplies the way's product by */
  readonly enter: Float64Array
  /** `share[(3 node + standing) size ..]`: what the sum of the products below gives to the branch's input */
  readonly share: Float64Array
}

/**
 * Tables of the tree whose nodes are from .. to - 1; node indices in the tables are relative to `from`.
 *
 * With z the share of training rows that the conditions of an input let through, and o = 1 when the row meets them all,
 * else 0, the Shapley value of input j in a leaf of value v is v (o_j - z_j) times the integral over t in (0, 1) of the
 * product of z_k (1 - t) + o_k t over the other inputs k: Lundberg, Erion & Lee 2018, equation 5, whose weights
 * size! (m - 1 - size)! / m! are the integrals of t^size (1 - t)^(m - 1 - size). The integrand is a polynomial, so few
 * points integrate it exactly, and all leaves below a branch can be summed before its input is divided out (the
 * idea of Yu et al. 2022, Linear TreeShap). Where an input is asked again, the earlier branch's share is taken back.
 */
export function shapTables(trees: CompiledTrees, from: number, to: number): ShapTables {
  const nNodes = to - from
  const { earlier, zeros, mostInputs } = waysOf(trees, from, nNodes)
  const { points, weights } = gaussLegendre(Math.max(1, Math.ceil(mostInputs / 2)))
  const size = points.length
  const enter = new Float64Array(N_STANDINGS * nNodes * size)
  const share = new Float64Array(N_STANDINGS * nNodes * size)
  for (let node = 1; node < nNodes; node++) {
    const zero = zeros[node]!
    const before = earlier[node]!
    for (const standing of [STANDING.met, STANDING.metUntilNow, STANDING.unmetBefore]) {
      const one = standing === STANDING.met ? 1 : 0
      const oneBefore = standing === STANDING.unmetBefore ? 0 : 1
      const at = (N_STANDINGS * node + standing) * size
      for (let q = 0; q < size; q++) {
        const t = points[q]!
        const factor = zero * (1 - t) + one * t
        enter[at + q] = factor
        share[at + q] = (weights[q]! * (one - zero)) / factor
        if (before < 0) continue
        const zeroBefore = zeros[before]!
        const factorBefore = zeroBefore * (1 - t) + oneBefore * t
        enter[at + q] = factor / factorBefore
        share[at + q] = share[at + q]! - (weights[q]! * (oneBefore - zeroBefore)) / factorBefore
      }
    }
  }
  return { size, earlier, enter, share }
}

/** For each node: where its input was asked before, the share of rows that conditions on it let through; most inputs. */
function waysOf(
  trees: CompiledTrees,
  from: number,
  nNodes: number,
): { earlier: Int32Array; zeros: Float64Array; mostInputs: number } {
  const earlier = new Int32Array(nNodes).fill(-1)
  const zeros = new Float64Array(nNodes).fill(1)
  const parent = new Int32Array(nNodes).fill(-1)
  const nInputs = new Int32Array(nNodes)
  const inputBefore = (node: number): number => trees.input[from + parent[node]!]!
  let mostInputs = 0
  for (let node = 0; node < nNodes; node++) {
    if (trees.input[from + node]! < 0) continue
    for (const child of [trees.left[from + node]! - from, trees.right[from + node]! - from]) {
      parent[child] = node
      let before = node
      while (before > 0 && inputBefore(before) !== inputBefore(child)) before = parent[before]!
      earlier[child] = before > 0 ? before : -1
      const share = trees.count[from + child]! / trees.count[from + node]!
      zeros[child] = share * (before > 0 ? zeros[before]! : 1)
      nInputs[child] = nInputs[node]! + (before > 0 ? 0 : 1)
      mostInputs = Math.max(mostInputs, nInputs[child])
    }
  }
  return { earlier, zeros, mostInputs }
}
