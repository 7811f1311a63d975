import type { BinnedMatrix, BoostingOptions } from '../../../shared/analytics/learn/boosting/index.ts'

/** A tree of the reference: nested, without any array that the engine has. */
export type ReferenceNode =
  | { readonly rows: number[]; readonly value: number }
  | {
      readonly rows: number[]
      readonly feature: number
      readonly leftBins: readonly number[]
      readonly left: ReferenceNode
      readonly right: ReferenceNode
    }

interface Cut {
  readonly gain: number
  readonly feature: number
  /** every bin that goes left, the missing bin included */
  readonly leftBins: readonly number[]
}

interface Leaf {
  readonly rows: number[]
  readonly low: number
  readonly high: number
  cut: Cut | null
  children: readonly [Leaf, Leaf] | null
}

const ROUNDING_GAIN = 1e-9

/**
 * Boosted trees as one would write them down: every cut of every feature is tried by adding up the rows on both sides.
 * Gradients are rounded to 2^-24 as the engine rounds them, so that equal gains are equal.
 */
export function referenceBoost(
  binned: BinnedMatrix,
  labels: Uint8Array,
  options: BoostingOptions,
): ReferenceNode[] {
  const allRows = Array.from(labels.keys())
  const nOnes = labels.reduce((sum, label) => sum + label, 0)
  const logOdds = allRows.map(() => Math.log(nOnes / (labels.length - nOnes)))
  const trees: ReferenceNode[] = []
  for (let round = 0; round < options.nTrees; round++) {
    const p = logOdds.map((value) => 1 / (1 + Math.exp(-value)))
    const round24 = (value: number): number => Math.round(value * 2 ** 24) / 2 ** 24
    const g = p.map((value, i) => round24(value - (labels[i] ?? 0)))
    const h = p.map((value) => round24(value * (1 - value)))
    const tree = growReference(binned, g, h, options)
    if ('value' in tree) break
    trees.push(tree)
    const add = (node: ReferenceNode): void => {
      if ('value' in node) for (const row of node.rows) logOdds[row] = (logOdds[row] ?? 0) + node.value
      else [node.left, node.right].forEach(add)
    }
    add(tree)
  }
  return trees
}

