import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Time, injected. */
export interface Clock {
  nowMs(): number
}

/** A JSON-lines log of what went wrong and what was done; it never holds customer data or the content of files. */
export interface Log {
  write(event: string, detail?: Readonly<Record<string, unknown>>): void
}

const MAX_BYTES = 1_000_000
const KEPT_FILES = 3

/** A log in `folder`: `huiliu.jsonl`, and up to two older ones. A log that cannot be written is no reason to fail. */
export function openLog(folder: string, clock: Clock): Log {
  const path = join(folder, 'huiliu.jsonl')
  let sizeBytes = 0
  let usable = true
  try {
    mkdirSync(folder, { recursive: true })
    sizeBytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  } catch {
    usable = false
  }
  return {
    write: (event, detail = {}) => {
      if (!usable) return
      const line = `${JSON.stringify({ at: new Date(clock.nowMs()).toISOString(), event, ...detail })}\n`
      try {
        if (sizeBytes + Buffer.byteLength(line) > MAX_BYTES && sizeBytes > 0) {
          rotate(path)
          sizeBytes = 0
        }
        appendFileSync(path, line)
        sizeBytes += Buffer.byteLength(line)
      } catch {
        usable = false
      }
    },
  }
}

function rotate(path: string): void {
  rmSync(`${path}.${KEPT_FILES - 1}`, { force: true })
  for (let age = KEPT_FILES - 2; age >= 0; age--) {
    const from = age === 0 ? path : `${path}.${age}`
    if (statSync(from, { throwIfNoEntry: false }) !== undefined) renameSync(from, `${path}.${age + 1}`)
  }
}
