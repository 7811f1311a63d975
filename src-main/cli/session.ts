import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, extname, join, resolve } from 'node:path'
import { AppError } from '../../shared/contract/errors.ts'
import type { ProjectSummary } from '../../shared/contract/project.ts'
import { createClient } from '../../shared/rpc/client.ts'
import { pairWires } from '../../shared/rpc/pairWire.ts'
import type { CancelSignal, RpcClient } from '../../shared/rpc/wire.ts'
import { startBackend } from '../backend/backend.ts'
import { createFileRegistry } from '../backend/files.ts'
import { withExtension } from '../backend/projectFiles.ts'

/** A backend for the time of one command, spoken to through the same contract as from a page. */
export interface CliSession {
  readonly call: RpcClient['call']
  /** aborts when the person presses Ctrl+C; jobs roll back before their promise settles */
  readonly signal: CancelSignal
  fileToken(path: string): string
  targetToken(path: string): string
  openProject(path: string): Promise<ProjectSummary>
}

/** Runs `work` with a session of its own. What the app keeps (settings, recent projects) is neither read nor changed. */
export async function withSession<T>(work: (session: CliSession) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'huiliu-cli-'))
  const files = createFileRegistry()
  const clock = { nowMs: () => Date.now() }
  const backend = startBackend({ dataDir, shell: 'loopback', files, clock, worksAhead: false })
  const [clientWire, serverWire] = pairWires()
  backend.serve(serverWire)
  const client = createClient(clientWire)
  const controller = new AbortController()
  const abort = (): void => controller.abort()
  process.on('SIGINT', abort)
  process.on('SIGTERM', abort)
  const fileToken = (path: string): string => files.register({ path: resolve(path), origin: 'picked' })
  try {
    return await work({
      call: (name, input, options) => client.call(name, input, options),
      signal: controller.signal,
      fileToken,
      targetToken: (path) => files.register({ path: resolve(path), origin: 'target' }),
      openProject: (path) => {
        if (!existsSync(path)) throw new AppError('file-not-found', { file: basename(path) })
        return client.call('project.open', { fileToken: fileToken(path) })
      },
    })
  } finally {
    process.off('SIGINT', abort)
    process.off('SIGTERM', abort)
    client.close()
    await backend.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** The project that a person means: the file as it is named, else with the extension that was left out. */
export function projectPath(path: string): string {
  return resolve(existsSync(path) ? path : withExtension(path))
}

/** A project's name when only its path is known. */
export function projectName(path: string): string {
  return basename(path, extname(path)) || 'project'
}
