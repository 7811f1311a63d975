import { useMemo } from 'react'
import { messageOf, type MessageKey, type ValuesOf } from './catalogue.ts'
import { currentLanguage, useLanguage, type Language } from './language.ts'
import { fill, fillParts } from './template.ts'

/** Text of a key; values of its slots are required by type and arrive formatted. */
export type Translate = <K extends MessageKey>(key: K, ...values: ValuesOf<K>) => string

export const translator =
  (language: Language): Translate =>
  (key, ...values) =>
    fill(messageOf(language, key), values[0] ?? {})

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
  return fillParts(messageOf(language, key), values, textOf)
}
