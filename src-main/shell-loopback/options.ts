import { parseArgs } from 'node:util'
import { AppError } from '../../shared/contract/errors.ts'

/** How the loopback shell was asked to start. */
export interface LoopbackOptions {
  readonly project: string | null
  readonly port: number
  readonly open: boolean
  readonly printUrlJson: boolean
}

/** Throws `usage` for what it does not know. */
export function readLoopbackOptions(args: readonly string[]): LoopbackOptions {
  const { values, positionals } = parse(args)
  if (positionals.length > 1) throw new AppError('usage', { message: 'open takes one project' })
  const port = Number(values.port ?? '0')
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new AppError('usage', { option: '--port', value: values.port ?? '' })
  }
  return {
    project: positionals[0] ?? null,
    port,
    open: values['no-open'] !== true,
    printUrlJson: values['print-url-json'] === true,
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        port: { type: 'string' },
        'no-open': { type: 'boolean' },
        'print-url-json': { type: 'boolean' },
        lang: { type: 'string' },
      },
    })
  } catch (thrown) {
    throw new AppError('usage', { message: thrown instanceof Error ? thrown.message : String(thrown) })
  }
}
