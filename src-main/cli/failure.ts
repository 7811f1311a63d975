import type { AppError } from '../../shared/contract/errors.ts'
import { errors as en } from '../../src-renderer/locale/en/errors.ts'
import { fill } from '../../src-renderer/locale/template.ts'
import { problems as problemsEn } from '../../src-renderer/locale/en/winback.ts'
import { errors as zh } from '../../src-renderer/locale/zh/errors.ts'
import { problems as problemsZh } from '../../src-renderer/locale/zh/winback.ts'
import type { TerminalLanguage } from '../backend/terminal.ts'

const SENTENCES = { 'zh-CN': zh, en } as const
const PROBLEMS: Readonly<Record<TerminalLanguage, Readonly<Record<string, string>>>> = {
  'zh-CN': problemsZh,
  en: problemsEn,
}

/**
 * A failure as one line: the code for scripts, the app's own sentence for people, then what else is known of it. The
 * remedies of the app speak of its screens, so they are left out.
 */
export function failureLine(error: AppError, language: TerminalLanguage): string {
  const values = Object.fromEntries(
    Object.entries(error.detail).map(([name, value]) => [name, String(value)]),
  )
  if (values['problem'] !== undefined) return problemLine(values, language)
  const [sentence] = SENTENCES[language][error.code]
  const said = fill(sentence, values)
  const unsaid = Object.entries(values)
    .filter(([, value]) => value !== '' && !said.includes(value))
    .map(([name, value]) => (name === 'message' ? value : `${name}: ${value}`))
  const more = unsaid.length === 0 ? '' : ` (${unsaid.join(', ')})`
  return `huiliu: ${error.code}: ${said}${more}`.replace(/\s+/g, ' ').trim()
}

/** What is wrong with one value of a plan: where, why, what is allowed there. */
function problemLine(values: Readonly<Record<string, string>>, language: TerminalLanguage): string {
  const told = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
  const sentence = PROBLEMS[language][values['problem'] ?? ''] ?? '{path} {message}'
  const file = values['file'] === undefined ? '' : ` (${values['file']})`
  return `huiliu: scenario-invalid: ${fill(sentence, told)}${file}`.replace(/\s+/g, ' ').trim()
}

/** 2 for wrong usage, else 1. */
export function exitCodeOf(error: AppError): number {
  return error.code === 'usage' ? 2 : 1
}