function growReference(
  binned: BinnedMatrix,
  g: number[],
  h: number[],
  options: BoostingOptions,
): ReferenceNode {
  const sum = (values: number[], rows: number[]): number =>
    rows.reduce((total, row) => total + (values[row] ?? NaN), 0)
  const binOf = (f: number, row: number): number => binned.columns[f]?.[row] ?? -1
  const valueOf = (rows: number[], low: number, high: number): number =>
    Math.min(high, Math.max(low, -sum(g, rows) / (sum(h, rows) + options.l2)))

  function scoreOf(rows: number[], { low, high }: Leaf, l2: number): number {
    const G = sum(g, rows)
    const H = sum(h, rows)
    const value = Math.min(high, Math.max(low, -G / (H + l2)))
    return -(2 * G * value + (H + l2) * value * value)
  }

  function bestCut(leaf: Leaf): Cut | null {
    let best: Cut | null = null
    for (let f = 0; f < binned.columns.length; f++) {
      for (const { leftBins, l2 } of candidates(f, leaf)) {
        const isLeft = new Set(leftBins)
        const left = leaf.rows.filter((row) => isLeft.has(binOf(f, row)))
        const right = leaf.rows.filter((row) => !isLeft.has(binOf(f, row)))
        if (Math.min(left.length, right.length) < options.minLeafRows) continue
        if (Math.min(sum(h, left), sum(h, right)) < options.minLeafHessian) continue
        const sign = options.monotone[f] ?? 0
        const { low, high } = leaf
        if ((valueOf(right, low, high) - valueOf(left, low, high)) * sign < 0) continue
        const gain = scoreOf(left, leaf, l2) + scoreOf(right, leaf, l2) - scoreOf(leaf.rows, leaf, options.l2)
        if (gain <= Math.max(options.minGain, ROUNDING_GAIN)) continue
        // equal but for rounding: the earlier candidate stays
        if (best === null || gain > best.gain + 1e-11 * Math.abs(best.gain))
          best = { gain, feature: f, leftBins }
      }
    }
    return best
  }

  /** All left sides that are allowed, in the order in which the first of equally good ones wins. */
  function candidates(f: number, leaf: Leaf): { leftBins: number[]; l2: number }[] {
    const { kind, nBins } = binned.features[f] ?? { kind: 'number', nBins: 0 }
    const rowsOf = (bin: number): number[] => leaf.rows.filter((row) => binOf(f, row) === bin)
    const present = Array.from({ length: nBins + 1 }, (_, bin) => bin).filter((bin) => rowsOf(bin).length > 0)
    const absent = Array.from({ length: nBins + 1 }, (_, bin) => bin).filter((bin) => !present.includes(bin))
    const sizeOf = (bins: number[]): number => leaf.rows.filter((row) => bins.includes(binOf(f, row))).length
    /** bins that the leaf has not follow the majority */
    const complete = (bins: number[], which: number[]): number[] =>
      2 * sizeOf(bins) > leaf.rows.length ? [...bins, ...which] : bins
    if (kind === 'category') {
      const ratio = (bin: number): number =>
        sum(g, rowsOf(bin)) / (sum(h, rowsOf(bin)) + options.categorySmoothing)
      const order = present.toSorted((a, b) => ratio(a) - ratio(b) || a - b)
      return order.slice(1).map((_, i) => ({
        leftBins: complete(order.slice(0, i + 1), absent),
        l2: options.l2 + options.categoryL2,
      }))
    }
    const hasMissing = present.includes(nBins)
    const upTo = (bin: number): number[] => Array.from({ length: bin + 1 }, (_, b) => b)
    const numbers = present.filter((bin) => bin < nBins)
    if (!hasMissing) return numbers.map((bin) => ({ leftBins: complete(upTo(bin), [nBins]), l2: options.l2 }))
    return [
      ...numbers.map((bin) => ({ leftBins: upTo(bin), l2: options.l2 })),
      ...numbers.map((bin) => ({ leftBins: [...upTo(bin), nBins], l2: options.l2 })),
    ]
  }

  function open(rows: number[], low: number, high: number): Leaf {
    const leaf: Leaf = { rows, low, high, cut: null, children: null }
    leaf.cut = bestCut(leaf)
    return leaf
  }

  const root = open(Array.from(g.keys()), -Infinity, Infinity)
  const leaves = [root]
  while (leaves.length < options.maxLeaves) {
    let at = -1
    leaves.forEach((leaf, i) => {
      const incumbent = leaves[at]?.cut?.gain ?? 0
      if (leaf.cut !== null && leaf.cut.gain > incumbent + 1e-11 * incumbent) at = i
    })
    const leaf = leaves[at]
    if (leaf === undefined || leaf.cut === null) break
    const { feature, leftBins } = leaf.cut
    const left = leaf.rows.filter((row) => leftBins.includes(binOf(feature, row)))
    const right = leaf.rows.filter((row) => !leftBins.includes(binOf(feature, row)))
    const { low, high } = leaf
    const middle = (valueOf(left, low, high) + valueOf(right, low, high)) / 2
    const sign = options.monotone[feature] ?? 0
    const children: [Leaf, Leaf] = [
      open(left, sign < 0 ? middle : low, sign > 0 ? middle : high),
      open(right, sign > 0 ? middle : low, sign < 0 ? middle : high),
    ]
    leaf.children = children
    leaves[at] = children[0]
    leaves.push(children[1])
  }

  const finish = (leaf: Leaf): ReferenceNode =>
    leaf.children === null || leaf.cut === null
      ? { rows: leaf.rows, value: options.learningRate * valueOf(leaf.rows, leaf.low, leaf.high) }
      : {
          rows: leaf.rows,
          feature: leaf.cut.feature,
          leftBins: leaf.cut.leftBins.toSorted((a, b) => a - b),
          left: finish(leaf.children[0]),
          right: finish(leaf.children[1]),
        }
  return finish(root)
}
