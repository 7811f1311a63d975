/**
 * The lifetime models: `node test/bench/lifetime.bench.ts [--coverage]` prints it. Times are CPU time of this process, so
 * that a busy machine does not count; a python3 with SciPy fits the same compressed rows beside it where there is one.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fitPurchaseModel } from '../../shared/analytics/lifetime/fitPurchases.ts'
import { groupHistories, type Groups } from '../../shared/analytics/lifetime/groups.ts'
import { modelOf } from '../../shared/analytics/lifetime/models.ts'
import {
  byCustomer,
  expectedOrderDays,
  fittedGroups,
  pActive,
} from '../../shared/analytics/lifetime/predict.ts'
import { discountedOrderDays } from '../../shared/analytics/lifetime/value.ts'
import {
  DEFAULT_LIFETIME_ECONOMICS,
  LIFETIME_MODELS,
  type LifetimeModel,
} from '../../shared/contract/lifetime.ts'
import { simulateBuyers, type SimulatedBuyers } from '../support/simulatedBuyers.ts'
import type { BenchLine } from './line.ts'

const SIZES = [2_357, 23_570, 1_000_000]
/** near the published fits of CDNOW, in weeks */
const TRUE: Readonly<Record<LifetimeModel, readonly [number, number, number, number]>> = {
  bgnbd: [0.6, 6, 0.8, 2.5],
  mbgnbd: [0.8, 6, 0.9, 3],
  paretonbd: [0.6, 10, 0.7, 12],
}
const SIMULATIONS = 200

