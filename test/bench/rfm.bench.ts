/**
 * RFM on a seeded ledger of 5 M purchases and 623,000 customers, in memory: `node test/bench/rfm.bench.ts` prints it.
 * Every run is at a day that was not asked for before; the medians leave out the first runs, which the engine compiles.
 */
import { condense, type CustomerDays } from '../../shared/analytics/ledger/customerDays.ts'
import { LEDGER_FLAG, type PurchaseLedger } from '../../shared/analytics/ledger/ledger.ts'
import { seededRandom } from '../../shared/analytics/numerics/seededRandom.ts'
import { compileScheme, createSnapshot, runRfm, scoreAt } from '../../shared/analytics/rfm/index.ts'
import { BUILT_IN_SCHEMES, RFM_SORTS } from '../../shared/contract/rfm.ts'
import { AnalyticsSession } from '../../src-main/workers/analyticsSession.ts'
import { median, type BenchLine } from './line.ts'

const N_CUSTOMERS = 623_000
const N_PURCHASES = 5_000_000
const FIRST_DAY = 19_358
const N_DAYS = 1_040
const WARM_UP = 4
const RUNS = 15

/** Few customers buy often, most rarely; one line in 25 is a refund. */
export function benchLedger(nCustomers: number, nPurchases: number, seed: number): PurchaseLedger {
  const random = seededRandom(seed)
  const customer = new Uint32Array(nPurchases)
  const offsets = new Uint32Array(nCustomers + 1)
  for (let i = 0; i < nPurchases; i++) {
    const c = Math.floor(random.next() ** 2 * nCustomers)
    customer[i] = c
    offsets[c + 1] = (offsets[c + 1] ?? 0) + 1
  }
  for (let c = 0; c < nCustomers; c++) offsets[c + 1] = (offsets[c + 1] ?? 0) + (offsets[c] ?? 0)
  const day = new Int32Array(nPurchases)
  const amountMinor = new Float64Array(nPurchases)
  const flags = new Uint8Array(nPurchases)
  const next = offsets.slice(0, nCustomers)
  // days ascend over the whole list, so they ascend inside every customer
  for (let i = 0; i < nPurchases; i++) {
    const c = customer[i] ?? 0
    const at = next[c] ?? 0
    next[c] = at + 1
    const isRefund = random.below(25) === 0
    const amount = 500 + random.below(30_000)
    day[at] = FIRST_DAY + Math.floor((i / nPurchases) * N_DAYS)
    amountMinor[at] = isRefund ? -amount : amount
    flags[at] = isRefund ? LEDGER_FLAG.refund : LEDGER_FLAG.positive | LEDGER_FLAG.orderStart
  }
  return { nCustomers, nEvents: nPurchases, offsets, day, amountMinor, flags }
}

function medianMs(work: (run: number) => void): number {
  const times: number[] = []
  for (let run = 0; run < WARM_UP + RUNS; run++) {
    const start = performance.now()
    work(run)
    if (run >= WARM_UP) times.push(performance.now() - start)
  }
  return median(times)
}

function engineLines(days: CustomerDays): BenchLine[] {
  const now = createSnapshot(N_CUSTOMERS)
  const before = createSnapshot(N_CUSTOMERS)
  const dayOf = (run: number): number => FIRST_DAY + N_DAYS - 1 - run * 17
  const line = (name: string, value: number, note: string): BenchLine => ({
    name,
    who: 'huiliu',
    value,
    unit: 'ms',
    n: RUNS,
    note,
  })
  return BUILT_IN_SCHEMES.flatMap((scheme) => {
    const compiled = compileScheme(scheme)
    const params = { windowDays: null, frequency: 'orders', scheme, compareDays: 30 } as const
    const score = medianMs((run) => scoreAt(days, { ...params, asOfDay: dayOf(run) }, compiled, now))
    const whole = medianMs((run) => runRfm(days, { ...params, asOfDay: dayOf(run) }, compiled, now, before))
    const drag = { ...params, compareDays: 0 }
    const dragged = medianMs((run) => runRfm(days, { ...drag, asOfDay: dayOf(run) }, compiled, now, before))
    return [
      line(`rfm at a new day, ${scheme}`, score, 'raw values, scores, segments'),
      line(`rfm summary at a new day, ${scheme}`, dragged, 'with grid and histograms'),
      line(`rfm summary and change at a new day, ${scheme}`, whole, 'with grid, histograms, 30-day change'),
    ]
  })
}

function tableLines(ledger: PurchaseLedger): BenchLine[] {
  const texts = Array.from({ length: N_CUSTOMERS }, (_, c) => `U${String(c).padStart(7, '0')}`)
  const session = new AnalyticsSession({
    readPurchases: () => ledger,
    readCustomerKeys: () => ({
      bytes: new TextEncoder().encode(texts.join('')),
      ends: Uint32Array.from(texts, (_, c) => 8 * (c + 1)),
    }),
  })
  return RFM_SORTS.map((sort) => {
    const times = [0, 1, 2].map((i) => {
      const asOfDay = FIRST_DAY + N_DAYS - 1 - i
      const params = {
        asOfDay,
        windowDays: null,
        frequency: 'orders',
        scheme: 'mean8',
        compareDays: 30,
      } as const
      const { runId } = session.run(params)
      const start = performance.now()
      session.page({ runId, filter: {}, sort, descending: i % 2 === 1, offset: 0, limit: 100 })
      return performance.now() - start
    })
    const value = median(times)
    return { name: `rfm table, first page by ${sort}`, who: 'huiliu', value, unit: 'ms', n: 3 } as const
  })
}

/** The RFM lines of the bench. */
export async function rfmBench(): Promise<BenchLine[]> {
  const ledger = benchLedger(N_CUSTOMERS, N_PURCHASES, 42)
  const start = performance.now()
  const days = condense(ledger)
  const condensed = performance.now() - start
  return [
    {
      name: 'ledger to customer days',
      who: 'huiliu',
      value: condensed,
      unit: 'ms',
      n: 1,
      note: 'once a load',
    },
    ...engineLines(days),
    ...tableLines(ledger),
  ]
}

if (process.argv[1] === import.meta.filename) {
  for (const { name, value, unit, n, note } of await rfmBench()) {
    console.log(`${name.padEnd(44)} ${value.toFixed(1).padStart(8)} ${unit}  n=${n}  ${note ?? ''}`)
  }
}
