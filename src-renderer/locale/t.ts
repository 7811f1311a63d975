import { useMemo } from 'react'
import { messageOf, type MessageKey, type ValuesOf } from './catalogue.ts'
import { currentLanguage, useLanguage, type Language } from './language.ts'
import { fill, fillParts } from './template.ts'

/** Text of a key; values of its slots are required by type and arrive formatted. */
export type Translate = <K extends MessageKey>(key: K, ...values: ValuesOf<K>) => string

/** 312 万 rows are "312 万行", 9,640 rows are "9,640 行": no space stands between two Han characters. */
const HAN_GAP = /(?<=\p{Script=Han}) (?=\p{Script=Han})/gu
const closeHan = (text: string, language: Language) => (language === 'en' ? text : text.replace(HAN_GAP, ''))

export const translator =
  (language: Language): Translate =>
  (key, ...values) =>
    closeHan(fill(messageOf(language, key), values[0] ?? {}), language)

/** Bound to the language that is shown; the component follows a switch of language. */
export function useT(): Translate {
  const language = useLanguage()
  return useMemo(() => translator(language), [language])
}

/** Outside of components: in the language that is shown at this moment. */
export const t: Translate = (key, ...values) => translator(currentLanguage())(key, ...values)

/** A message as pieces, for values that are not texts (numbers that open their provenance). */
export function messageParts<K extends MessageKey, V>(
  language: Language,
  key: K,
  values: Readonly<Record<string, V>>,
  textOf: (value: V) => string,
): (string | V)[] {
  const parts = fillParts(messageOf(language, key), values, textOf)
  if (language === 'en') return parts
  return parts.map((part, i) => {
    const before = parts[i - 1]
    if (typeof part !== 'string' || before === undefined || typeof before === 'string') return part
    const gap = `${textOf(before).slice(-1)}${part}`
    return closeHan(gap, language).length < gap.length ? part.slice(1) : part
  })
}
