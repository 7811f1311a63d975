import type { RejectCode, TreatmentCode } from '../../shared/contract/batch.ts'
import type { Evidence } from '../../shared/contract/import.ts'
import type { FileKind } from '../../shared/contract/mapping.ts'
import type { QualityWarning } from '../../shared/contract/project.ts'
import type { RfmLintIssue } from '../../shared/contract/rfm.ts'
import { detailTexts, type DetailFormat } from './detail.ts'
import * as en from './en/codes.ts'
import type { Language } from './language.ts'
import { fill } from './template.ts'
import * as zh from './zh/codes.ts'

const of = (language: Language) => (language === 'en' ? en : zh)

export const rejectText = (code: RejectCode, language: Language): string => of(language).rejects[code]

export const treatmentText = (code: TreatmentCode, rows: number, format: DetailFormat): string =>
  fill(of(format.language).treatments[code], { n: format.countFull(rows) })

export const kindText = (kind: FileKind, language: Language): string => of(language).kinds[kind]

/** A field's name; a customer attribute keeps its own. */
export const fieldText = (field: string, language: Language): string => of(language).fields[field] ?? field

/** A canonical behaviour in words; one of the shop's own keeps its text. */
export function behaviourText(name: string, language: Language): string {
  const words: Readonly<Record<string, string>> = of(language).behaviours
  return words[name] ?? name.replace(/^other:/, '')
}

const DELIMITERS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  'zh-CN': { '\t': '制表符', ' ': '空格', spaces: '连续空格', ',': '逗号', ';': '分号', '|': '竖线' },
  en: { '\t': 'tab', ' ': 'space', spaces: 'runs of spaces', ',': 'comma', ';': 'semicolon', '|': 'bar' },
}

export const delimiterText = (delimiter: string, language: Language): string =>
  DELIMITERS[language][delimiter] ?? delimiter

export function evidenceText({ code, values }: Evidence, format: DetailFormat): string {
  const { language } = format
  const texts = detailTexts(values, format)
  const named = (name: string, say: (value: string) => string) => {
    const value = texts[name]
    if (value !== undefined) texts[name] = say(value)
  }
  named('field', (field) => fieldText(field, language))
  named('delimiter', (delimiter) => delimiterText(delimiter, language))
  named('kind', (kind) => (kind in zh.kinds ? kindText(kind as FileKind, language) : kind))
  if (code === 'kind-fields') named('fields', (fields) => listText(fields, language))
  if (code === 'delimiter-chosen') named('value', (value) => delimiterText(value, language))
  return fill(of(language).evidence[code], texts)
}

const listText = (fields: string, language: Language) =>
  fields
    .split(/\s*,\s*/)
    .map((field) => fieldText(field, language))
    .join(language === 'en' ? ', ' : '、')

/** Rules are counted from 1 on screen. */
export function lintText(issue: RfmLintIssue, format: DetailFormat): string {
  const texts: Record<string, string> = { combinations: format.countFull(issue.combinations) }
  if (issue.rule >= 0) texts['rule'] = String(issue.rule + 1)
  if (issue.otherRule >= 0) texts['otherRule'] = String(issue.otherRule + 1)
  if (issue.example !== '') texts['example'] = issue.example
  return fill(of(format.language).lint[issue.code], texts)
}

export const warningText = (warning: QualityWarning, format: DetailFormat): string =>
  fill(of(format.language).warnings[warning.code], detailTexts(warning.values, format))
