import type { ChurnNote } from '../../shared/contract/churn.ts'
import { behaviourText } from './codeText.ts'
import { detailTexts, type DetailFormat } from './detail.ts'
import * as en from './en/churnCodes.ts'
import type { Language } from './language.ts'
import { fill } from './template.ts'
import * as zh from './zh/churnCodes.ts'

const of = (language: Language) => (language === 'en' ? en : zh)

export const groupText = (group: keyof typeof zh.groups, language: Language): string =>
  of(language).groups[group]

/** Name and rule of a warning signal; one that is not known keeps its key's words. */
export function signalText(
  key: string,
  language: Language,
  isClassic = true,
): { name: string; rule: string } {
  const { signals } = of(language)
  const [name, rule] = (isClassic ? undefined : signals[`${key}Relative`]) ?? signals[key] ?? [key, '']
  return { name, rule }
}

export const noteText = (note: ChurnNote, format: DetailFormat): string => {
  const { namesZh, namesEn, ...values } = note.values
  const names = format.language === 'en' ? namesEn : namesZh
  const told = names === undefined ? values : { ...values, names }
  const text = fill(of(format.language).notes[note.code], detailTexts(told, format)).trim()
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export const adviceText = (advice: keyof typeof zh.advices, language: Language): string =>
  of(language).advices[advice]

export const modelText = (model: keyof typeof zh.models, language: Language): string =>
  of(language).models[model]

export const calibrationText = (kind: keyof typeof zh.calibrations, language: Language): string =>
  of(language).calibrations[kind]

export const baselineText = (key: keyof typeof zh.baselines, language: Language): string =>
  of(language).baselines[key]

/** What a lane counts: orders, contacts, or a behaviour. */
export function subjectText(subject: string, language: Language): string {
  const text = of(language).subjects[subject] ?? behaviourText(subject, language)
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** A word behind a feature's values; empty where the value speaks for itself. */
export const unitText = (unit: string, language: Language): string => of(language).units[unit] ?? ''
