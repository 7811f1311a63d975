import { REJECT_CODES, type RejectCode } from '../../../shared/contract/batch.ts'
import { RECORD_PROBLEM, type RecordBlock } from '../parse/recordBlock.ts'

/** `BlockRows.verdict` of a row that is taken. */
export const ACCEPTED = 0
/** `BlockRows.verdict` of a row without anything in it. */
export const BLANK = 255

const VERDICTS = Object.fromEntries(REJECT_CODES.map((code, index) => [code, index + 1])) as Readonly<
  Record<RejectCode, number>
>

/** The reason behind a verdict that is neither ACCEPTED nor BLANK. */
export function rejectCode(verdict: number): RejectCode {
  return REJECT_CODES[verdict - 1] ?? 'bad-number'
}

/** What is known about the rows of the block in hand. The first reason found for a row stays. */
export class BlockRows {
  block!: RecordBlock
  nRows = 0
  readonly verdict: Uint8Array
  /** column to name when the row is rejected, -1 = the row as a whole */
  readonly blamed: Int32Array
  /** bits of MARK */
  readonly marks: Int32Array
  /** minor units of rejected rows where they could be read */
  readonly amountMinor: Float64Array
  /** 1 = order-level cells were filled from the line before */
  readonly carried: Uint8Array

  constructor(maxRows: number) {
    this.verdict = new Uint8Array(maxRows)
    this.blamed = new Int32Array(maxRows)
    this.marks = new Int32Array(maxRows)
    this.amountMinor = new Float64Array(maxRows)
    this.carried = new Uint8Array(maxRows)
  }

  start(block: RecordBlock): void {
    this.block = block
    this.nRows = block.nRecords
    this.verdict.fill(ACCEPTED, 0, this.nRows)
    this.blamed.fill(-1, 0, this.nRows)
    this.marks.fill(0, 0, this.nRows)
    this.amountMinor.fill(0, 0, this.nRows)
    this.carried.fill(0, 0, this.nRows)
    for (let r = 0; r < this.nRows; r++) {
      const problem = block.problem[r]
      if (problem === RECORD_PROBLEM.none) continue
      this.reject(r, problem === RECORD_PROBLEM.unclosedQuote ? 'unclosed-quote' : 'field-too-long', -1)
    }
  }

  nFields(row: number): number {
    return this.block.firstField[row + 1]! - this.block.firstField[row]!
  }

  reject(row: number, code: RejectCode, column: number): void {
    if (this.verdict[row] !== ACCEPTED) return
    this.verdict[row] = VERDICTS[code]
    this.blamed[row] = column
  }

  /** Replaces an earlier reason by a better one. */
  restate(row: number, code: RejectCode, column: number): void {
    this.verdict[row] = VERDICTS[code]
    this.blamed[row] = column
  }
}
