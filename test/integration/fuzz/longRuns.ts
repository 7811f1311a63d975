import { delimited, TABLES, type Fixture, type Table } from './fixtures.ts'
import type { Mutated } from './mutations.ts'

/** What programs that look ahead and go back again trip over. */
const RUNS = [
  ' ',
  '\u3000',
  '9',
  '0',
  'a',
  'Z',
  '-',
  '.',
  ',',
  '(',
  ')',
  '退',
  '¥',
  '/',
  ':',
  "'",
  '=',
  '_',
  '年',
]
const RUN_LENGTH = 60_000

interface RunCase {
  readonly fixture: Fixture
  readonly mutated: Mutated
}

/** Every column of every table, and every header, with 60,000 equal characters in the middle. */
export const N_LONG_RUNS = TABLES.reduce((n, [, table]) => n + (table[0]?.length ?? 0), 0) * RUNS.length * 2

export function longRun(index: number): RunCase {
  const inHeader = index % 2 === 1
  const run = RUNS[Math.floor(index / 2) % RUNS.length] ?? ' '
  let column = Math.floor(index / 2 / RUNS.length)
  for (const [kind, table] of TABLES) {
    const width = table[0]?.length ?? 0
    if (column >= width) {
      column -= width
      continue
    }
    const row = inHeader ? 0 : 7
    return {
      fixture: { name: `${kind}.csv`, kind, bytes: Buffer.from(delimited(table, ',')) },
      mutated: {
        bytes: Buffer.from(delimited(withRun(table, row, column, run.repeat(RUN_LENGTH)), ',')),
        how: `a run of ${JSON.stringify(run)} in row ${row}, column ${column}`,
      },
    }
  }
  throw new RangeError(`no such case: ${index}`)
}

function withRun(table: Table, row: number, column: number, run: string): Table {
  return table.map((cells, r) =>
    r !== row
      ? cells
      : cells.map((cell, c) => {
          if (c !== column) return cell
          const half = Math.ceil(cell.length / 2)
          return cell.slice(0, half) + run + cell.slice(half)
        }),
  )
}
