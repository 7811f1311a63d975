const BYTE_ORDER_MARK = '\uFEFF'
const LINE_END = '\r\n'
const CHUNK_CHARS = 1 << 16

const NUMBER = /^[+-]?\d+(\.\d+)?$/
const FORMULA_START = /^[\s\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/

/**
 * A cell that no spreadsheet runs as a formula: a text that begins like one gets an apostrophe in front. Plain numbers,
 * also negative ones, stay as they are.
 */
export function safeCell(text: string): string {
  const safe = FORMULA_START.test(text) && !NUMBER.test(text) ? `'${text}` : text
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A CSV file in pieces: UTF-8 with BOM, CRLF, every cell safe. */
export function* csvChunks(header: readonly string[], rows: Iterable<readonly string[]>): Generator<string> {
  let text = BYTE_ORDER_MARK + line(header)
  for (const row of rows) {
    text += line(row)
    if (text.length < CHUNK_CHARS) continue
    yield text
    text = ''
  }
  yield text
}

function line(cells: readonly string[]): string {
  return cells.map(safeCell).join(',') + LINE_END
}
