import { mkdirSync, readFileSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import type { z } from '../../shared/contract/zod.ts'
import { writeFileAtomic } from '../workers/atomicFile.ts'

/** A small value kept in a JSON file: read once, written whole and atomically, one write at a time. */
export interface JsonStore<T> {
  get(): T
  set(value: T): Promise<void>
}

/**
 * A store over `path`. A file that is missing gives `initial`; one that is damaged is kept as `<name>.damaged` and gives
 * `initial` too, so that a broken settings file never stops the start.
 */
export function openJsonStore<T>(path: string, schema: z.ZodType<T>, initial: T): JsonStore<T> {
  mkdirSync(dirname(path), { recursive: true })
  let value = read(path, schema) ?? initial
  let writing: Promise<void> = Promise.resolve()
  return {
    get: () => value,
    set: (next) => {
      value = next
      const write = (): Promise<void> => writeFileAtomic(path, [`${JSON.stringify(next, null, 2)}\n`])
      writing = writing.then(write, write)
      return writing
    },
  }
}

function read<T>(path: string, schema: z.ZodType<T>): T | null {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return null
  }
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    renameSync(path, `${path}.damaged`)
    return null
  }
}
