import type { AppError } from '../../shared/contract/errors.ts'
import { errors as en } from '../../src-renderer/locale/en/errors.ts'
import { fill } from '../../src-renderer/locale/template.ts'
import { errors as zh } from '../../src-renderer/locale/zh/errors.ts'
import type { TerminalLanguage } from '../backend/terminal.ts'

const SENTENCES = { 'zh-CN': zh, en } as const

/**
 * A failure as one line: the code for scripts, the app's own sentence for people, then what else is known of it. The
 * remedies of the app speak of its screens, so they are left out.
 */
export function failureLine(error: AppError, language: TerminalLanguage): string {
  const values = Object.fromEntries(
    Object.entries(error.detail).map(([name, value]) => [name, String(value)]),
  )
  const [sentence] = SENTENCES[language][error.code]
  const said = fill(sentence, values)
  const unsaid = Object.entries(values)
    .filter(([, value]) => value !== '' && !said.includes(value))
    .map(([name, value]) => (name === 'message' ? value : `${name}: ${value}`))
  const more = unsaid.length === 0 ? '' : ` (${unsaid.join(', ')})`
  return `huiliu: ${error.code}: ${said}${more}`.replace(/\s+/g, ' ').trim()
}

/** 2 for wrong usage, else 1. */
export function exitCodeOf(error: AppError): number {
  return error.code === 'usage' ? 2 : 1
}
