import type { RejectCode, RejectedRow, TreatmentCode } from '../../../shared/contract/batch.ts'
import { SECONDS_PER_DAY } from '../../../shared/contract/calendar.ts'
import type { RejectSummary } from '../../../shared/contract/import.ts'
import { MARK_CODES } from '../coerce/marks.ts'
import { ACCEPTED, BLANK, type BlockRows } from './blockRows.ts'
import type { KindTotals } from './kindReader.ts'
import type { ReadSummary } from './plan.ts'
import { rejectedRow } from './rejectedRows.ts'

const LINES_KEPT = 5

/** What became of every row, counted. */
export class Books {
  rowsRead = 0
  readonly totals: KindTotals = {
    firstSeconds: Number.POSITIVE_INFINITY,
    lastSeconds: Number.NEGATIVE_INFINITY,
    amountMinor: 0,
  }
  readonly #columns: readonly string[]
  readonly #marked = new Float64Array(MARK_CODES.length)
  readonly #rejects = new Map<RejectCode, { -readonly [K in keyof RejectSummary]: RejectSummary[K] }>()
  readonly #treatments = new Map<TreatmentCode, number>()
  #accepted = 0
  #rejected = 0
  #blank = 0

  constructor(columns: readonly string[]) {
    this.#columns = columns
  }

  /** Counts a block; answers its rejected rows. */
  add(rows: BlockRows): RejectedRow[] {
    const rejected: RejectedRow[] = []
    let accepted = 0
    for (let r = 0; r < rows.nRows; r++) {
      const verdict = rows.verdict[r]!
      if (verdict === ACCEPTED) {
        accepted++
        if (rows.marks[r] !== 0) this.#mark(rows.marks[r]!)
      } else if (verdict === BLANK) this.#blank++
      else rejected.push(rejectedRow(rows, r, this.#columns))
    }
    this.rowsRead += rows.nRows
    this.#accepted += accepted
    for (const row of rejected) this.#reject(row)
    return rejected
  }

  /** Rows that another reader could not make cells of. */
  addFaults(faults: readonly RejectedRow[]): void {
    this.rowsRead += faults.length
    for (const fault of faults) this.#reject(fault)
  }

  addTreatments(treatments: Readonly<Partial<Record<TreatmentCode, number>>>): void {
    for (const [code, count] of Object.entries(treatments) as [TreatmentCode, number][]) {
      if (count > 0) this.#treatments.set(code, (this.#treatments.get(code) ?? 0) + count)
    }
  }

  summary(file: Pick<ReadSummary, 'sha256' | 'sizeBytes' | 'compressed' | 'preambleLines'>): ReadSummary {
    if (file.preambleLines > 0) this.addTreatments({ 'preamble-skipped': file.preambleLines })
    MARK_CODES.forEach((code, bit) => this.addTreatments({ [code]: this.#marked[bit]! }))
    this.#marked.fill(0)
    const { firstSeconds, lastSeconds, amountMinor } = this.totals
    const hasTimes = firstSeconds <= lastSeconds
    return {
      rowsRead: this.rowsRead,
      rowsAccepted: this.#accepted,
      rowsRejected: this.#rejected,
      rowsBlank: this.#blank,
      rejects: [...this.#rejects.values()].sort((a, b) => b.rows - a.rows),
      treatments: Object.fromEntries(this.#treatments),
      firstDay: hasTimes ? Math.floor(firstSeconds / SECONDS_PER_DAY) : null,
      lastDay: hasTimes ? Math.floor(lastSeconds / SECONDS_PER_DAY) : null,
      amountMinor,
      ...file,
    }
  }

  #mark(marks: number): void {
    for (let bits = marks; bits !== 0; bits &= bits - 1) this.#marked[31 - Math.clz32(bits & -bits)]! += 1
  }

  #reject(row: RejectedRow): void {
    this.#rejected++
    const known = this.#rejects.get(row.code)
    if (known === undefined) {
      const { code, amountMinor, sample, column, line } = row
      this.#rejects.set(code, { code, rows: 1, amountMinor, lines: [line], sample, column })
      return
    }
    known.rows++
    known.amountMinor += row.amountMinor
    if (known.lines.length < LINES_KEPT) known.lines = [...known.lines, row.line]
  }
}
