import type { TableCell } from './tableTypes.ts'

/** Where a key moves the active cell, or null when it is no moving key. */
export function movedCell(
  at: TableCell,
  key: string,
  ctrl: boolean,
  nRows: number,
  nColumns: number,
  pageRows: number,
): TableCell | null {
  const row = (to: number) => ({ row: Math.max(-1, Math.min(nRows - 1, to)), column: at.column })
  const column = (to: number) => ({ row: at.row, column: Math.max(0, Math.min(nColumns - 1, to)) })
  switch (key) {
    case 'ArrowDown':
      return row(at.row + 1)
    case 'ArrowUp':
      return row(at.row - 1)
    case 'PageDown':
      return row(at.row + pageRows)
    case 'PageUp':
      return row(Math.max(0, at.row - pageRows))
    case 'ArrowRight':
      return column(at.column + 1)
    case 'ArrowLeft':
      return column(at.column - 1)
    case 'Home':
      return ctrl ? { row: 0, column: 0 } : column(0)
    case 'End':
      return ctrl ? { row: nRows - 1, column: nColumns - 1 } : column(nColumns - 1)
    default:
      return null
  }
}
