import type { Evidence } from '../../../shared/contract/import.ts'
import { nameWords } from '../vocabulary/nameWords.ts'
import { seeCell, type CellShape } from './cellShape.ts'

/** A record and where it starts. */
export interface Record {
  readonly line: number
  readonly cells: readonly string[]
}

/** Which record names the columns. */
export interface HeaderVerdict {
  /** physical line, 0 = there is none */
  readonly headerLine: number
  /** its place among the records, -1 = there is none */
  readonly index: number
  readonly evidence: readonly Evidence[]
  /** false: nothing but habit says that the first line is one */
  readonly certain: boolean
}

const SEARCHED = 120
const COMPARED = 60
const COMPARED_COLUMNS = 200
const VALUE_SHAPES: ReadonlySet<CellShape> = new Set([
  'integer',
  'number',
  'money',
  'percent',
  'date',
  'clock',
  'email',
])

/**
 * A header names things where the body has values: its cells are words while the columns under it are numbers, dates
 * or codes, or its words are known names. Lines above it with fewer cells (titles, account data, notes) are preamble.
 */
export function detectHeader(records: readonly Record[], chosenLine?: number): HeaderVerdict {
  if (chosenLine !== undefined) return chosen(records, chosenLine)
  const searched = records.slice(0, SEARCHED)
  const width = bodyWidth(records)
  for (const [index, record] of searched.entries()) {
    const filled = filledCells(record)
    if (filled.length < Math.max(1, Math.ceil(width * 0.5)) || (width > 1 && filled.length < 2)) continue
    if (!namesThings(filled)) {
      if (looksLikeData(record, records.slice(index + 1))) return none(record, index)
      continue
    }
    const known = knownNames(filled)
    const contrast = contrastingColumns(record, records.slice(index + 1, index + 1 + COMPARED))
    const isKnown = known * 2 >= filled.length
    if (contrast === 0 && !isKnown) {
      if (index + 1 < searched.length && betterBelow(searched, index)) continue
      if (recurs(record, records.slice(index + 1))) return none(record, index)
    }
    return header(record, index, records, { known, of: filled.length, contrast })
  }
  return none(searched[0], 0)
}

function header(
  record: Record,
  index: number,
  records: readonly Record[],
  found: { readonly known: number; readonly of: number; readonly contrast: number },
): HeaderVerdict {
  const evidence: Evidence[] = []
  if (found.known > 0)
    evidence.push({ code: 'header-names-known', values: { known: found.known, of: found.of } })
  if (found.contrast > 0) evidence.push({ code: 'header-above-types', values: { columns: found.contrast } })
  const certain = evidence.length > 0 || index > 0 || records.length === 1
  if (!certain) evidence.push({ code: 'header-guess', values: {} })
  if (record.line > 1) evidence.push({ code: 'preamble-lines', values: { lines: record.line - 1 } })
  return { headerLine: record.line, index, evidence, certain }
}

function none(record: Record | undefined, preamble: number): HeaderVerdict {
  const sample =
    record?.cells
      .find((cell) => cell.trim() !== '')
      ?.trim()
      .slice(0, 40) ?? ''
  const evidence: Evidence[] = [{ code: 'header-none', values: { sample } }]
  void preamble
  return { headerLine: 0, index: -1, evidence, certain: true }
}

function chosen(records: readonly Record[], line: number): HeaderVerdict {
  const evidence: Evidence[] = [{ code: 'header-chosen', values: { value: line } }]
  if (line === 0) return { headerLine: 0, index: -1, evidence, certain: true }
  const index = records.findIndex((record) => record.line >= line)
  return { headerLine: line, index: index < 0 ? records.length - 1 : index, evidence, certain: true }
}

/** Filled cells of a typical body row: the median over the last two thirds. */
function bodyWidth(records: readonly Record[]): number {
  const widths = records
    .slice(Math.floor(records.length / 3))
    .map((record) => filledCells(record).length)
    .filter((n) => n > 0)
    .sort((a, b) => a - b)
  return widths[Math.floor(widths.length / 2)] ?? 1
}

function filledCells(record: Record): string[] {
  return record.cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
}

/** Words, not values: nearly no number, date or address among them, and nothing long. */
function namesThings(cells: readonly string[]): boolean {
  let values = 0
  for (const cell of cells) {
    if (cell.length > 120) return false
    if (VALUE_SHAPES.has(seeCell(cell).shape) || /^[\d\s.,:/-]+$/.test(cell)) values++
  }
  return values <= cells.length * 0.1
}

function looksLikeData(record: Record, below: readonly Record[]): boolean {
  const next = below.slice(0, 5)
  if (next.length === 0) return true
  const shapes = record.cells.map((cell) => seeCell(cell).shape)
  const alike = next.filter((other) => {
    const same = shapes.filter((shape, i) => shape === seeCell(other.cells[i] ?? '').shape).length
    return same >= shapes.length * 0.6
  })
  return alike.length * 2 >= next.length
}

/** How many cells consist of words that the vocabulary knows. */
function knownNames(cells: readonly string[]): number {
  return cells.filter((cell) => {
    const { words, concepts, nUnknown } = nameWords(cell)
    return words.length <= 8 && concepts.size > 0 && nUnknown * 2 <= words.length
  }).length
}

/** Columns whose values have a type that their name has not. */
function contrastingColumns(record: Record, body: readonly Record[]): number {
  let columns = 0
  record.cells.slice(0, COMPARED_COLUMNS).forEach((cell, i) => {
    if (cell.trim() === '') return
    const shape = seeCell(cell).shape
    const shapes = body
      .map((other) => seeCell(other.cells[i] ?? '').shape)
      .filter((other) => other !== 'empty')
    const typed = shapes.filter((other) => VALUE_SHAPES.has(other) || (other === 'code' && shape !== 'code'))
    if (shapes.length > 0 && typed.length >= shapes.length * 0.7) columns++
  })
  return columns
}

/** Whether a later line within reach is plainly a header. */
function betterBelow(records: readonly Record[], index: number): boolean {
  return records.slice(index + 1, index + 8).some((record, offset) => {
    const filled = filledCells(record)
    const below = records.slice(index + offset + 2, index + offset + 2 + COMPARED)
    return (
      filled.length > 1 &&
      namesThings(filled) &&
      knownNames(filled) * 2 >= filled.length &&
      contrastingColumns(record, below) > 0
    )
  })
}

/** Whether a cell of the line comes again under itself, as values do and names do not. */
function recurs(record: Record, below: readonly Record[]): boolean {
  return record.cells.some((cell, i) => {
    const text = cell.trim()
    return text !== '' && below.slice(0, 2000).some((other) => (other.cells[i] ?? '').trim() === text)
  })
}
