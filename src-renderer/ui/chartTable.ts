/** The data of a chart as a table: what `T` shows, what is read out, and what the CSV contains. */
export interface ChartColumn {
  readonly label: string
  /** part of the header of table and CSV */
  readonly unit?: string
  /** numbers on screen; the CSV keeps plain digits */
  readonly format?: (value: number) => string
}

export interface ChartTable {
  readonly columns: readonly ChartColumn[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}

export const headerOf = (column: ChartColumn): string =>
  column.unit === undefined ? column.label : `${column.label} (${column.unit})`

export function cellText(column: ChartColumn | undefined, value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '—'
  if (typeof value === 'string') return value
  if (!Number.isFinite(value)) return '—'
  return column?.format ? column.format(value) : String(value)
}

/** One row as a sentence part, for the live region. */
export function rowText(table: ChartTable, row: number): string {
  return table.columns
    .map((column, i) => `${column.label} ${cellText(column, table.rows[row]?.[i])}`)
    .join(', ')
}

/** A cell that a spreadsheet would run as a formula gets an apostrophe in front. */
function csvText(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** UTF-8 with BOM, CRLF, plain digits; absent values are empty. */
export function csvOf(table: ChartTable): string {
  const lines = [table.columns.map((column) => csvText(headerOf(column)))]
  for (const row of table.rows) {
    lines.push(
      row.map((value) => {
        if (value === null) return ''
        if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
        return csvText(value)
      }),
    )
  }
  return `\uFEFF${lines.map((line) => line.join(',')).join('\r\n')}\r\n`
}
