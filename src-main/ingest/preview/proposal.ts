import type { Evidence, ProposedField } from '../../../shared/contract/import.ts'
import {
  REQUIRED_FIELDS,
  type FieldSource,
  type FileKind,
  type Mapping,
} from '../../../shared/contract/mapping.ts'
import type { Candidate, Candidates } from './candidates.ts'
import { clockBeside } from './clockBeside.ts'
import { determines, sayTheSame } from './orderLines.ts'
import type { Column, Table } from './table.ts'

/** What a table would be as one kind of file. */
export interface Proposal {
  readonly kind: FileKind
  readonly fields: readonly ProposedField[]
  /** parts of the mapping beside its columns */
  readonly extras: Partial<Omit<Mapping, 'kind' | 'columns'>>
  /** what would have to be asked */
  readonly open: readonly Evidence[]
}

/** At and above it a required field is acted on without asking. */
export const READY = 0.7
/** Below it a required field is not even proposed. */
export const PROPOSED = 0.29
const OPTIONAL = 0.6
const CLASH = 0.015

/** Collects fields; a column serves one field only. */
export class FieldPicker {
  readonly fields: ProposedField[] = []
  readonly open: Evidence[] = []
  readonly #table: Table
  readonly #candidates: Candidates
  readonly #used = new Set<number>()

  constructor(table: Table, candidates: Candidates) {
    this.#table = table
    this.#candidates = candidates
  }

  /** The best free candidate of a field that is good enough, taken. */
  take(field: string, least = OPTIONAL): Candidate | null {
    const free = (this.#candidates.get(field) ?? []).filter(
      (candidate) => !this.#used.has(candidate.column.index),
    )
    const first = free[0]
    if (first === undefined || first.score < least) return null
    const rival = free[1]
    const isClose = rival !== undefined && first.score - rival.score < CLASH && this.#isRequired(field)
    const best =
      isClose && field === 'time' && determines(this.#table, rival.column, first.column) ? rival : first
    const evidence = [...best.evidence]
    if (isClose) {
      const other = best === first ? rival : first
      const isSame =
        field === 'time'
          ? determines(this.#table, best.column, other.column)
          : sayTheSame(this.#table, best.column, other.column)
      if (isSame)
        evidence.push({
          code: 'same-as-column',
          values: { column: best.column.name, other: other.column.name },
        })
      else
        this.open.push({
          code: 'name-clash',
          values: { field, first: best.column.name, second: other.column.name },
        })
    }
    this.add(field, best.column.name, best.score, evidence, [best.column])
    return best
  }

  /** The time, and the clock that stands in a column of its own. */
  takeTime(): Candidate | null {
    const time = this.take('time', PROPOSED)
    if (time !== null) this.joinClock(time.column)
    return time
  }

  /** Joins the clock that belongs to the column of days that the time has been taken from. */
  joinClock(date: Column): void {
    const free = {
      ...this.#table,
      columns: this.#table.columns.filter(({ index }) => !this.#used.has(index)),
    }
    const clock = clockBeside(free, date)
    const at = this.fields.findIndex(({ field }) => field === 'time')
    const time = this.fields[at]
    if (clock === null || time === undefined) return
    this.#used.add(clock.index)
    this.fields[at] = {
      ...time,
      source: { join: [date.name, clock.name] },
      evidence: [...time.evidence, { code: 'clock-joined', values: { date: date.name, clock: clock.name } }],
    }
  }

  add(
    field: string,
    source: FieldSource,
    confidence: number,
    evidence: readonly Evidence[],
    columns: readonly Column[],
  ): void {
    this.fields.push({ field, source, confidence: Math.round(confidence * 100) / 100, evidence })
    for (const column of columns) this.#used.add(column.index)
  }

  release(column: Column): void {
    this.#used.delete(column.index)
  }

  #isRequired(field: string): boolean {
    return Object.values(REQUIRED_FIELDS).some((fields) => (fields as readonly string[]).includes(field))
  }
}

/** Confidence of a field in a proposal, 0 when it is not there. */
export function confidenceOf(proposal: Proposal, field: string): number {
  return proposal.fields.find((one) => one.field === field)?.confidence ?? 0
}
