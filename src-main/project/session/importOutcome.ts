import { BitSet } from './bitSet.ts'

/** What became of one import's rows, gathered while they are matched. */
export class ImportOutcome {
  readonly importId: number
  /** rows of the file may have been left out; otherwise nothing need be noted line by line */
  readonly notesLines: boolean
  nCustomers = 0
  nOrders = 0
  amountMinor = 0
  droppedRows = 0
  firstTime = Infinity
  lastTime = -Infinity
  /** line * 4 + event of events that are not taken, and lines of which something is */
  readonly leftOut = new BitSet()
  /** the same of events that are identical to an earlier one of the file */
  readonly identical = new BitSet()
  readonly #keptLines = new BitSet()

  constructor(importId: number, notesLines: boolean) {
    this.importId = importId
    this.notesLines = notesLines
  }

  keep(lineEvent: number, time: number, amountMinor: number): void {
    if (this.notesLines) this.#keptLines.add(Math.floor(lineEvent / 4))
    if (time < this.firstTime) this.firstTime = time
    if (time > this.lastTime) this.lastTime = time
    this.amountMinor += amountMinor
  }

  /** Rows of which nothing was taken. */
  countDuplicates(): number {
    let n = 0
    let last = -1
    for (const lineEvent of this.leftOut.values()) {
      const line = Math.floor(lineEvent / 4)
      if (line === last) continue
      last = line
      if (!this.#keptLines.has(line)) n++
    }
    return n
  }

  get firstDay(): number | null {
    return this.firstTime === Infinity ? null : Math.floor(this.firstTime / 86_400)
  }

  get lastDay(): number | null {
    return this.lastTime === -Infinity ? null : Math.floor(this.lastTime / 86_400)
  }
}
