import { statSync } from 'node:fs'
import type { TablePreview } from '../../shared/contract/import.ts'
import type { ReadAs } from '../../shared/contract/mapping.ts'

const KEPT = 32

interface Kept {
  readonly path: string
  readonly state: string
  readonly table: TablePreview
}

/** The latest tables that were looked at, so that planning an import does not look at the same file again. */
export class PreviewCache {
  #kept: Kept[] = []

  add(path: string, tables: readonly TablePreview[]): void {
    const state = stateOf(path)
    if (state === null) return
    this.#kept = [...tables.map((table) => ({ path, state, table })), ...this.#kept].slice(0, KEPT)
  }

  /** A table of an unchanged file that was read in exactly this way. */
  find(path: string, sheet: string | null, readAs: ReadAs): TablePreview | undefined {
    const state = stateOf(path)
    return this.#kept.find(
      (kept) =>
        kept.path === path &&
        kept.state === state &&
        kept.table.sheet === sheet &&
        sameReading(kept.table.readAs, readAs),
    )?.table
  }
}

function stateOf(path: string): string | null {
  const stats = statSync(path, { throwIfNoEntry: false, bigint: true })
  return stats === undefined ? null : `${stats.size} ${stats.mtimeNs} ${stats.ino}`
}

function sameReading(a: ReadAs, b: ReadAs): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof ReadAs>
  return [...keys].every((key) => a[key] === b[key])
}
