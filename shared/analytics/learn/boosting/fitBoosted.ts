import { AppError } from '../../../contract/errors.ts'
import { seededRandom } from '../../numerics/seededRandom.ts'
import type { BinnedMatrix } from './binMatrix.ts'
import { gradientGrain, logLossGradients, meanLogLoss } from './gradients.ts'
import { growTree } from './growTree.ts'
import type { BoostedModel, BoostedTree } from './model.ts'
import { checkBoostingOptions, type BoostingOptions } from './options.ts'
import { sampleRows } from './sampleRows.ts'
import { addTreeBinned } from './scoreBinned.ts'
import { soloTeam, type HistogramTeam } from './team.ts'

/** Rows that training does not see, in the bins of the training rows. */
export interface ValidationSet {
  readonly binned: BinnedMatrix
  readonly labels: Uint8Array
  readonly weights?: Float32Array
}

/** What a training may be given beside its rows. */
export interface FitContext {
  /** weight of each row, at least 0 */
  readonly weights?: Float32Array
  readonly validation?: ValidationSet
  /** who does the work; the calling thread alone by default */
  readonly team?: HistogramTeam
  readonly isCancelled?: () => boolean
  readonly progress?: (treesDone: number, nTrees: number) => void
}

/** A trained model; with a validation set its mean log loss there after each tree that was grown. */
export interface BoostedFit {
  readonly model: BoostedModel
  readonly validationLogLoss: readonly number[]
}

/**
 * Trains boosted trees on labels 0 / 1: each tree follows the gradients of the log loss (`growTree`). With a validation
 * set and `patience` the model keeps the trees up to the best log loss there, none when none beats the base rate. The same rows, options and seed give the
 * same model bit by bit, in any order of the rows (unless rows are drawn) and with any team.
 * Fails with `input-invalid` for options or labels outside their range, for labels or weights of another length, and
 * for labels of one class only (detail `oneClass` = that class); with `cancelled`; with what the team throws.
 * Cost: trees x rows x features x about 5 ns, plus a byte a value, 24 bytes a row and, for each leaf and feature, 6 kB.
 * Source: Friedman 2001, algorithm 5; Chen & Guestrin 2016; Ke et al. 2017.
 */
export function fitBoosted(
  binned: BinnedMatrix,
  labels: Uint8Array,
  options: BoostingOptions,
  context: FitContext = {},
): BoostedFit {
  const { validation, team = soloTeam } = context
  const weights = context.weights ?? null
  checkBoostingOptions(options, binned.columns.length)
  checkMonotone(binned, options)
  checkRows(binned, labels, weights)
  if (validation !== undefined) checkRows(validation.binned, validation.labels, validation.weights ?? null)
  const checkCancelled = (): void => {
    if (context.isCancelled?.() === true) throw new AppError('cancelled')
  }

  const { nRows } = binned
  const baseScore = priorLogOdds(labels, weights)
  const logOdds = new Float64Array(nRows).fill(baseScore)
  const grain = gradientGrain(weights)
  const rows = new Int32Array(team.allocate(4 * nRows))
  const scratch = new Int32Array(nRows)
  const gradients = new Float32Array(team.allocate(8 * nRows))
  const isSampled = new Uint8Array(team.allocate(binned.columns.length))
  const usable = usableFeatures(binned)
  const random = seededRandom(options.seed)
  const drawsAnew = options.rowFraction < 1 || options.featureFraction < 1

  const trees: BoostedTree[] = []
  const validationLogLoss: number[] = []
  const validationLogOdds = new Float64Array(validation?.binned.nRows ?? 0).fill(baseScore)
  let best = { logLoss: logLossOn(validation, validationLogOdds), nTrees: 0 }

  checkCancelled()
  const session = team.open({
    binned,
    rows,
    gradients,
    grain,
    isSampled,
    monotone: options.monotone,
    rules: options,
  })
  try {
    for (let round = 0; round < options.nTrees; round++) {
      logLossGradients(logOdds, labels, weights, grain, gradients)
      drawFeatures()
      const nDrawn = drawRows()
      session.beginTree()
      const root = sumsOf(rows, nDrawn, gradients)
      const grown = growTree(binned, { rows, nRows: nDrawn, scratch }, root, options, session, checkCancelled)
      if (grown.nLeaves < 2) {
        if (!drawsAnew) break
        continue
      }
      trees.push(grown.tree)
      update(grown)
      context.progress?.(round + 1, options.nTrees)
      if (validation !== undefined && !validates(grown.tree, validation)) break
    }
  } finally {
    session.close()
  }
  const nKept = validation !== undefined && options.patience !== null ? best.nTrees : trees.length
  const model: BoostedModel = {
    version: 1,
    baseScore,
    features: binned.features,
    trees: trees.slice(0, nKept),
  }
  return { model, validationLogLoss }

  function drawFeatures(): void {
    const count = Math.max(1, Math.ceil(options.featureFraction * usable.length))
    isSampled.fill(0)
    for (const k of sampleRows(usable.length, count, random)) isSampled[usable[k]!] = 1
  }

  function drawRows(): number {
    if (options.rowFraction === 1) {
      for (let i = 0; i < nRows; i++) rows[i] = i
      return nRows
    }
    const drawn = sampleRows(nRows, Math.max(1, Math.round(options.rowFraction * nRows)), random)
    rows.set(drawn)
    return drawn.length
  }

  function update({ tree, leaves }: ReturnType<typeof growTree>): void {
    if (options.rowFraction < 1) {
      addTreeBinned(tree, binned, null, logOdds)
      return
    }
    for (const { begin, end, value } of leaves) {
      for (let i = begin; i < end; i++) logOdds[rows[i]!] = logOdds[rows[i]!]! + value
    }
  }

  /** Whether training goes on. */
  function validates(tree: BoostedTree, set: ValidationSet): boolean {
    addTreeBinned(tree, set.binned, null, validationLogOdds)
    const logLoss = logLossOn(set, validationLogOdds)
    validationLogLoss.push(logLoss)
    if (logLoss < best.logLoss) best = { logLoss, nTrees: trees.length }
    return options.patience === null || trees.length - best.nTrees < options.patience
  }
}

