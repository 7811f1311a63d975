import type { CompiledTrees } from './compiledTrees.ts'

/** A way from the root to a leaf; conditions on one input are merged, inputs in the order of their first condition. */
export interface LeafPath {
  readonly inputs: readonly number[]
  /** per input: the share of training rows that its conditions let through */
  readonly zeros: readonly number[]
  /** the splits on the way: which player each belongs to and which side the way takes */
  readonly steps: readonly { readonly node: number; readonly player: number; readonly isLeft: boolean }[]
}

/**
 * The ways to all leaves, by node (null in splits), and for each split the player that its condition is. Ways through a
 * node agree on the players up to it. Cost: leaves x depth.
 */
export function leafPaths(trees: CompiledTrees): {
  readonly paths: readonly (LeafPath | null)[]
  readonly playerOfSplit: Int32Array
} {
  const nNodes = trees.input.length
  const paths = new Array<LeafPath | null>(nNodes).fill(null)
  const playerOfSplit = new Int32Array(nNodes).fill(-1)

  function descend(node: number, path: LeafPath): void {
    const input = trees.input[node]!
    if (input < 0) {
      paths[node] = path
      return
    }
    const known = path.inputs.indexOf(input)
    const player = known < 0 ? path.inputs.length : known
    playerOfSplit[node] = player
    for (const isLeft of [true, false]) {
      const child = isLeft ? trees.left[node]! : trees.right[node]!
      const share = trees.count[child]! / trees.count[node]!
      const zeros = [...path.zeros]
      zeros[player] = (zeros[player] ?? 1) * share
      descend(child, {
        inputs: known < 0 ? [...path.inputs, input] : path.inputs,
        zeros,
        steps: [...path.steps, { node, player, isLeft }],
      })
    }
  }

  for (let t = 0; t + 1 < trees.roots.length; t++) {
    descend(trees.roots[t]!, { inputs: [], zeros: [], steps: [] })
  }
  return { paths, playerOfSplit }
}
