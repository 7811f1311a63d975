import type { AttributeTable } from '../attributes/attributeTable.ts'
import { yesNo } from '../attributes/yesNo.ts'

/** Channels that the customer table knows a reach of, with the words that name them in contacts. */
const CHANNELS = [
  { field: 'pushReachable', words: /push|推送|站内|\bapp\b/i },
  { field: 'emailReachable', words: /e-?mail|邮/i },
  { field: 'smsReachable', words: /sms|短信|text/i },
  { field: 'callReachable', words: /call|phone|电话|外呼/i },
] as const

/** 1 = yes, 0 = no, 255 = unknown. */
type Known = Uint8Array

/** How customers can be reached: by known channel (in the order push, e-mail, SMS, call), and who has removed the app. */
export interface Reach {
  readonly channels: readonly Known[]
  /** removed the app on or before the as-of day (or at an unknown day) */
  readonly isUninstalled: Uint8Array
}

const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})/

/** Reads reach and removal from the customer table; what is not there is unknown. Cost: one pass a column. */
export function reachOf(table: AttributeTable, nCustomers: number, isAfter: (iso: string) => boolean): Reach {
  const column = (field: string): ((c: number) => string | null) => {
    const at = table.names.indexOf(field)
    const codes = table.codes[at]
    const values = table.values[at]
    return (c) => (codes === undefined ? null : (values?.[codes[c] ?? -1] ?? null))
  }
  const channels = CHANNELS.map(({ field }) => {
    const textOf = column(field)
    return Uint8Array.from({ length: nCustomers }, (_, c) => {
      const said = yesNo(textOf(c) ?? '')
      return Number.isNaN(said) ? 255 : said
    })
  })
  const removedOf = column('uninstalled')
  const isUninstalled = Uint8Array.from({ length: nCustomers }, (_, c) => {
    const text = removedOf(c)?.trim() ?? ''
    if (text === '' || yesNo(text) === 0) return 0
    return DATE.test(text) && isAfter(text.slice(0, 10)) ? 0 : 1
  })
  return { channels, isUninstalled }
}

/** The known channel that a contact channel's name means, or null. */
export function reachChannel(name: string): number | null {
  const at = CHANNELS.findIndex(({ words }) => words.test(name))
  return at < 0 ? null : at
}

/** No channel is open: every known one says no, and at least one is known. */
export function isUnreachable({ channels }: Reach, c: number): boolean {
  let nKnown = 0
  for (const known of channels) {
    if (known[c] === 1) return false
    if (known[c] === 0) nKnown++
  }
  return nKnown > 0
}

/** May the channel be used? What is unknown is taken as open, but a channel of no known kind reaches nobody whom all known ones miss. */
export function isOpen(reach: Reach, channel: number | null, c: number): boolean {
  return channel === null ? !isUnreachable(reach, c) : reach.channels[channel]?.[c] !== 0
}