function logLossOn(set: ValidationSet | undefined, logOdds: Float64Array): number {
  if (set === undefined) return Infinity
  return meanLogLoss(logOdds, set.labels, set.weights ?? null) ?? Infinity
}

function sumsOf(rows: Int32Array, n: number, gradients: Float32Array): { sumG: number; sumH: number } {
  let sumG = 0
  let sumH = 0
  for (let i = 0; i < n; i++) {
    const r = 2 * rows[i]!
    sumG += gradients[r]!
    sumH += gradients[r + 1]!
  }
  return { sumG, sumH }
}

/** Features that could split something: those whose rows lie in more than one bin. */
function usableFeatures({ columns }: BinnedMatrix): number[] {
  return Array.from(columns.keys()).filter((f) => {
    const first = columns[f]![0]
    return columns[f]!.some((bin) => bin !== first)
  })
}

/** Log-odds of the weighted share of ones: the best constant. */
function priorLogOdds(labels: Uint8Array, weights: Float32Array | null): number {
  let ones = 0
  let total = 0
  for (let i = 0; i < labels.length; i++) {
    const weight = weights === null ? 1 : weights[i]!
    total += weight
    if (labels[i] === 1) ones += weight
  }
  if (!(ones > 0 && ones < total)) {
    throw new AppError('input-invalid', { field: 'labels', oneClass: ones > 0 ? 1 : 0 })
  }
  return Math.log(ones / (total - ones))
}

function checkRows(binned: BinnedMatrix, labels: Uint8Array, weights: Float32Array | null): void {
  if (labels.length !== binned.nRows || labels.some((label) => label > 1)) {
    throw new AppError('input-invalid', { field: 'labels', value: labels.length })
  }
  if (weights === null) return
  if (weights.length !== binned.nRows || weights.some((weight) => !(weight >= 0 && weight < Infinity))) {
    throw new AppError('input-invalid', { field: 'weights', value: weights.length })
  }
}

function checkMonotone(binned: BinnedMatrix, { monotone }: BoostingOptions): void {
  const f = monotone.findIndex((sign, i) => sign !== 0 && binned.features[i]?.kind === 'category')
  if (f >= 0) throw new AppError('input-invalid', { field: 'monotone', value: f })
}
