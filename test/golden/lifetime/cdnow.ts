import { readFileSync } from 'node:fs'
import { buildLedger, type PlainPurchase } from '../../../shared/analytics/ledger/buildLedger.ts'
import type { PurchaseLedger } from '../../../shared/analytics/ledger/ledger.ts'
import { dayFromCivil } from '../../../shared/contract/calendar.ts'

/** The CDNOW list as a ledger, read with a parser of its own: it shares nothing with the import. */
export function cdnowLedger(path: string, keyColumn: 0 | 1): PurchaseLedger {
  const index = new Map<string, number>()
  const lines: PlainPurchase[] = []
  for (const line of readFileSync(path, 'utf8').split(/\r?\n/)) {
    const cells = line.trim().split(/\s+/)
    const [key = '', day = '', dollars = ''] = [cells[keyColumn], cells.at(-3), cells.at(-1)]
    if (key === '') continue
    const customer = index.get(key) ?? index.size
    index.set(key, customer)
    lines.push({
      customer,
      day: dayFromCivil(Number(day.slice(0, 4)), Number(day.slice(4, 6)), Number(day.slice(6))),
      amountMinor: Math.round(Number(dollars) * 100),
    })
  }
  return buildLedger(lines, index.size)
}

export const CALIBRATION_END = dayFromCivil(1997, 9, 30)
export const LAST_DAY = dayFromCivil(1998, 6, 30)
