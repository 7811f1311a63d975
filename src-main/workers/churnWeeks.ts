import { endThrough, entriesFrom, type DatedLedger } from '../../shared/analytics/features/history.ts'
import type { CustomerHistory } from '../../shared/analytics/features/history.ts'
import { LEDGER_FLAG } from '../../shared/analytics/ledger/ledger.ts'
import type { ChurnCustomer } from '../../shared/contract/churnRisks.ts'
import { BEHAVIOUR_NAMES } from '../../shared/contract/mapping.ts'

const WEEKS = 26

/** What a customer did week by week up to a day, oldest first; only subjects that the shop records at all. */
export function weeklySignals(
  history: CustomerHistory,
  customer: number,
  asOfDay: number,
): ChurnCustomer['signals'] {
  const { purchases, behaviours, contacts, eventNames } = history
  const lanes = new Map<string, Uint32Array>()
  const lane = (subject: string): Uint32Array => {
    const known = lanes.get(subject) ?? new Uint32Array(WEEKS)
    lanes.set(subject, known)
    return known
  }
  const count = (ledger: DatedLedger | null, subjectOf: (entry: number) => string | null): void => {
    if (ledger === null) return
    const first = entriesFrom(ledger, customer)
    for (let i = endThrough(ledger, customer, asOfDay) - 1; i >= first; i--) {
      const week = WEEKS - 1 - Math.floor((asOfDay - (ledger.day[i] ?? 0)) / 7)
      if (week < 0) break
      const subject = subjectOf(i)
      if (subject === null) continue
      const counts = lane(subject)
      counts[week] = (counts[week] ?? 0) + 1
    }
  }
  if (purchases.nEvents > 0) lane('orders')
  for (const name of BEHAVIOUR_NAMES) if (behaviours !== null && eventNames.includes(name)) lane(name)
  if (contacts !== null) lane('contacts')
  count(purchases, (i) => (((purchases.flags[i] ?? 0) & LEDGER_FLAG.orderStart) === 0 ? null : 'orders'))
  count(behaviours, (i) => {
    const name = eventNames[behaviours?.event[i] ?? 0] ?? ''
    return lanes.has(name) ? name : null
  })
  count(contacts, (i) => (contacts?.control[i] === 1 ? null : 'contacts'))
  return [...lanes].map(([subject, weekly]) => ({ subject, weekly }))
}
