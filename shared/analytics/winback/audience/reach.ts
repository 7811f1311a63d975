import type { AttributeTable } from '../../attributes/attributeTable.ts'
import { yesNo } from '../../attributes/yesNo.ts'

/** Fields of the customer table that say whether a channel reaches somebody. */
const REACH_FIELDS: Readonly<Record<string, string>> = {
  push: 'pushReachable',
  email: 'emailReachable',
  sms: 'smsReachable',
  call: 'callReachable',
}

/** Reachability by one channel: 0 or 1 by customer where known, else the share of the known. `nKnown` 0 = taken as 1. */
export interface ChannelReach {
  readonly share: Float64Array
  readonly nKnown: number
}

/**
 * Who can be reached by a channel, from the customers' own fields; whoever uninstalled the app has no push. Nothing known of
 * a customer: the share of those of whom it is. Cost: one pass.
 */
export function reachOf(table: AttributeTable, nCustomers: number, channel: string): ChannelReach {
  const share = new Float64Array(nCustomers).fill(NaN)
  const field = REACH_FIELDS[channel]
  const at = field === undefined ? -1 : table.names.indexOf(field)
  if (at >= 0) {
    const said = table.values[at]!.map(yesNo)
    table.codes[at]!.forEach((code, c) => {
      if (code >= 0 && c < nCustomers) share[c] = said[code]!
    })
  }
  const gone = channel === 'push' ? table.names.indexOf('uninstalled') : -1
  if (gone >= 0) {
    const isGone = table.values[gone]!.map((text) => text.trim() !== '')
    table.codes[gone]!.forEach((code, c) => {
      if (code >= 0 && c < nCustomers && isGone[code] === true) share[c] = 0
    })
  }
  let nKnown = 0
  let sum = 0
  for (const one of share) {
    if (Number.isNaN(one)) continue
    nKnown++
    sum += one
  }
  const rest = at < 0 || nKnown === 0 ? 1 : sum / nKnown
  return { share: share.map((one) => (Number.isNaN(one) ? rest : one)), nKnown: at < 0 ? 0 : nKnown }
}
