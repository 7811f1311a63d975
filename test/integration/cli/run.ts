import { spawn } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..', '..')

/** What a command printed and how it ended. */
export interface CommandResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs `huiliu ...` as `npm run huiliu` does, from the source. */
export function huiliu(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [
        join(root, 'src-main', 'launcher', 'guard-run.mjs'),
        join(root, 'src-main', 'cli', 'main.ts'),
        ...args,
      ],
      { env: { ...process.env, LANG: 'en_US.UTF-8', ...env } },
    )
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })
}

/** The one JSON object on stdout; anything else there is a failure. */
export async function huiliuJson(args: readonly string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await huiliu([...args, '--json'])
  if (code !== 0) throw new Error(stderr)
  return JSON.parse(stdout) as Record<string, unknown>
}
