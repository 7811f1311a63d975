import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export const root = join(import.meta.dirname, '..', '..', '..')
const program = join(root, 'out', 'main', 'loopback.js')

/** The loopback shell as a process of its own, with a data folder of its own. */
export interface Shell {
  readonly url: string
  readonly origin: string
  readonly dataDir: string
  readonly pid: number
  /** ends the process at once, as a crash would */
  kill(): Promise<void>
  /** ends the process and removes its folder */
  close(): Promise<void>
}

interface ShellOptions {
  /** path of a project to open; without it the shell opens what it opens at a first start */
  readonly project?: string
  readonly dataDir?: string
  /** a first start makes and opens the sample shop; tests begin with the second one */
  readonly isFirst?: boolean
}

/** Starts the built shell and waits until it has said where it listens. */
export async function startShell({ project, dataDir, isFirst }: ShellOptions = {}): Promise<Shell> {
  const folder = dataDir ?? mkdtempSync(join(tmpdir(), 'huiliu-e2e-'))
  if (dataDir === undefined && isFirst !== true) writeFileSync(join(folder, 'recent.json'), '[]')
  const child = spawn(
    process.execPath,
    [program, '--no-open', '--print-url-json', ...(project === undefined ? [] : [project])],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, HUILIU_DATA_DIR: folder, TZ: 'Asia/Shanghai' },
    },
  )
  const { url, pid } = await address(child)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    await ended
  }
  return {
    url,
    origin: new URL(url).origin,
    dataDir: folder,
    pid,
    kill: () => stop('SIGKILL'),
    close: async () => {
      await stop('SIGTERM')
      if (dataDir === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function address(child: ChildProcess): Promise<{ url: string; pid: number }> {
  if (!child.stdout) throw new Error('the shell has no output')
  for await (const line of createInterface({ input: child.stdout })) {
    const { url, pid } = JSON.parse(line) as { url: string; pid: number }
    child.stdout.resume()
    return { url, pid }
  }
  throw new Error('the shell ended before it said where it listens')
}
