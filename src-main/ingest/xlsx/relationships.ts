import { posix } from 'node:path'
import type { ZipEntry } from './zipDirectory.ts'

export interface Relationship {
  readonly id: string
  /** last segment of the type's address: the same in transitional and strict files */
  readonly type: string
  readonly target: string
  readonly external: boolean
}

/** Entries by name, found also in other letter case (some writers disagree with themselves). */
export class PartIndex {
  readonly #byName = new Map<string, ZipEntry>()

  constructor(entries: readonly ZipEntry[]) {
    for (const entry of entries) {
      const key = entry.name.toLowerCase()
      if (!this.#byName.has(key)) this.#byName.set(key, entry)
    }
  }

  get(name: string): ZipEntry | undefined {
    return this.#byName.get(name.toLowerCase())
  }

  find(pattern: RegExp): ZipEntry | undefined {
    for (const [name, entry] of this.#byName) if (pattern.test(name)) return entry
    return undefined
  }
}

/** The part that holds the relationships of `name`. */
export function relationshipsName(name: string): string {
  return posix.join(posix.dirname(name), '_rels', `${posix.basename(name)}.rels`)
}

/** The archive's name of a target as written in the relationships of `base`: relative, absolute, escaped or backslashed. */
export function targetName(base: string, target: string): string {
  const slashed = unescaped(target)
    .replaceAll('\\', '/')
    .replace(/[?#].*$/, '')
  const joined = slashed.startsWith('/') ? slashed : posix.join(posix.dirname(base), slashed)
  return posix
    .normalize(joined)
    .replace(/^(\.\.\/)+/, '')
    .replace(/^\/+/, '')
}

export function lastSegment(type: string): string {
  return type.slice(type.lastIndexOf('/') + 1)
}

function unescaped(target: string): string {
  try {
    return decodeURIComponent(target)
  } catch {
    return target
  }
}
