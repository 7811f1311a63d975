import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isoFromDay } from '../../../shared/contract/calendar.ts'
import { ROW_FLAG, type RejectedRow, type RowBatch } from '../../../shared/contract/batch.ts'
import type { Mapping, ReadAs } from '../../../shared/contract/mapping.ts'
import type { ReadSummary, RowSink, TablePlan } from '../../../src-main/ingest/rows/plan.ts'
import { readTable } from '../../../src-main/ingest/rows/readTable.ts'

/** One event as a person would write it down. */
export type EventRow = Readonly<Record<string, string | number>>

export interface ReadResult {
  readonly rows: EventRow[]
  readonly rejects: RejectedRow[]
  readonly summary: ReadSummary
  readonly nBatches: number
}

/** `customer=a time=2012-03-04 05:06:07 ...`: a plan for comma-separated text with a header. */
export function planFor(
  columns: readonly string[],
  mapping: Mapping,
  more: Partial<TablePlan> = {},
): TablePlan {
  return {
    path: '',
    fileName: 'test.csv',
    readAs: { format: 'delimited', encoding: 'utf-8', delimiter: ',', quote: '"', headerLine: 1 },
    mapping,
    columns,
    timeZone: 'Asia/Shanghai',
    ...more,
  }
}

/** Reads bytes (or text, whose header names the columns) through a file, as an import does. */
export async function readText(
  text: string | Uint8Array,
  mapping: Mapping,
  more: Partial<TablePlan> & { readonly sink?: Partial<RowSink> } = {},
): Promise<ReadResult> {
  const folder = mkdtempSync(join(tmpdir(), 'huiliu-rows-'))
  try {
    const path = join(folder, 'test.csv')
    writeFileSync(path, text)
    const { sink, ...plan } = more
    const columns = more.columns ?? headerOf(text, more.readAs)
    return await readPlan({ ...planFor(columns, mapping), ...plan, path }, sink)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

export async function readPlan(plan: TablePlan, sink: Partial<RowSink> = {}): Promise<ReadResult> {
  const rows: EventRow[] = []
  const rejects: RejectedRow[] = []
  let nBatches = 0
  const summary = await readTable(plan, {
    batch: (batch) => {
      nBatches++
      rows.push(...eventRows(batch))
    },
    rejects: (more) => void rejects.push(...more),
    progress: () => undefined,
    isCancelled: () => false,
    ...sink,
  })
  return { rows, rejects, summary, nBatches }
}

function headerOf(text: string | Uint8Array, readAs: ReadAs | undefined): string[] {
  const whole = typeof text === 'string' ? text : Buffer.from(text).toString('utf8')
  const line = whole.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)[(readAs?.headerLine ?? 1) - 1] ?? ''
  return line.split(readAs?.delimiter ?? ',').map((name) => name.trim())
}

/** Empty texts and absent numbers are left out, so that tests name only what is there. */
export function eventRows(batch: RowBatch): EventRow[] {
  const rows: EventRow[] = []
  for (let i = 0; i < batch.nRows; i++) {
    const row: Record<string, string | number> = { line: batch.line[i] ?? 0 }
    if (batch.event[i] !== 0) row.event = batch.event[i] ?? 0
    const flags = Object.entries(ROW_FLAG).filter(([, bit]) => ((batch.flags[i] ?? 0) & bit) !== 0)
    if (flags.length > 0) row.flags = flags.map(([name]) => name).join(' ')
    for (const [name, column] of Object.entries(batch.texts)) {
      const start = i === 0 ? 0 : (column.ends[i - 1] ?? 0)
      const text = Buffer.from(column.bytes.subarray(start, column.ends[i])).toString('utf8')
      if (text !== '') row[name === 'event' ? 'eventName' : name] = text
    }
    for (const [name, values] of Object.entries(batch.numbers)) {
      const value = values[i] ?? Number.NaN
      if (Number.isNaN(value)) continue
      if (name === 'timeSeconds') row.time = timeText(value)
      else row[name] = value
    }
    rows.push(row)
  }
  return rows
}

function timeText(seconds: number): string {
  const day = Math.floor(seconds / 86_400)
  const rest = seconds - day * 86_400
  if (rest === 0) return isoFromDay(day)
  return `${isoFromDay(day)} ${[Math.floor(rest / 3600), Math.floor(rest / 60) % 60, rest % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')}`
}
