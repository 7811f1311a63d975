import { dayFromIso } from '../../contract/calendar.ts'
import type { AttributeTable } from '../attributes/attributeTable.ts'

/** Points of a customer and the day on which they expire; NaN and -1 = unknown. */
export interface Points {
  readonly points: Float64Array
  readonly expiryDay: Int32Array
}

/** Reads points and expiry from the customer table. Cost: one pass a column. */
export function pointsOf(table: AttributeTable, nCustomers: number): Points {
  const column = (field: string): ((c: number) => string) => {
    const at = table.names.indexOf(field)
    const codes = table.codes[at]
    const values = table.values[at]
    return (c) => (codes === undefined ? '' : (values?.[codes[c] ?? -1] ?? ''))
  }
  const points = column('points')
  const expiry = column('pointsExpiry')
  return {
    points: Float64Array.from({ length: nCustomers }, (_, c) => {
      const text = points(c).replaceAll(',', '').trim()
      const value = text === '' ? NaN : Number(text)
      return Number.isFinite(value) ? value : NaN
    }),
    expiryDay: Int32Array.from({ length: nCustomers }, (_, c) => dayFromIso(expiry(c).slice(0, 10)) ?? -1),
  }
}
