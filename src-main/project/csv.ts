import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { asProjectFailure } from './failures.ts'

const FLUSH_CHARACTERS = 1 << 18

/** A cell: texts are guarded against being run as formulas, numbers are written as they are, null is an empty cell. */
export type CsvCell = string | number | null

/** Anything that a spreadsheet would take for the beginning of a formula, also behind blanks and in full width. */
const FORMULA = /^[\s\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/
/** `-12`, `-1,234.50`, `+86 138...` is not spared: only what is a plain number */
const PLAIN_NUMBER = /^[+-]?\d+(\.\d+)?$/
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/

/** One cell of RFC 4180, safe against formula injection: a dangerous text gets an apostrophe in front. */
export function csvCell(value: CsvCell): string {
  if (value === null) return ''
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  const safe = FORMULA.test(value) && !PLAIN_NUMBER.test(value) ? `'${value}` : value
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/**
 * Writes a CSV file (UTF-8 with BOM, CRLF) that appears whole or not at all: into a temporary file beside the target,
 * flushed to the disk, then renamed over it. Answers the number of rows without the header. `rows` may throw to stop.
 */
export function writeCsv(
  path: string,
  header: readonly string[],
  rows: Iterable<readonly CsvCell[]>,
): { rows: number } {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.part`)
  try {
    const fd = openSync(temporary, 'w')
    let nRows = 0
    try {
      let text = `\uFEFF${csvLine(header)}`
      for (const row of rows) {
        text += csvLine(row)
        nRows++
        if (text.length > FLUSH_CHARACTERS) {
          writeSync(fd, text)
          text = ''
        }
      }
      writeSync(fd, text)
      fsyncSync(fd)
    } finally {
      closeSync(fd)
    }
    renameSync(temporary, path)
    return { rows: nRows }
  } catch (thrown) {
    rmSync(temporary, { force: true })
    throw asProjectFailure(thrown, path)
  }
}

function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}