function cpuMs(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

/** Two years of newcomers by the day. */
function buyers(model: LifetimeModel, customers: number): SimulatedBuyers {
  const parameters = TRUE[model]
  return simulateBuyers({ model, parameters, customers, ticksPerUnit: 7, ageTicks: [1, 730], seed: 42 })
}

const PEER = `
import sys, time, numpy as np
from scipy.special import gammaln, hyp2f1
from scipy.optimize import minimize
model, path = sys.argv[1:3]
x, tx, T, w = np.fromfile(path, dtype='f8').reshape(4, -1)
def bg(p):
    r, al, a, b = np.exp(p)
    c = gammaln(r+x)-gammaln(r)+r*np.log(al)+gammaln(a+b)+gammaln(b+x)-gammaln(b)-gammaln(a+b+x)
    left = np.where(x > 0, np.log(a)-np.log(b+np.maximum(x,1)-1)-(r+x)*np.log(al+tx), -np.inf)
    return -(w*(c+np.logaddexp(-(r+x)*np.log(al+T), left))).sum()/w.sum()
def pareto(p):
    r, al, s, be = np.exp(p)
    c, big, d = r+s+x, max(al, be), (s+1 if al >= be else r+x)
    lf = lambda t: np.log(hyp2f1(c, d, c+1, (big-min(al, be))/(big+t))) - c*np.log(big+t)
    l1, l2 = lf(tx), lf(T)
    a0 = np.log(s/c)+l1+np.log(np.maximum(-np.expm1(l2-l1), 1e-300))
    return -(w*(gammaln(r+x)-gammaln(r)+r*np.log(al)+s*np.log(be)+np.logaddexp(-(r+x)*np.log(al+T)-s*np.log(be+T), a0))).sum()/w.sum()
f = bg if model == 'bgnbd' else pareto
t = time.process_time()
o = minimize(f, np.log([.5, 8, .7, 5]), method='L-BFGS-B')
print(1000*(time.process_time()-t), -o.fun*w.sum())
`

function peer(
  model: LifetimeModel,
  groups: Groups,
  folder: string,
): { ms: number; logLikelihood: number } | null {
  const python = ['python3', '/usr/bin/python3'].find(
    (command) => spawnSync(command, ['-c', 'import scipy']).status === 0,
  )
  if (python === undefined || model === 'mbgnbd') return null
  const path = join(folder, 'rows.f8')
  const weeks = (days: Uint32Array): Float64Array => Float64Array.from(days, (d) => d / 7)
  const columns = [
    Float64Array.from(groups.frequency),
    weeks(groups.recencyDays),
    weeks(groups.ageDays),
    groups.weight,
  ]
  writeFileSync(
    path,
    Buffer.concat(columns.map((column) => Buffer.from(column.buffer, column.byteOffset, column.byteLength))),
  )
  const [ms = NaN, logLikelihood = NaN] = execFileSync(python, ['-c', PEER, model, path], {
    encoding: 'utf8',
  })
    .trim()
    .split(' ')
    .map(Number)
  return { ms, logLikelihood }
}

function line(name: string, who: string, value: number, note: string): BenchLine {
  return { name, who, value, unit: 'ms', n: 1, note }
}

function sizeLines(model: LifetimeModel, customers: number, folder: string): BenchLine[] {
  const { frequency, recencyDays, ageDays } = buyers(model, customers)
  const lines: BenchLine[] = []
  let groups = groupHistories(frequency.subarray(0, 0), recencyDays.subarray(0, 0), ageDays.subarray(0, 0))
  const label = `${model}, ${customers.toLocaleString('en-US')} customers`
  const grouping = cpuMs(() => (groups = groupHistories(frequency, recencyDays, ageDays)))
  lines.push(line(`compress ${label}`, 'huiliu', grouping, `${groups.nGroups.toLocaleString('en-US')} rows`))
  let fit = fitPurchaseModel(
    modelOf(model),
    groupHistories(Uint32Array.of(1), Uint32Array.of(3), Uint32Array.of(9)),
    7,
  )
  const fitting = cpuMs(() => (fit = fitPurchaseModel(modelOf(model), groups, 7)))
  const { logLikelihood, evaluations, agreeing, starts } = fit
  const found = `LL ${logLikelihood.toFixed(2)}, ${evaluations} evaluations, ${agreeing} of ${starts} starts agree, standard errors included`
  lines.push(line(`fit ${label}`, 'huiliu', fitting, found))
  const other = peer(model, groups, folder)
  if (other !== null) {
    const note = `L-BFGS-B, one start, numeric gradient, same rows; LL ${other.logLikelihood.toFixed(2)}`
    lines.push(line(`fit ${label}`, 'SciPy', other.ms, note))
  }
  const fitted = fittedGroups(modelOf(model), fit.parameters, 7, groups)
  const predicting = cpuMs(() => {
    byCustomer(groups, fittedGroups(modelOf(model), fit.parameters, 7, groups).pAlive)
    byCustomer(groups, pActive(fitted, 90))
    byCustomer(groups, expectedOrderDays(fitted, 90))
  })
  lines.push(
    line(`predict ${label}`, 'huiliu', predicting, 'P(alive), P(active), expected purchases of each'),
  )
  const valuing = cpuMs(() => byCustomer(groups, discountedOrderDays(fitted, DEFAULT_LIFETIME_ECONOMICS)))
  lines.push(line(`value ${label}`, 'huiliu', valuing, 'a year by periods of 30 days, discounted'))
  return lines
}

/** Fit and prediction times at three sizes, SciPy beside them. */
export async function lifetimeBench(): Promise<BenchLine[]> {
  const folder = mkdtempSync(join(tmpdir(), 'huiliu-lifetime-'))
  try {
    return [
      ...LIFETIME_MODELS.flatMap((model) => SIZES.flatMap((size) => sizeLines(model, size, folder))),
      ...LIFETIME_MODELS.flatMap(coverageLines),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** How often the 95% intervals hold the true parameters, by parameter, over 200 simulated populations of 2,500. */
export function lifetimeCoverage(model: LifetimeModel): {
  covered: Record<string, number>
  converged: number
} {
  const names = modelOf(model).parameterNames
  const covered = Object.fromEntries(names.map((name) => [name, 0]))
  let converged = 0
  for (let seed = 1; seed <= SIMULATIONS; seed++) {
    const { frequency, recencyDays, ageDays } = simulateBuyers({
      model,
      parameters: TRUE[model],
      customers: 2_500,
      ticksPerUnit: 50,
      ageTicks: [1_400, 3_900],
      seed,
    })
    const fit = fitPurchaseModel(modelOf(model), groupHistories(frequency, recencyDays, ageDays), 50)
    if (fit.converged) converged++
    names.forEach((name, i) => {
      const value = fit.parameters[i] ?? NaN
      const spread = (1.96 * (fit.standardErrors?.[i] ?? NaN)) / value
      if (Math.abs(Math.log(value / (TRUE[model][i] ?? NaN))) <= spread)
        covered[name] = (covered[name] ?? 0) + 1
    })
  }
  return { covered, converged }
}

function coverageLines(model: LifetimeModel): BenchLine[] {
  const { covered, converged } = lifetimeCoverage(model)
  return Object.entries(covered).map(([name, n]) => ({
    name: `95% interval of ${model} ${name}`,
    who: 'huiliu',
    value: (100 * n) / SIMULATIONS,
    unit: '% hold it',
    n: SIMULATIONS,
    note: `simulated shops of 2,500; ${converged} fits converged`,
  }))
}

if (process.argv[1] === import.meta.filename) {
  if (process.argv.includes('--coverage')) {
    for (const model of LIFETIME_MODELS) {
      const { covered, converged } = lifetimeCoverage(model)
      const shares = Object.entries(covered).map(
        ([name, n]) => `${name} ${((100 * n) / SIMULATIONS).toFixed(1)}%`,
      )
      console.log(
        `${model}: ${converged} of ${SIMULATIONS} converged; 95% intervals hold ${shares.join(', ')}`,
      )
    }
  } else {
    for (const { name, who, value, unit, note } of await lifetimeBench()) {
      console.log(
        `${name.padEnd(40)} ${who.padEnd(8)} ${value.toFixed(1).padStart(9)} ${unit}  ${note ?? ''}`,
      )
    }
  }
}
