/**
 * The win-back engine in memory: `node --expose-gc test/bench/winback.bench.ts` prints it. One million made-up customers,
 * four channels, an offer: the whole frontier customer by customer, and what a slider asks of the cells.
 */
import { seededRandom } from '../../shared/analytics/numerics/seededRandom.ts'
import {
  compress,
  curveOf,
  planAt,
  planBands,
  plannerOf,
  spans,
  unsureOf,
  type Audience,
  type Model,
  type PlanInput,
} from '../../shared/analytics/winback/index.ts'
import { ladderOf } from '../../shared/analytics/winback/ladder/ladder.ts'
import { economicsOf } from '../../shared/analytics/winback/ladder/model.ts'
import { offerOf } from '../../shared/analytics/winback/ladder/offer.ts'
import { scenarioSchema } from '../../shared/contract/winback.ts'
import { readInput } from '../../shared/contract/winbackRead.ts'
import { median, type BenchLine } from './line.ts'

const N_CUSTOMERS = 1_000_000
const MOST_CELLS = 1_000
const RUNS = 5
const CURVE_POINTS = 120
const BAND_POINTS = 24
const TIERS = ['high', 'medium', 'low']

const scenario = readInput(scenarioSchema, {
  schema: 'huiliu.scenario/1',
  audience: { groups: TIERS.map((name) => ({ name, customers: 1, revenuePerReturn: 300 })) },
  value: { marginRate: 0.3 },
  ladder: [
    { channel: 'push', unitCost: 0, delivered: 0.95, response: { high: 0.012, '*': 0.008 }, optOut: 0.002 },
    { channel: 'email', day: 3, unitCost: 0.01, delivered: 0.9, response: { high: 0.02, '*': 0.012 } },
    {
      channel: 'sms',
      day: 7,
      unitCost: 0.05,
      delivered: 0.97,
      response: { high: 0.03, '*': 0.02 },
      offer: true,
    },
    {
      channel: 'call',
      day: 14,
      unitCost: 4,
      chargedOn: 'delivered',
      delivered: 0.5,
      response: { high: 0.12, medium: 0.08, low: 0.03 },
      offer: true,
    },
  ],
  offer: { faceValue: 20, redeemShare: 0.5, eligibleShare: 0.8, lift: { maximum: 1, halfFace: 20 } },
  uncertainty: {},
})

/** Values are lognormal-like, risks uniform, reachability 0 or 1. */
function madeUpAudience(n: number, seed: number): Audience {
  const random = seededRandom(seed)
  const revenuePerReturn = new Float64Array(n)
  const reachable = [0.4, 0.7, 0.9, 0.85].map((share) =>
    Float64Array.from({ length: n }, () => (random.next() < share ? 1 : 0)),
  )
  const rateClass = new Uint16Array(n)
  for (let i = 0; i < n; i++) {
    revenuePerReturn[i] = 60 * Math.exp(3 * random.next() ** 2)
    rateClass[i] = random.below(TIERS.length)
  }
  return {
    n,
    count: new Float64Array(n).fill(1),
    rateClass,
    organicReturn: Float64Array.from({ length: n }, () => 0.15 * random.next()),
    revenuePerReturn,
    oneOrderRevenue: revenuePerReturn.map((value) => value * 0.4),
    reachable,
  }
}

function medianMs(runs: number, work: () => void): number {
  const times: number[] = []
  for (let run = 0; run < runs; run++) {
    const start = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(start)
    times.push((user + system) / 1000)
  }
  return median(times)
}

/** The win-back lines of the bench. */
export function winbackBench(): BenchLine[] {
  const ladder = ladderOf(scenario)
  const economics = economicsOf(scenario)
  const input = (audience: Audience): PlanInput => ({
    audience,
    ladder,
    economics,
    offer: offerOf(scenario),
    rho: 0.5,
  })
  const everybody = madeUpAudience(N_CUSTOMERS, 42)
  globalThis.gc?.()
  const before = process.memoryUsage()
  let exact = plannerOf(input(everybody))
  const after = process.memoryUsage()
  const frontierMs = medianMs(RUNS, () => {
    exact = plannerOf(input(everybody))
  })
  let cells = compress(everybody, MOST_CELLS)
  const compressMs = medianMs(RUNS, () => {
    cells = compress(everybody, MOST_CELLS)
  })
  const model: Model = {
    audience: cells.audience,
    isCore: new Uint8Array(cells.audience.n),
    ladder,
    economics,
  }
  const budget = spans(exact).useful / 3
  const { nSteps } = exact.frontier
  let planner = plannerOf(input(cells.audience))
  const gap = 1 - planAt(planner, budget).gain / planAt(exact, budget).gain
  const sliderMs = medianMs(200, () => {
    planner = plannerOf(input(cells.audience))
    planAt(planner, budget)
    curveOf(planner, spans(planner).everything, CURVE_POINTS)
  })
  const unsure = unsureOf(scenario, scenario.uncertainty ?? fail(), model, 0.5)
  const budgets = Float64Array.from(
    { length: BAND_POINTS },
    (_, k) => (spans(planner).everything * k) / (BAND_POINTS - 1),
  )
  const bandsMs = medianMs(15, () => void planBands(planner, model, unsure, budgets))
  const line = (
    name: string,
    value: number,
    unit: BenchLine['unit'],
    n: number,
    note: string,
  ): BenchLine => ({
    name,
    who: 'huiliu',
    value,
    unit,
    n,
    note,
  })
  const heldMb = (after.arrayBuffers - before.arrayBuffers) / 1e6
  return [
    line('what-if: whole frontier, 1 M x 4', frontierMs, 'ms', RUNS, `${nSteps} steps; CPU time`),
    line('what-if: frontier held and scratch', heldMb, 'MB', 1, 'array buffers, first run'),
    line(
      'what-if: 1 M customers into cells',
      compressMs,
      'ms',
      RUNS,
      `${cells.audience.n} cells, once a load`,
    ),
    line(
      'what-if: slider, headline and curve',
      sliderMs,
      'ms',
      200,
      `gap to exact ${(100 * gap).toFixed(2)}%`,
    ),
    line('what-if: bands of 200 draws', bandsMs, 'ms', 15, `${BAND_POINTS} budgets`),
  ]
}

function fail(): never {
  throw new Error('the bench scenario has uncertainty')
}

if (process.argv[1] === import.meta.filename) {
  for (const { name, value, unit, n, note } of winbackBench()) {
    console.log(`${name.padEnd(44)} ${value.toFixed(1).padStart(8)} ${unit}  n=${n}  ${note ?? ''}`)
  }
}
