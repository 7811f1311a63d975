import { importOfRow } from '../ids.ts'
import type { Arranged } from './arrange.ts'
import { LINE_HIGH, ROW, type EventSet, type LedgerShape } from './eventSet.ts'
import { SameLine, SameRow } from './groups.ts'

/** What becomes of an event. `copy` and `superseded` ones are not part of the ledger. */
export const VERDICT = {
  keep: 0,
  /** the project has it from an earlier import */
  copy: 1,
  /** a second copy in its own file, proved by a line id or dropped on request */
  droppedCopy: 2,
  /** identical to an earlier row of its file, and kept */
  identical: 3,
  /** an order line of which a later import brings another version */
  superseded: 4,
  /** settled by its line id: nothing more is compared */
  settled: 5,
} as const

/** Whether an event is no part of the ledger. */
export function isLeftOut(verdict: number | undefined): boolean {
  return verdict === VERDICT.copy || verdict === VERDICT.droppedCopy || verdict === VERDICT.superseded
}

export interface Matched {
  readonly verdicts: Uint8Array
  readonly nLeftOut: number
  /** superseded event, the event that takes its place */
  readonly supersededBy: ReadonlyMap<number, number>
}

/**
 * Compares fresh events (from nExisting on) with those that the project has and with each other. Between imports rows
 * are matched by number: the k-th copy in a file is a copy when earlier imports brought k or more. With line ids the
 * line itself is followed: the same values are a copy, other values in a later import take the earlier ones' place.
 */
export function matchRows(
  shape: LedgerShape,
  events: EventSet,
  arranged: Arranged,
  nExisting: number,
  dropsIdentical: (importId: number) => boolean,
): Matched {
  const verdicts = new Uint8Array(events.n)
  const supersededBy = new Map<number, number>()
  const sameRow = new SameRow(shape, events)
  const lines = shape.hasOrders ? lineColumn(events, nExisting) : null
  const sameLine = lines === null ? null : new SameLine(events)
  const { order, starts, minuteKeys } = arranged
  const counts = new Counts(events, sameRow, verdicts, nExisting, lines, dropsIdentical)
  for (let c = 0; c + 1 < starts.length; c++) {
    const from = starts[c] ?? 0
    const to = starts[c + 1] ?? 0
    if (to - from < 2) continue
    if (sameLine !== null) {
      const slice = order.subarray(from, to)
      followLines(events, slice, nExisting, { sameRow, sameLine }, verdicts, supersededBy)
    }
    for (let i = from; i < to;) {
      const day = Math.floor((minuteKeys[order[i] ?? 0] ?? 0) / 65_536)
      let j = i + 1
      while (j < to && Math.floor((minuteKeys[order[j] ?? 0] ?? 0) / 65_536) === day) j++
      if (j - i > 1 && !sameRow.areDifferent(order, i, j)) counts.matchDay(order, i, j)
      i = j
    }
  }
  let nLeftOut = 0
  for (const verdict of verdicts) if (isLeftOut(verdict)) nLeftOut++
  return { verdicts, nLeftOut, supersededBy }
}

/** The line ids, or null when no fresh event has one. */
function lineColumn(events: EventSet, nExisting: number): Uint32Array | null {
  const lines = events.word(LINE_HIGH)
  for (let i = nExisting; i < events.n; i++) if (lines[i] !== 0) return lines
  return null
}

/** Counts copies of equal rows of one customer and day. */
class Counts {
  readonly #events: EventSet
  readonly #same: SameRow
  readonly #verdicts: Uint8Array
  readonly #nExisting: number
  readonly #lines: Uint32Array | null
  readonly #dropsIdentical: (importId: number) => boolean
  /** by first event of a group: rows accepted so far, those without a line id, and the import being counted */
  readonly #accepted: Uint32Array
  readonly #withoutLine: Uint32Array
  readonly #import: Float64Array
  readonly #seen: Uint32Array
  readonly #base: Uint32Array
  readonly #baseWithoutLine: Uint32Array

