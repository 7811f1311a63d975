/** Unique names for a header's cells: trimmed, `Name (2)` for a repetition, c1, c2 ... where there is none. */
export function columnNames(header: readonly string[], nColumns: number): string[] {
  const names: string[] = []
  const taken = new Set<string>()
  for (let i = 0; i < nColumns; i++) {
    const base = trimmedName(header[i] ?? '') || `c${i + 1}`
    let name = base
    for (let n = 2; taken.has(name); n++) name = `${base} (${n})`
    taken.add(name)
    names.push(name)
  }
  return names
}

// The look-behind keeps long runs of blanks inside a text from being tried at every position.
const BLANK_ENDS = /^[\s\u00a0\u200b\ufeff']+|(?<![\s\u00a0\u200b\ufeff])[\s\u00a0\u200b\ufeff]+$/g

/** A header cell without blanks, marks and zero-width characters around it. */
export function trimmedName(header: string): string {
  return header.replace(BLANK_ENDS, '').replace(/\s+/g, ' ').slice(0, 500)
}

/**
 * How many columns there are: up to the last one with a name. Unnamed columns behind it count when most rows fill
 * them; without a header every column that any row fills counts.
 */
export function usedColumns(header: readonly string[], rows: readonly (readonly string[])[]): number {
  let named = 0
  header.forEach((cell, i) => {
    if (trimmedName(cell) !== '') named = i + 1
  })
  const widths = rows.map(filledWidth)
  if (named === 0) return widths.reduce((a, b) => Math.max(a, b), 0)
  const wider = widths.filter((width) => width > named)
  return wider.length * 2 > rows.length ? wider.reduce((a, b) => Math.max(a, b), named) : named
}

function filledWidth(row: readonly string[]): number {
  let width = row.length
  while (width > 0 && (row[width - 1] ?? '').trim() === '') width--
  return width
}
