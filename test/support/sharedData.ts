import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Absolute path of a file of the shelf's real data, or null where the shelf is absent (a stranger's clone). */
export function sharedData(relativePath: string): string | null {
  const path = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', relativePath)
  return existsSync(path) ? path : null
}
