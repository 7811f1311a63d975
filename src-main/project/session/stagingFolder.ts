import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/**
 * The folder of an import's temporary files, hidden beside the project: the same disk, which has room or has not. What a
 * killed import left there is swept by the next one (the write lock is held: nobody else is importing).
 */
export class StagingFolder {
  readonly path: string

  constructor(projectPath: string) {
    const prefix = `.${basename(projectPath)}.import-`
    const folder = dirname(projectPath)
    for (const name of readdirSync(folder)) {
      if (name.startsWith(prefix)) rmSync(join(folder, name), { recursive: true, force: true })
    }
    this.path = join(folder, `${prefix}${randomBytes(6).toString('hex')}`)
    mkdirSync(this.path, { recursive: true })
  }

  file(name: string): string {
    return join(this.path, name)
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true, maxRetries: 5 })
  }
}
