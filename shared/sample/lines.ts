import type { RejectedRow } from '../contract/batch.ts'

/** A line of a file that is no good row: rejected with its reason, or blank. It stands before accepted row `before`. */
export interface BadLine {
  readonly before: number
  readonly reject: Omit<RejectedRow, 'line'> | null
}

/** Cells as a line of CSV. */
export function csvLine(cells: readonly string[]): string {
  return cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')
}

/** Gives lines to the accepted rows of a file with a header, so that bad lines have theirs in between. */
export class LineCounter {
  private readonly bad: readonly BadLine[]
  private row = 0
  private passed = 0

  constructor(bad: readonly BadLine[]) {
    this.bad = bad.toSorted((a, b) => a.before - b.before)
  }

  /** Line of the next accepted row. */
  next(): number {
    while (this.passed < this.bad.length && this.bad[this.passed]!.before <= this.row) this.passed++
    return 2 + this.row++ + this.passed
  }

  rejects(): RejectedRow[] {
    return this.bad.flatMap((one, i) =>
      one.reject === null ? [] : [{ ...one.reject, line: 2 + one.before + i }],
    )
  }

  get nBlank(): number {
    return this.bad.filter((one) => one.reject === null).length
  }
}
