import type { NorthStarRecall } from '../../contract/northstar.ts'
import type { ContactLedger } from '../ledger/ledger.ts'

const HELD_OUT = 1
const SHOWN_CAMPAIGNS = 3

/**
 * Contacts by calendar month up to `asOfDay`; who was held out was not contacted. `monthDay`: first days of the months, one more
 * than there are; contacts before the first or after the last are left out. Cost: one pass.
 */
export function recallsByMonth(
  contacts: ContactLedger,
  campaignNames: readonly string[],
  monthDay: Int32Array,
  asOfDay: number,
): NorthStarRecall[] {
  const nMonths = monthDay.length - 1
  const months = Array.from({ length: nMonths }, () => ({
    contacts: 0,
    customers: 0,
    byCampaign: new Map<number, number>(),
  }))
  const start = monthDay[0] ?? 0
  const last = Math.min(asOfDay, (monthDay[nMonths] ?? start) - 1)
  const monthOf = new Uint16Array(Math.max(0, last - start + 1))
  for (let m = 0; m < nMonths; m++) monthOf.fill(m, monthDay[m]! - start, monthDay[m + 1]! - start)
  for (let c = 0; c < contacts.nCustomers; c++) {
    let counted = -1
    for (let i = contacts.offsets[c]!; i < contacts.offsets[c + 1]!; i++) {
      const day = contacts.day[i]!
      if (day < start || day > last || contacts.control[i] === HELD_OUT) continue
      const m = monthOf[day - start]!
      const month = months[m]!
      month.contacts++
      if (counted !== m) month.customers++
      counted = m
      const campaign = contacts.campaign[i]!
      month.byCampaign.set(campaign, (month.byCampaign.get(campaign) ?? 0) + 1)
    }
  }
  return months.flatMap(({ byCampaign, ...counts }, m) =>
    counts.contacts === 0
      ? []
      : {
          ...counts,
          monthDay: monthDay[m]!,
          campaigns: [...byCampaign]
            .sort(([a, n], [b, k]) => k - n || a - b)
            .slice(0, SHOWN_CAMPAIGNS)
            .flatMap(([campaign]) => campaignNames[campaign] ?? []),
        },
  )
}