  constructor(
    events: EventSet,
    same: SameRow,
    verdicts: Uint8Array,
    nExisting: number,
    lines: Uint32Array | null,
    dropsIdentical: (importId: number) => boolean,
  ) {
    this.#events = events
    this.#same = same
    this.#verdicts = verdicts
    this.#nExisting = nExisting
    this.#lines = lines
    this.#dropsIdentical = dropsIdentical
    this.#accepted = new Uint32Array(events.n)
    this.#withoutLine = new Uint32Array(events.n)
    this.#import = new Float64Array(events.n)
    this.#seen = new Uint32Array(events.n)
    this.#base = new Uint32Array(events.n)
    this.#baseWithoutLine = new Uint32Array(events.n)
  }

  matchDay(order: Uint32Array, from: number, to: number): void {
    this.#same.reset(to - from)
    const verdicts = this.#verdicts
    for (let i = from; i < to; i++) {
      const event = order[i] ?? 0
      if (event < this.#nExisting && verdicts[event] === VERDICT.keep) this.#accept(this.#group(event), event)
    }
    for (let i = from; i < to; i++) {
      const event = order[i] ?? 0
      if (event < this.#nExisting || verdicts[event] === VERDICT.superseded) continue
      if (verdicts[event] === VERDICT.keep) verdicts[event] = this.#judge(this.#group(event), event)
      else if (verdicts[event] === VERDICT.settled) this.#accept(this.#group(event), event)
    }
  }

  #group(event: number): number {
    const first = this.#same.firstLike(event)
    if (first === event) {
      this.#accepted[event] = 0
      this.#withoutLine[event] = 0
      this.#import[event] = -1
    }
    return first
  }

  #accept(group: number, event: number): void {
    this.#accepted[group] = (this.#accepted[group] ?? 0) + 1
    if (!this.#hasLine(event)) this.#withoutLine[group] = (this.#withoutLine[group] ?? 0) + 1
  }

  #hasLine(event: number): boolean {
    return this.#lines !== null && this.#lines[event] !== 0
  }

  #judge(group: number, event: number): number {
    const importId = importOfRow(this.#events.double(ROW)[event] ?? 0)
    if (this.#import[group] !== importId) {
      this.#import[group] = importId
      this.#seen[group] = 0
      this.#base[group] = this.#accepted[group] ?? 0
      this.#baseWithoutLine[group] = this.#withoutLine[group] ?? 0
    }
    const hasLine = this.#hasLine(event)
    const base = (hasLine ? this.#baseWithoutLine[group] : this.#base[group]) ?? 0
    const seen = (this.#seen[group] ?? 0) + 1
    this.#seen[group] = seen
    if (seen <= base) return VERDICT.copy
    const repeats = seen > 1 && !hasLine
    if (repeats && this.#dropsIdentical(importId)) return VERDICT.droppedCopy
    this.#accept(group, event)
    return repeats ? VERDICT.identical : VERDICT.keep
  }
}

function followLines(
  events: EventSet,
  slice: Uint32Array,
  nExisting: number,
  { sameRow, sameLine }: { sameRow: SameRow; sameLine: SameLine },
  verdicts: Uint8Array,
  supersededBy: Map<number, number>,
): void {
  const lines = events.word(LINE_HIGH)
  const rows = events.double(ROW)
  const withLine = slice.filter((event) => lines[event] !== 0)
  if (withLine.length < 2) return
  withLine.sort((a, b) => (rows[a] ?? 0) - (rows[b] ?? 0))
  sameLine.reset(withLine.length)
  const versions = new Map<number, number>()
  for (const event of withLine) {
    const line = sameLine.firstLike(event)
    const current = versions.get(line)
    versions.set(line, event)
    if (current === undefined || event < nExisting) continue
    const sameImport = importOfRow(rows[current] ?? 0) === importOfRow(rows[event] ?? 0)
    if (sameRow.isSame(current, event)) {
      verdicts[event] = sameImport ? VERDICT.droppedCopy : VERDICT.copy
      versions.set(line, current)
    } else if (sameImport) {
      verdicts[event] = VERDICT.settled
    } else {
      verdicts[current] = VERDICT.superseded
      verdicts[event] = VERDICT.settled
      supersededBy.set(current, event)
    }
  }
}
