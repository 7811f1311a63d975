/**
 * Boosted trees on seeded rows: `node test/bench/boosting.bench.ts` prints it. 500,000 rows of 100 features, 100 trees of
 * 31 leaves, 255 bins, with one thread and with two; a million rows scored; the peers that a python has, on the same rows.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, openSync, rmSync, writeFileSync, writeSync, closeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  binMatrix,
  createExplainer,
  DEFAULT_BINNING,
  DEFAULT_BOOSTING,
  fitBoosted,
  predictBoosted,
  scoreBinned,
  sharedMemory,
  type BoostedModel,
} from '../../shared/analytics/learn/boosting/index.ts'
import { meanLogLoss } from '../../shared/analytics/learn/boosting/gradients.ts'
import type { FeatureMatrix } from '../../shared/analytics/learn/matrix.ts'
import { seededRandom } from '../../shared/analytics/numerics/seededRandom.ts'
import { boostTeam } from '../../src-main/workers/boostTeam.ts'
import type { BenchLine } from './line.ts'

const N_SCORED = 1_000_000
const N_TRAIN = 500_000
const N_EXPLAINED = 100_000
const N_FEATURES = 100
const OPTIONS = { ...DEFAULT_BOOSTING, nTrees: 100, maxLeaves: 31 }
const WHAT = '500k x 100, 100 trees of 31 leaves'

interface PeerTime {
  readonly who: string
  readonly wallSeconds: number
  readonly cpuSeconds: number
  readonly logLoss: number
}

/** Numbers of which a fifth matters, some by products; every tenth column has holes. */
function generatedRows(nRows: number): { matrix: FeatureMatrix; labels: Uint8Array } {
  const random = seededRandom(500)
  const columns = Array.from({ length: N_FEATURES }, (_, f) => {
    const column = new Float32Array(nRows)
    for (let i = 0; i < nRows; i++) {
      const value = random.next() + random.next() + random.next() - 1.5
      column[i] = f % 10 === 9 && random.next() < 0.2 ? NaN : f % 3 === 0 ? Math.exp(2 * value) : value
    }
    return column
  })
  const labels = new Uint8Array(nRows)
  for (let i = 0; i < nRows; i++) {
    let logOdds = -0.5
    for (let f = 1; f < 20; f += 3) {
      const value = columns[f]?.[i] ?? 0
      const partner = columns[f + 1]?.[i] ?? 0
      logOdds += 0.7 * (value || 0) + 0.8 * (value || 0) * (partner || 0)
    }
    labels[i] = random.next() < 1 / (1 + Math.exp(-logOdds)) ? 1 : 0
  }
  return { matrix: { nRows, columns, nCategories: columns.map(() => 0) }, labels }
}

function firstRows(matrix: FeatureMatrix, nRows: number): FeatureMatrix {
  return { ...matrix, nRows, columns: matrix.columns.map((column) => column.subarray(0, nRows)) }
}

function timed<T>(work: () => T): { result: T; seconds: number; cpuSeconds: number } {
  const before = process.cpuUsage()
  const start = performance.now()
  const result = work()
  const seconds = (performance.now() - start) / 1_000
  const { user, system } = process.cpuUsage(before)
  return { result, seconds, cpuSeconds: (user + system) / 1e6 }
}

function line(name: string, time: { seconds: number; cpuSeconds: number }, note = ''): BenchLine {
  const cpu = `${time.cpuSeconds.toFixed(1)} s CPU`
  return {
    name,
    who: 'huiliu',
    value: time.seconds,
    unit: 's',
    n: 1,
    note: note === '' ? cpu : `${cpu}, ${note}`,
  }
}

function peers(matrix: FeatureMatrix, labels: Uint8Array): BenchLine[] {
  const folder = mkdtempSync(join(tmpdir(), 'huiliu-bench-'))
  try {
    const file = openSync(join(folder, 'rows.f32'), 'w')
    for (const { buffer, byteOffset, byteLength } of matrix.columns) {
      writeSync(file, new Uint8Array(buffer, byteOffset, byteLength))
    }
    closeSync(file)
    writeFileSync(join(folder, 'labels.u8'), labels)
    const seen = new Set<string>()
    const pythons = [process.env['HUILIU_PYTHON'], 'python3', '/usr/bin/python3'].filter(
      (python) => python !== undefined && spawnSync(python, ['-c', 'import numpy']).status === 0,
    )
    return pythons.flatMap((python = '') => {
      const script = join(import.meta.dirname, 'boostingPeers.py')
      const args = [script, folder, String(N_FEATURES), String(OPTIONS.nTrees), String(OPTIONS.maxLeaves)]
      const times = JSON.parse(execFileSync(python, args, { encoding: 'utf8' })) as PeerTime[]
      return times.flatMap(({ who, wallSeconds, cpuSeconds, logLoss }): BenchLine[] => {
        if (seen.has(who)) return []
        seen.add(who)
        const note = `${cpuSeconds.toFixed(1)} s CPU, log loss ${logLoss.toFixed(4)}, with binning`
        return [{ name: `boosted trees ${WHAT}`, who, value: wallSeconds, unit: 's', n: 1, note }]
      })
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The boosted trees' lines of the bench. */
export function boostingBench(): BenchLine[] {
  const { matrix, labels } = generatedRows(N_SCORED)
  const train = firstRows(matrix, N_TRAIN)
  const trainLabels = labels.subarray(0, N_TRAIN)
  const binning = timed(() => binMatrix(train, DEFAULT_BINNING, sharedMemory))
  const binned = binning.result
  const lines = [line('bins of 500k x 100', binning)]
  let model: BoostedModel | null = null
  for (const nThreads of [1, 2]) {
    const fit = timed(() => fitBoosted(binned, trainLabels, OPTIONS, { team: boostTeam(nThreads) }))
    model = fit.result.model
    const logLoss = meanLogLoss(scoreBinned(model, binned), trainLabels, null) ?? NaN
    const note = `log loss ${logLoss.toFixed(4)}, without binning`
    lines.push(line(`boosted trees ${WHAT}, ${nThreads} thread${nThreads > 1 ? 's' : ''}`, fit, note))
  }
  if (model !== null) {
    const scored = model
    lines.push(
      line(
        'boosted trees, 1 M rows scored',
        timed(() => predictBoosted(scored, matrix)),
      ),
    )
    const explained = firstRows(matrix, N_EXPLAINED)
    lines.push(
      line(
        'boosted trees, 100k rows explained',
        timed(() => createExplainer(scored).explain(explained, null)),
      ),
    )
  }
  const peakMB = process.resourceUsage().maxRSS / 1_000
  lines.push({
    name: 'boosted trees, peak memory',
    who: 'huiliu',
    value: peakMB,
    unit: 'MB',
    n: 1,
    note: '400 MB of it are the 1 M generated rows, 80 MB the reasons',
  })
  return [...lines, ...peers(train, trainLabels)]
}

if (process.argv[1] === import.meta.filename) {
  for (const { name, who, value, unit, n, note } of boostingBench()) {
    console.log(
      `${name.padEnd(58)} ${who.padEnd(32)} ${value.toFixed(1).padStart(8)} ${unit}  n=${n}  ${note ?? ''}`,
    )
  }
}
