import { LEDGER_FLAG } from '../../../shared/analytics/ledger/ledger.ts'
import type { Arranged } from './arrange.ts'
import { AMOUNT, FLAGS, type EventSet } from './eventSet.ts'
import { SameOrder } from './groups.ts'

/** Sets `positive` and `orderStart` anew over events in ledger order; answers the number of orders. */
export function markOrders(events: EventSet, arranged: Arranged): number {
  const { order, starts } = arranged
  const flags = events.word(FLAGS)
  const amounts = events.double(AMOUNT)
  const same = new SameOrder(events)
  const clear = ~(LEDGER_FLAG.orderStart | LEDGER_FLAG.positive)
  let nOrders = 0
  for (let c = 0; c + 1 < starts.length; c++) {
    const from = starts[c] ?? 0
    const to = starts[c + 1] ?? 0
    if (from === to) continue
    same.reset(to - from)
    for (let i = from; i < to; i++) {
      const event = order[i] ?? 0
      let flag = (flags[event] ?? 0) & clear
      if ((amounts[event] ?? 0) > 0 && (flag & LEDGER_FLAG.refund) === 0) {
        flag |= LEDGER_FLAG.positive
        if (same.firstLike(event) === event) {
          flag |= LEDGER_FLAG.orderStart
          nOrders++
        }
      }
      flags[event] = flag
    }
  }
  return nOrders
}
