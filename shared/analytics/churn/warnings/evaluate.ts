import { AppError } from '../../../contract/errors.ts'
import { createCustomerState, readCustomer, type CustomerState } from '../../features/customerState.ts'
import { behavioursIn } from '../../features/featureList.ts'
import { endThrough, entriesFrom, type CustomerHistory } from '../../features/history.ts'
import { wilsonInterval, type Interval } from '../../numerics/wilson.ts'
import { aliveFinder, coveredDays, type AliveEvents } from '../alive.ts'
import { eligibleAt, labelsAt } from '../labels.ts'
import {
  firedWarnings,
  isSignalSupported,
  SIGNALS,
  warningBit,
  WARNINGS,
  warningSources,
  type Warning,
  type WarningRules,
} from './rules.ts'

/** What to measure the rules on; as-of days without a covered label window are left out. */
export interface WarningRequest {
  readonly asOfDays: readonly number[]
  readonly horizonDays: number
  readonly alive: AliveEvents
  readonly activeWithinDays: number | null
  readonly rules: WarningRules
  /** step of the search for the first firing, default 7 days, back to at most `horizonDays` before the as-of day */
  readonly leadStepDays?: number
  readonly isCancelled?: () => boolean
}

/**
 * How a warning did on the past, over all customers and as-of days: `precision` = churned among those it named,
 * `recall` = named among those who churned, `lift` = precision over the base rate; 95% Wilson intervals; null where
 * nobody counts. Lead times are medians over the customers it named rightly (each once, at his first such as-of day), from
 * the first day in a row on which it fired: `leadToKnownDays` to the day on which the definition lets one know it (last sign
 * of life + horizon), `leadToSilenceDays` to the customer's last event of any kind (negative: he was silent already).
 */
export interface WarningRecord {
  readonly warning: Warning
  readonly nFired: number
  readonly nHits: number
  readonly precision: Interval | null
  readonly recall: Interval | null
  readonly lift: number | null
  readonly leadToKnownDays: number | null
  readonly leadToSilenceDays: number | null
}

/** The record of every warning that the data support, and what it is measured against. */
export interface WarningReport {
  readonly asOfDays: readonly number[]
  readonly nRows: number
  readonly nChurned: number
  readonly baseRate: number | null
  readonly records: readonly WarningRecord[]
}

interface Tally {
  nFired: number
  nHits: number
  readonly leadToKnown: number[]
  readonly leadToSilence: number[]
  readonly seen: Set<number>
}

/**
 * Measures the rules on the history's own past. Throws `cancelled`. Cost: one reading of the eligible customers an as-of
 * day, and a few more readings of those who were named rightly.
 */
export function evaluateWarnings(history: CustomerHistory, request: WarningRequest): WarningReport {
  const { horizonDays, alive, activeWithinDays, rules } = request
  const covered = coveredDays(history, alive)
  const asOfDays = request.asOfDays.filter(
    (day) => covered !== null && day >= covered.firstDay && day + horizonDays <= covered.lastDay,
  )
  const sources = warningSources(behavioursIn(history), history.purchases.nEvents > 0)
  const nSupported = SIGNALS.slice(0, 3).filter((signal) => isSignalSupported(signal, sources)).length
  const warnings = WARNINGS.filter((warning) => {
    if (warning === 'twoOfThree') return nSupported >= 2
    if (warning === 'allThree') return nSupported === 3
    return isSignalSupported(warning, sources)
  })
  const tallies = new Map<Warning, Tally>(
    warnings.map((warning) => [
      warning,
      { nFired: 0, nHits: 0, leadToKnown: [], leadToSilence: [], seen: new Set<number>() },
    ]),
  )
  const finder = aliveFinder(history, alive)
  const leads = leadFinder(history, request, (state) => firedWarnings(state, rules, sources))
  let nRows = 0
  let nChurned = 0
  for (const asOfDay of asOfDays) {
    const customers = eligibleAt(history, asOfDay, { activeWithinDays, alive })
    const labels = labelsAt(history, customers, asOfDay, horizonDays, alive)
    const state = createCustomerState(history, asOfDay)
    nRows += customers.length
    for (let i = 0; i < customers.length; i++) {
      if ((i & 4095) === 0 && request.isCancelled?.() === true) throw new AppError('cancelled')
      const isChurned = labels[i] === 1
      if (isChurned) nChurned++
      readCustomer(state, customers[i]!)
      const bits = firedWarnings(state, rules, sources)
      if (bits === 0) continue
      for (const [warning, tally] of tallies) {
        const bit = warningBit(warning)
        if ((bits & bit) === 0) continue
        tally.nFired++
        if (!isChurned) continue
        tally.nHits++
        if (tally.seen.has(customers[i]!)) continue
        tally.seen.add(customers[i]!)
        const fired = leads.firstFiring(customers[i]!, asOfDay, bit)
        const last = finder.lastThrough(customers[i]!, asOfDay)
        if (last !== null) tally.leadToKnown.push(last + horizonDays - fired)
        tally.leadToSilence.push(lastEventDay(history, customers[i]!, asOfDay + horizonDays) - fired)
      }
    }
  }
  return {
    asOfDays,
    nRows,
    nChurned,
    baseRate: nRows === 0 ? null : nChurned / nRows,
    records: [...tallies].map(([warning, tally]) => recordOf(warning, tally, nRows, nChurned)),
  }
}

function recordOf(warning: Warning, tally: Tally, nRows: number, nChurned: number): WarningRecord {
  const { nFired, nHits } = tally
  return {
    warning,
    nFired,
    nHits,
    precision: wilsonInterval(nHits, nFired),
    recall: wilsonInterval(nHits, nChurned),
    lift: nFired === 0 || nChurned === 0 ? null : nHits / nFired / (nChurned / nRows),
    leadToKnownDays: medianOf(tally.leadToKnown),
    leadToSilenceDays: medianOf(tally.leadToSilence),
  }
}

/** Walks back from an as-of day while a warning keeps firing. */
function leadFinder(
  history: CustomerHistory,
  { horizonDays, leadStepDays = 7 }: WarningRequest,
  fired: (state: CustomerState) => number,
): { firstFiring(customer: number, asOfDay: number, bit: number): number } {
  const states = new Map<number, CustomerState>()
  const stateAt = (day: number): CustomerState => {
    const known = states.get(day)
    if (known !== undefined) return known
    const state = createCustomerState(history, day)
    states.set(day, state)
    return state
  }
  function firstFiring(customer: number, asOfDay: number, bit: number): number {
    let first = asOfDay
    for (let day = asOfDay - leadStepDays; day >= asOfDay - horizonDays; day -= leadStepDays) {
      const state = stateAt(day)
      readCustomer(state, customer)
      if ((fired(state) & bit) === 0) break
      first = day
    }
    return first
  }
  return { firstFiring }
}

function lastEventDay(history: CustomerHistory, customer: number, throughDay: number): number {
  let last = -Infinity
  for (const ledger of [history.purchases, history.behaviours]) {
    if (ledger === null) continue
    const end = endThrough(ledger, customer, throughDay)
    if (end > entriesFrom(ledger, customer)) last = Math.max(last, ledger.day[end - 1]!)
  }
  return last
}

function medianOf(values: readonly number[]): number | null {
  const sorted = values.filter(Number.isFinite).toSorted((a, b) => a - b)
  const n = sorted.length
  return n === 0 ? null : (sorted[(n - 1) >> 1]! + sorted[n >> 1]!) / 2
}
