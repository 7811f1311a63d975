import type { AppError } from '../../shared/contract/errors.ts'

/** Languages that a terminal is spoken to in. */
export type TerminalLanguage = 'zh-CN' | 'en'

/** The language of a terminal: what was asked for, else what the environment says. */
export function terminalLanguage(env: NodeJS.ProcessEnv, wished?: string): TerminalLanguage {
  const said = wished ?? [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value) ?? ''
  return /^zh\b|^zh[_-]/i.test(said) ? 'zh-CN' : 'en'
}

/** A failure as one line: the code first, then what is known of it. */
export function errorLine({ code, detail }: AppError): string {
  const { message, ...others } = detail
  const facts = Object.entries(others)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${String(value)}`)
  const parts = [...facts, ...(message === undefined ? [] : [String(message)])]
  return `huiliu: ${code}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}`.replace(/\s+/g, ' ')
}
