import type { ChurnSignal } from '../../contract/churn.ts'
import { createCustomerState, readCustomer } from '../features/customerState.ts'
import { behavioursIn } from '../features/featureList.ts'
import type { RowSource } from './dayRows.ts'
import { RECENT_DAYS } from './risks.ts'
import { evaluateWarnings, type WarningRecord, type WarningReport } from './warnings/evaluate.ts'
import {
  CLASSIC_RULES,
  judgeWarnings,
  RELATIVE_RULES,
  warningBit,
  WARNINGS,
  warningSources,
  type WarningBits,
  type WarningRules,
} from './warnings/rules.ts'

/** With fewer firings on all past days the classic thresholds say nothing about this shop. */
const LEAST_FIRINGS = 30

/**
 * The plain warning rules with their record on past days, over customers with a sign of life in the 90 days before, and
 * how many of the scored they fire for now. Classic thresholds where they fire often enough, else those relative to the
 * shop. Throws `cancelled`. Cost: two readings of the customers a past day.
 */
export function signalRecords(
  source: RowSource,
  asOfDays: readonly number[],
  scoredDay: number,
  scored: Uint32Array,
): ChurnSignal[] {
  const record = (rules: WarningRules): WarningReport =>
    evaluateWarnings(source.history, {
      asOfDays,
      horizonDays: source.horizonDays,
      alive: source.alive,
      activeWithinDays: RECENT_DAYS,
      rules,
      ...(source.isCancelled === undefined ? {} : { isCancelled: source.isCancelled }),
    })
  const classic = record(CLASSIC_RULES)
  const logins = classic.records.find(({ warning }) => warning === 'loginsFell')
  const isClassic = logins === undefined || logins.nFired >= LEAST_FIRINGS
  const rules = isClassic ? CLASSIC_RULES : RELATIVE_RULES
  const report = isClassic ? classic : record(rules)
  const nowBits = firingNow(source, scoredDay, scored, rules)
  return report.records.map((one) => signalOf(one, nowBits.get(one.warning) ?? 0, isClassic))
}

function signalOf(record: WarningRecord, firesNow: number, isClassic: boolean): ChurnSignal {
  const { warning, nFired, nHits, precision, recall, leadToKnownDays } = record
  return {
    key: warning,
    isClassic,
    observed: record.nArmed,
    fired: nFired,
    churnedFired: nHits,
    hitRate: {
      value: nFired === 0 ? null : nHits / nFired,
      low: precision?.low ?? null,
      high: precision?.high ?? null,
    },
    baseRate: record.armedBaseRate ?? 0,
    lift: record.liftAmongArmed,
    coverage: recall?.value ?? null,
    leadDays: leadToKnownDays,
    firesNow,
  }
}

function firingNow(
  source: RowSource,
  day: number,
  customers: Uint32Array,
  rules: WarningRules,
): ReadonlyMap<WarningRecord['warning'], number> {
  const { history } = source
  const sources = warningSources(behavioursIn(history), history.purchases.nEvents > 0)
  const state = createCustomerState(history, day)
  const bits: WarningBits = { armed: 0, fired: 0 }
  const counts = new Map<WarningRecord['warning'], number>()
  for (const customer of customers) {
    readCustomer(state, customer)
    judgeWarnings(state, rules, sources, bits)
    if (bits.fired === 0) continue
    for (const warning of WARNINGS) {
      if ((bits.fired & warningBit(warning)) !== 0) counts.set(warning, (counts.get(warning) ?? 0) + 1)
    }
  }
  return counts
}
