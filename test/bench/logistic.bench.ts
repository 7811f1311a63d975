/**
 * Ridge logistic regression on seeded data: `node test/bench/logistic.bench.ts` prints it. With a `python3` that has
 * scikit-learn (HUILIU_PYTHON names another one), its LogisticRegression (lbfgs) fits the same numbers.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededRandom } from '../../shared/analytics/numerics/seededRandom.ts'
import type { DesignMatrix } from '../../shared/analytics/learn/design/design.ts'
import { fitLogistic } from '../../shared/analytics/learn/logistic/fitLogistic.ts'
import { median, type BenchLine } from './line.ts'

const SIZES: readonly { nRows: number; nColumns: number; runs: number }[] = [
  { nRows: 100_000, nColumns: 20, runs: 5 },
  { nRows: 500_000, nColumns: 100, runs: 3 },
]

interface LogisticBenchData {
  readonly matrix: DesignMatrix
  readonly labels: Uint8Array
}

/** Neighbouring columns correlated 0.5, every other one without effect, about a third of the labels 1. */
export function logisticBenchData(nRows: number, nColumns: number, seed: number): LogisticBenchData {
  const random = seededRandom(seed)
  const normal = (): number => {
    const radius = Math.sqrt(-2 * Math.log(1 - random.next()))
    return radius * Math.cos(2 * Math.PI * random.next())
  }
  const columns: Float32Array[] = []
  const eta = new Float64Array(nRows).fill(-0.9)
  for (let j = 0; j < nColumns; j++) {
    const before = columns[j - 1]
    const effect = j % 2 === 0 ? (1.5 * normal()) / Math.sqrt(nColumns) : 0
    const column = new Float32Array(nRows)
    for (let i = 0; i < nRows; i++) {
      const own = normal()
      column[i] = before === undefined ? own : 0.5 * (before[i] ?? 0) + Math.sqrt(0.75) * own
      eta[i] = (eta[i] ?? 0) + effect * (column[i] ?? 0)
    }
    columns.push(column)
  }
  const labels = Uint8Array.from(eta, (value) => (random.next() < 1 / (1 + Math.exp(-value)) ? 1 : 0))
  return { matrix: { nRows, nColumns, columns }, labels }
}

function peer(): string | null {
  const candidates = [process.env['HUILIU_PYTHON'], 'python3', '/usr/bin/python3']
  const has = (command: string): boolean => spawnSync(command, ['-c', 'import sklearn, numpy']).status === 0
  return candidates.find((command) => command !== undefined && has(command)) ?? null
}

const SKLEARN = `
import sys, time, json, numpy as np
from sklearn.linear_model import LogisticRegression
path, n, p, runs, tol = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), float(sys.argv[5])
x = np.ascontiguousarray(np.fromfile(path + '/x.f32', dtype=np.float32).reshape(p, n).T.astype(np.float64))
y = np.fromfile(path + '/y.u8', dtype=np.uint8)
times = []
for _ in range(runs):
    at = time.perf_counter()
    m = LogisticRegression(C=1 / (1e-4 * n), tol=tol, max_iter=1000).fit(x, y)
    times.append(time.perf_counter() - at)
print(json.dumps({'times': times, 'coef': m.coef_[0].tolist(), 'iterations': int(m.n_iter_[0])}))
`

interface PeerResult {
  readonly times: number[]
  readonly coef: number[]
  readonly iterations: number
}

function peerLine(
  command: string,
  { matrix, labels }: LogisticBenchData,
  runs: number,
  tolerance: number,
  coefficients: readonly number[],
): BenchLine | null {
  const folder = mkdtempSync(join(tmpdir(), 'huiliu-logistic-'))
  try {
    const all = new Float32Array(matrix.nRows * matrix.nColumns)
    matrix.columns.forEach((column, j) => all.set(column, j * matrix.nRows))
    writeFileSync(join(folder, 'x.f32'), new Uint8Array(all.buffer))
    writeFileSync(join(folder, 'y.u8'), labels)
    const size = [matrix.nRows, matrix.nColumns, runs, tolerance].map(String)
    const result = spawnSync(command, ['-c', SKLEARN, folder, ...size], { encoding: 'utf8' })
    if (result.status !== 0) return null
    const { times, coef, iterations } = JSON.parse(result.stdout) as PeerResult
    const apart = coef.reduce((most, b, j) => Math.max(most, Math.abs(b - (coefficients[j] ?? NaN))), 0)
    return {
      name: `logistic ${matrix.nRows} x ${matrix.nColumns}`,
      who: `scikit-learn lbfgs, tol ${tolerance}`,
      value: median(times),
      unit: 's',
      n: runs,
      note: `${iterations} iterations, coefficients within ${apart.toExponential(1)} of ours`,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The logistic lines of the bench; `sizes` as given, or 100,000 x 20 and 500,000 x 100. */
export function logisticBench(sizes = SIZES): BenchLine[] {
  const command = peer()
  return sizes.flatMap(({ nRows, nColumns, runs }) => {
    const data = logisticBenchData(nRows, nColumns, 7)
    const times: number[] = []
    let fit = fitLogistic(data.matrix, data.labels, { l2: 1e-4, maxIterations: 1 })
    for (let run = 0; run < runs; run++) {
      const start = performance.now()
      fit = fitLogistic(data.matrix, data.labels, { l2: 1e-4 })
      times.push((performance.now() - start) / 1000)
    }
    const ours: BenchLine = {
      name: `logistic ${nRows} x ${nColumns}`,
      who: 'huiliu',
      value: median(times),
      unit: 's',
      n: runs,
      note: `${fit.iterations} iterations, gradient ${fit.gradientNorm.toExponential(1)}, converged ${fit.converged}`,
    }
    if (command === null) return [ours]
    const peers = [1e-4, 1e-8].map((tolerance) => peerLine(command, data, runs, tolerance, fit.coefficients))
    return [ours, ...peers.filter((line) => line !== null)]
  })
}

if (process.argv[1] === import.meta.filename) {
  for (const { name, who, value, unit, n, note } of logisticBench()) {
    console.log(`${name.padEnd(24)} ${who.padEnd(30)} ${value.toFixed(3)} ${unit} (n = ${n}; ${note ?? ''})`)
  }
}
