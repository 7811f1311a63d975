import type { BatchBuilder } from './batchBuilder.ts'
import type { BlockCells } from './blockCells.ts'
import type { BlockRows } from './blockRows.ts'
import type { SourceFinder } from './fieldSource.ts'
import type { TablePlan } from './plan.ts'

/** What a kind of file needs to set itself up. */
export interface KindSetup {
  readonly plan: TablePlan
  readonly finder: SourceFinder
  readonly cells: BlockCells
  readonly maxRows: number
}

/** Totals over the accepted rows. */
export interface KindTotals {
  firstSeconds: number
  lastSeconds: number
  amountMinor: number
}

/** The part of reading that differs between kinds of file. */
export interface KindReader {
  readonly builder: BatchBuilder
  /** places of the columns that the mapping uses, the customer's first where it is a column */
  readonly mapped: readonly number[]
  readonly customerColumn: number
  /** the order's column, or -1 */
  readonly orderColumn: number
  /** columns whose values belong to the order once and must not be repeated on its other lines */
  readonly notCarried: readonly number[]
  /** gives verdicts and values to the rows of a block */
  read(cells: BlockCells, rows: BlockRows): void
  /** hands accepted rows to the builder */
  emit(cells: BlockCells, rows: BlockRows, totals: KindTotals): void
}

/** Widens the span of days by one time. */
export function noteTime(totals: KindTotals, seconds: number): void {
  if (seconds < totals.firstSeconds) totals.firstSeconds = seconds
  if (seconds > totals.lastSeconds) totals.lastSeconds = seconds
}
