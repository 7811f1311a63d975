import type { TerminalLanguage } from '../backend/terminal.ts'

/** A text in both languages. */
export type Both = Readonly<Record<TerminalLanguage, string>>

/** Columns that a terminal gives a text: Han and full-width characters take two. */
export function terminalWidth(text: string): number {
  let width = 0
  for (const character of text) {
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
        character,
      )
        ? 2
        : 1
  }
  return width
}

/** Rows as aligned columns; those in `right` (by number) are set flush right. */
export function alignedTable(rows: readonly (readonly string[])[], right: readonly number[] = []): string {
  const nColumns = Math.max(0, ...rows.map((row) => row.length))
  const widths = Array.from({ length: nColumns }, (_, column) =>
    Math.max(...rows.map((row) => terminalWidth(row[column] ?? ''))),
  )
  return rows
    .map((row) =>
      row
        .map((cell, column) => {
          const padding = ' '.repeat((widths[column] ?? 0) - terminalWidth(cell))
          return right.includes(column) ? padding + cell : cell + padding
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** 1234567 as 1,234,567. */
export function grouped(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 2, signDisplay: 'negative' })
}
