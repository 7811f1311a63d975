import type { BinnedMatrix } from './binMatrix.ts'
import type { LeafToSearch, SplitTask } from './featureShare.ts'
import type { BoostedTree } from './model.ts'
import type { BoostingOptions } from './options.ts'
import { partitionRows } from './partition.ts'
import { leafValue, type Split } from './split.ts'
import type { TeamSession } from './team.ts'
import { TreeBuilder } from './treeBuilder.ts'

/** The rows of a tree and room to move them. */
export interface TreeRows {
  /** the tree's rows come first; each leaf ends up with a stretch */
  readonly rows: Int32Array
  readonly nRows: number
  readonly scratch: Int32Array
}

/** A grown tree and, for each leaf, its stretch of the rows and its value. */
export interface GrownTree {
  readonly tree: BoostedTree
  readonly nLeaves: number
  readonly leaves: readonly { readonly begin: number; readonly end: number; readonly value: number }[]
}

interface OpenLeaf extends LeafToSearch {
  readonly node: number
  readonly begin: number
  readonly end: number
  readonly depth: number
  split: Split | null
}

/**
 * Grows one tree leaf by leaf: the leaf whose best split gains most is cut next (of equal ones the older), until
 * `maxLeaves` or until nothing gains. Only the smaller child is added up, the larger is what remains of the parent.
 * A split by a monotone feature bounds the values below it by the mean of its two values.
 * Cost: rows x features x about the logarithm of the leaves, in the team. `isCancelled` is asked at every split.
 * Source: Ke et al. 2017 (LightGBM); bounds as in its "basic" monotone method.
 */
export function growTree(
  binned: BinnedMatrix,
  { rows, nRows, scratch }: TreeRows,
  root: { readonly sumG: number; readonly sumH: number },
  options: BoostingOptions,
  session: TeamSession,
  checkCancelled: () => void,
): GrownTree {
  const { maxLeaves, maxDepth, minLeafRows, l2, learningRate, monotone } = options
  const builder = new TreeBuilder(binned.features)
  const leaves: OpenLeaf[] = [
    {
      ...root,
      nRows,
      low: -Infinity,
      high: Infinity,
      slot: 0,
      node: builder.addLeaf(nRows),
      begin: 0,
      end: nRows,
      depth: 0,
      split: null,
    },
  ]
  const freeSlots: number[] = []
  let nSlots = 1

  const canSplit = (leaf: OpenLeaf): boolean =>
    leaf.nRows >= 2 * minLeafRows && (maxDepth === null || leaf.depth < maxDepth)

  function search(task: SplitTask, searched: readonly OpenLeaf[]): void {
    checkCancelled()
    session.run(task).forEach((split, i) => {
      searched[i]!.split = split
    })
  }

  function next(): OpenLeaf | null {
    let best: OpenLeaf | null = null
    for (const leaf of leaves) {
      if (leaf.split !== null && leaf.split.gain > (best?.split?.gain ?? 0)) best = leaf
    }
    return best
  }

  const first = leaves[0]!
  if (canSplit(first)) search({ slot: 0, begin: 0, end: nRows, restSlot: -1, leaves: [first] }, [first])

  for (let leaf = next(); leaf !== null && leaves.length < maxLeaves; leaf = next()) {
    const split = leaf.split!
    const missingBin = binned.features[split.feature]!.nBins
    const column = binned.columns[split.feature]!
    const middle = partitionRows(rows, leaf.begin, leaf.end, column, missingBin, split, scratch)
    const [leftNode, rightNode] = builder.split(leaf.node, split)
    const leftSums = { sumG: split.leftG, sumH: split.leftH, nRows: split.leftRows }
    const rightSums = {
      sumG: leaf.sumG - split.leftG,
      sumH: leaf.sumH - split.leftH,
      nRows: leaf.nRows - split.leftRows,
    }
    const bounds = childBounds(leaf, leftSums, rightSums, l2, monotone[split.feature] ?? 0)
    const depth = leaf.depth + 1
    const isLeftSmaller = split.leftRows <= rightSums.nRows
    const newSlot = freeSlots.pop() ?? nSlots++
    const left: OpenLeaf = {
      ...leftSums,
      ...bounds.left,
      slot: isLeftSmaller ? newSlot : leaf.slot,
      node: leftNode,
      begin: leaf.begin,
      end: middle,
      depth,
      split: null,
    }
    const right: OpenLeaf = {
      ...rightSums,
      ...bounds.right,
      slot: isLeftSmaller ? leaf.slot : newSlot,
      node: rightNode,
      begin: middle,
      end: leaf.end,
      depth,
      split: null,
    }
    leaves[leaves.indexOf(leaf)] = left
    leaves.push(right)

    const open = leaves.length < maxLeaves ? [left, right].filter(canSplit) : []
    const small = isLeftSmaller ? left : right
    if (open.length > 0) {
      search({ slot: newSlot, begin: small.begin, end: small.end, restSlot: leaf.slot, leaves: open }, open)
    }
    for (const child of [left, right]) if (child.split === null) freeSlots.push(child.slot)
  }

  const valued = leaves.map((leaf) => {
    const value = learningRate * leafValue(leaf.sumG, leaf.sumH, l2, leaf.low, leaf.high)
    builder.setValue(leaf.node, value)
    return { begin: leaf.begin, end: leaf.end, value }
  })
  return { tree: builder.finish(), nLeaves: leaves.length, leaves: valued }
}

type Sums = Pick<LeafToSearch, 'sumG' | 'sumH'>
interface Bounds {
  readonly low: number
  readonly high: number
}

function childBounds(
  parent: LeafToSearch,
  left: Sums,
  right: Sums,
  l2: number,
  sign: number,
): { readonly left: Bounds; readonly right: Bounds } {
  const { low, high } = parent
  const inherited: Bounds = { low, high }
  if (sign === 0) return { left: inherited, right: inherited }
  const middle =
    (leafValue(left.sumG, left.sumH, l2, low, high) + leafValue(right.sumG, right.sumH, l2, low, high)) / 2
  const below: Bounds = { low, high: middle }
  const above: Bounds = { low: middle, high }
  return sign > 0 ? { left: below, right: above } : { left: above, right: below }
}
