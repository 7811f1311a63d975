import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

/** A new empty folder that goes when the test file is done. */
export function temporaryFolder(label: string): string {
  const folder = mkdtempSync(join(tmpdir(), `huiliu-${label}-`))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
