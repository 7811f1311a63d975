import { dayFromCivil } from '../../contract/calendar.ts'
import type { AttributeTable } from '../attributes/attributeTable.ts'
import { NOT_UNINSTALLED } from './history.ts'

const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})/

/**
 * The day on which each customer removed the app, for `CustomerHistory`; null when the table has no such dated column. A
 * mere yes has no day: it could stand for a time after an as-of day, and is left out. Cost: one pass over the column.
 */
export function uninstalledDayOf(table: AttributeTable): Int32Array | null {
  const at = table.names.indexOf('uninstalled')
  const codes = table.codes[at]
  if (codes === undefined) return null
  const days = (table.values[at] ?? []).map((text) => {
    const [, year, month, day] = DATE.exec(text.trim()) ?? []
    return year === undefined ? NOT_UNINSTALLED : dayFromCivil(Number(year), Number(month), Number(day))
  })
  if (days.every((day) => day === NOT_UNINSTALLED)) return null
  return Int32Array.from(codes, (code) => days[code] ?? NOT_UNINSTALLED)
}
