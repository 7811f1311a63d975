/**
 * The warning model's features and scores on seeded ledgers: `node test/bench/churn.bench.ts` prints them. 500,000 customers
 * with 4 M purchase lines, 10 M behaviours and 2 M contacts; a model learned on 36,000 of them; 1 M customers scored.
 */
import { featuresOf, rowsAt, type RowSource } from '../../shared/analytics/churn/dayRows.ts'
import { trained } from '../../shared/analytics/churn/experiment.ts'
import { scoreHistory } from '../../shared/analytics/churn/scoring.ts'
import { populationOf } from '../../shared/analytics/features/extract.ts'
import { featureSpecs } from '../../shared/analytics/features/featureList.ts'
import type { CustomerHistory } from '../../shared/analytics/features/history.ts'
import type { BehaviourLedger, ContactLedger } from '../../shared/analytics/ledger/ledger.ts'
import { DEFAULT_BOOSTING } from '../../shared/analytics/learn/boosting/index.ts'
import { seededRandom } from '../../shared/analytics/numerics/seededRandom.ts'
import { BEHAVIOUR_NAMES } from '../../shared/contract/mapping.ts'
import type { BenchLine } from './line.ts'
import { benchLedger } from './rfm.bench.ts'

const PER_CUSTOMER = { purchases: 8, behaviours: 20, contacts: 4 } as const
const N_PRODUCTS = 5_000
const N_CATEGORIES = 40
const FIRST_DAY = 19_358
const N_DAYS = 1_040
const AS_OF = FIRST_DAY + N_DAYS - 61
const HORIZON_DAYS = 60

/** Entries of a ledger in the layout of all of them: days ascend over the list, so they ascend inside every customer. */
function layout(nCustomers: number, nEvents: number, seed: number) {
  const { offsets, day } = benchLedger(nCustomers, nEvents, seed)
  return { nCustomers, nEvents, offsets, day }
}

function behavioursOf(nCustomers: number): BehaviourLedger {
  const random = seededRandom(2)
  const base = layout(nCustomers, PER_CUSTOMER.behaviours * nCustomers, 2)
  return {
    ...base,
    minute: Uint16Array.from(base.day, () => random.below(1_440)),
    event: Uint16Array.from(base.day, () => 1 + random.below(BEHAVIOUR_NAMES.length)),
    product: Uint32Array.from(base.day, () => 1 + random.below(N_PRODUCTS)),
    category: Uint32Array.from(base.day, () => 1 + random.below(N_CATEGORIES)),
  }
}

function contactsOf(nCustomers: number): ContactLedger {
  const random = seededRandom(3)
  const base = layout(nCustomers, PER_CUSTOMER.contacts * nCustomers, 3)
  const flag = (chances: number) => Uint8Array.from(base.day, () => (random.below(chances) === 0 ? 1 : 0))
  return {
    ...base,
    campaign: Uint32Array.from(base.day, () => 1 + random.below(20)),
    channel: Uint16Array.from(base.day, () => 1 + random.below(4)),
    variant: new Uint16Array(base.nEvents),
    control: flag(10),
    costMinor: new Float64Array(base.nEvents).fill(5),
    couponFaceMinor: new Float64Array(base.nEvents).fill(Number.NaN),
    delivered: new Uint8Array(base.nEvents).fill(1),
    opened: flag(5),
    clicked: flag(20),
    redeemed: flag(50),
  }
}

/** A history of invented rows: how fast, never what a shop looks like. */
function benchHistory(nCustomers: number, isRich: boolean): CustomerHistory {
  const random = seededRandom(1)
  const bare = benchLedger(nCustomers, PER_CUSTOMER.purchases * nCustomers, 1)
  const purchases = {
    ...bare,
    product: Uint32Array.from(bare.day, () => 1 + random.below(N_PRODUCTS)),
    category: Uint32Array.from(bare.day, () => 1 + random.below(N_CATEGORIES)),
  }
  return {
    purchases,
    behaviours: isRich ? behavioursOf(nCustomers) : null,
    contacts: isRich ? contactsOf(nCustomers) : null,
    eventNames: ['', ...BEHAVIOUR_NAMES],
    channelNames: ['', 'push', 'email', 'sms', 'call'],
  }
}

function sourceOf(history: CustomerHistory): RowSource {
  return {
    history,
    specs: featureSpecs(history),
    extra: null,
    alive: { purchases: true, events: [] },
    horizonDays: HORIZON_DAYS,
    seed: 1,
  }
}

function seconds<T>(work: () => T): { readonly result: T; readonly value: number } {
  const start = performance.now()
  const result = work()
  return { result, value: (performance.now() - start) / 1_000 }
}

const line = (name: string, value: number, note: string): BenchLine => ({
  name,
  who: 'huiliu',
  value,
  unit: 's',
  n: 1,
  note,
})

function featureLine(nCustomers: number, isRich: boolean): BenchLine {
  const source = sourceOf(benchHistory(nCustomers, isRich))
  const everybody = Uint32Array.from({ length: nCustomers }, (_, i) => i)
  const { value } = seconds(() => {
    const population = populationOf(source.history, AS_OF, everybody)
    return featuresOf(source, AS_OF, everybody, population)
  })
  const of = isRich ? 'purchases, behaviours, contacts' : 'purchases'
  return line(
    `features of ${nCustomers / 1e6} M customers`,
    value,
    `${source.specs.length} features of ${of}`,
  )
}

function scoreLine(nCustomers: number): BenchLine {
  const source = sourceOf(benchHistory(nCustomers, false))
  const rows = rowsAt(source, AS_OF - HORIZON_DAYS, 36_000)
  const model = trained(
    rows,
    {
      recipe: {
        kind: 'blend',
        lambda: 0.01,
        alpha: 0,
        boosting: { ...DEFAULT_BOOSTING, nTrees: 200, maxLeaves: 8 },
      },
      candidates: [],
      calibration: { kind: 'none' },
    },
    {},
  )
  const rules = {
    levels: { medium: 0.4, high: 0.7 },
    intervals: { predicted: [0.5], low: [0], high: [1] },
    levelsBefore: null,
  }
  const { result, value } = seconds(() => scoreHistory(source, model, AS_OF, rules))
  const note = `features and a blend of logistic and 200 trees, ${result.risks.n} customers`
  return line(`scores of ${nCustomers / 1e6} M customers`, value, note)
}

/** The warning model's lines of the bench beside those of its learners. */
export function churnBench(): BenchLine[] {
  const lines = [featureLine(500_000, false), featureLine(500_000, true), scoreLine(1_000_000)]
  const peak: BenchLine = {
    name: 'features and scores, peak memory',
    who: 'huiliu',
    value: process.resourceUsage().maxRSS / 1_000,
    unit: 'MB',
    n: 1,
    note: 'the generated ledgers included',
  }
  return [...lines, peak]
}

if (process.argv[1] === import.meta.filename) {
  for (const { name, value, unit, note } of churnBench()) {
    console.log(`${name.padEnd(36)} ${value.toFixed(2).padStart(8)} ${unit}  ${note ?? ''}`)
  }
}
