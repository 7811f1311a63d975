import type { ImportProgress } from '../../shared/contract/import.ts'

const EVERY_MS = 100
/** before that a rate is noise */
const SETTLED_MS = 800

/** Turns counts into progress reports with a rate and the time left; at most ten a second. Bytes are of all files. */
export class ImportMeter {
  readonly #report: (progress: ImportProgress) => void
  readonly #now: () => number
  readonly #sizes: readonly number[]
  readonly #begunAt: number
  #reportedAt = -Infinity
  #fileName = ''
  #fileIndex = 0
  #rowsBefore = 0
  #rowsOfFile = 0
  #shareOfFile = 0
  #phase: ImportProgress['phase'] = 'reading'
  #phaseBegunAt = 0
  #rowsPerSecond = 0

  constructor(
    sizes: readonly number[],
    report: (progress: ImportProgress) => void,
    now: () => number = () => performance.now(),
  ) {
    this.#sizes = sizes
    this.#report = report
    this.#now = now
    this.#begunAt = now()
  }

  beginFile(fileName: string, fileIndex: number): void {
    this.#rowsBefore += this.#rowsOfFile
    this.#rowsOfFile = 0
    this.#shareOfFile = 0
    this.#fileName = fileName
    this.#fileIndex = fileIndex
    this.#send(null, true)
  }

  read(bytesDone: number, bytesTotal: number, rowsRead: number): void {
    this.#shareOfFile = bytesTotal > 0 ? Math.min(1, bytesDone / bytesTotal) : 0
    this.#rowsOfFile = rowsRead
    const elapsedMs = this.#now() - this.#begunAt
    if (elapsedMs > 0) this.#rowsPerSecond = Math.round((this.#rows / elapsedMs) * 1000)
    const share = this.#bytesTotal === 0 ? 0 : this.#bytesDone / this.#bytesTotal
    const isSettled = elapsedMs > SETTLED_MS && share > 0
    this.#send(isSettled ? (elapsedMs * (1 - share)) / share / 1000 : null, false)
  }

  /** After reading: how far a phase of the finish is. */
  finish(phase: ImportProgress['phase'], share: number): void {
    const isNew = phase !== this.#phase
    if (isNew) {
      this.#phase = phase
      this.#phaseBegunAt = this.#now()
    }
    this.#shareOfFile = 1
    const elapsedMs = this.#now() - this.#phaseBegunAt
    const secondsLeft = elapsedMs > SETTLED_MS && share > 0 ? (elapsedMs * (1 - share)) / share / 1000 : null
    this.#send(secondsLeft, isNew)
  }

  get #rows(): number {
    return this.#rowsBefore + this.#rowsOfFile
  }

  get #bytesTotal(): number {
    return this.#sizes.reduce((sum, size) => sum + size, 0)
  }

  get #bytesDone(): number {
    const before = this.#sizes.slice(0, this.#fileIndex).reduce((sum, size) => sum + size, 0)
    return Math.round(before + (this.#sizes[this.#fileIndex] ?? 0) * this.#shareOfFile)
  }

  #send(secondsLeft: number | null, now: boolean): void {
    const at = this.#now()
    if (!now && at - this.#reportedAt < EVERY_MS) return
    this.#reportedAt = at
    this.#report({
      fileName: this.#fileName,
      fileIndex: this.#fileIndex,
      nFiles: this.#sizes.length,
      phase: this.#phase,
      rowsRead: this.#rows,
      bytesDone: this.#bytesDone,
      bytesTotal: this.#bytesTotal,
      rowsPerSecond: this.#rowsPerSecond,
      secondsLeft: secondsLeft === null ? null : Math.ceil(secondsLeft),
    })
  }
}
