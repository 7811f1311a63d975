import type { Concept } from '../vocabulary/words.ts'
import { byName, type Column, type Table } from './table.ts'

const CLOCKS = 0.9
/** a clock that fewer of the dates have is something else's */
const LEAST_SHARE = 0.5
/** dates with a clock of their own that are still taken for an accident */
const FEW = 0.05
const OWN_CLOCK = /\d:\d\d/
const MIDNIGHT = /\b0?0:00(?::00(?:\.0+)?)?$/

/** Concepts that say that a name is of a time, not of which. */
const OF_ANY_TIME: ReadonlySet<Concept> = new Set<Concept>(['time', 'neutral', 'zone', 'period'])

/**
 * The column of clocks that belongs to a column of days: its name is about the same thing or about nothing in
 * particular ("Order Date" and "Order Time", "Date" and "Time", never "Date" and "Pickup Time"). Null where the dates
 * have clocks themselves, and where two columns fit equally well.
 */
export function clockBeside(table: Table, date: Column): Column | null {
  if (date.type !== 'date' || hasClocks(date)) return null
  const of = aspects(date)
  const clocks = table.columns.filter(
    (column) =>
      isClock(column) && column.filled >= date.filled * LEAST_SHARE && isWithin(aspects(column), of),
  )
  const same = clocks.filter((column) => aspects(column).size === of.size).sort(byName)
  const [best, rival] = same.length > 0 ? same : clocks.sort(byName)
  return best !== undefined && rival === undefined ? best : null
}

function isClock({ filled, shapes }: Column): boolean {
  return filled > 0 && shapes.clock >= filled * CLOCKS
}

function hasClocks(date: Column): boolean {
  let clocks = 0
  for (const [value, times] of date.values) {
    const isCompact = /^\d{9,}$/.test(value)
    if (isCompact || (OWN_CLOCK.test(value) && !MIDNIGHT.test(value))) clocks += times
  }
  return clocks > date.filled * FEW
}

function aspects(column: Column): ReadonlySet<Concept> {
  return new Set([...column.words.concepts].filter((concept) => !OF_ANY_TIME.has(concept)))
}

function isWithin(some: ReadonlySet<Concept>, all: ReadonlySet<Concept>): boolean {
  return [...some].every((concept) => all.has(concept))
}
