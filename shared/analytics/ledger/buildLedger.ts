import { AppError } from '../../contract/errors.ts'
import { LEDGER_FLAG, type PurchaseLedger } from './ledger.ts'

/** One purchase line in plain form. `order` undefined = every positive line is an order of its own. */
export interface PlainPurchase {
  /** dense customer index, 0-based */
  readonly customer: number
  readonly day: number
  /** minute of the day, default 0 */
  readonly minute?: number
  readonly amountMinor: number
  readonly order?: string | number
}

/**
 * A ledger from lines in any order, for tests and small inputs. A line with an amount above 0 is positive; the first
 * positive line of an order, in time order, starts it; a negative amount is a refund. Lines of equal customer, day and
 * minute keep the order in which they came. Throws `input-invalid` for a customer outside 0 .. nCustomers - 1.
 * Cost: one sort.
 */
export function buildLedger(lines: readonly PlainPurchase[], nCustomers: number): PurchaseLedger {
  for (const { customer } of lines) {
    if (!Number.isInteger(customer) || customer < 0 || customer >= nCustomers) {
      throw new AppError('input-invalid', { path: 'customer', value: customer })
    }
  }
  const sorted = lines.toSorted(
    (a, b) => a.customer - b.customer || a.day - b.day || (a.minute ?? 0) - (b.minute ?? 0),
  )
  const nEvents = sorted.length
  const offsets = new Uint32Array(nCustomers + 1)
  const day = new Int32Array(nEvents)
  const amountMinor = new Float64Array(nEvents)
  const flags = new Uint8Array(nEvents)
  const started = new Set<string>()
  sorted.forEach((line, i) => {
    offsets[line.customer + 1] = offsets[line.customer + 1]! + 1
    day[i] = line.day
    amountMinor[i] = line.amountMinor
    if (line.amountMinor < 0) flags[i] = LEDGER_FLAG.refund
    if (line.amountMinor <= 0) return
    const order =
      line.order === undefined ? `line ${i}` : `${line.customer} ${typeof line.order} ${line.order}`
    flags[i] = started.has(order) ? LEDGER_FLAG.positive : LEDGER_FLAG.positive | LEDGER_FLAG.orderStart
    started.add(order)
  })
  for (let c = 0; c < nCustomers; c++) offsets[c + 1] = offsets[c + 1]! + offsets[c]!
  return { nCustomers, nEvents, offsets, day, amountMinor, flags }
}
