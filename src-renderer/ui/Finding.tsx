import { Fragment } from 'react'
import type { MessageKey, ValuesOf } from '../locale/catalogue.ts'
import { useLanguage } from '../locale/language.ts'
import { messageParts } from '../locale/t.ts'
import { ProvenanceNumber } from './ProvenanceNumber.tsx'
import type { Sourced } from './provenance.ts'

/** A value of a finding: a text, or a number that opens its provenance. */
export type FindingValue = string | Sourced

/** A finding as data: a message and its values, typed by the message's slots. Made by a screen's pure code. */
export interface FindingText {
  readonly key: MessageKey
  readonly values: Readonly<Record<string, FindingValue>>
}

export function finding<K extends MessageKey>(key: K, ...values: ValuesOf<K, FindingValue>): FindingText {
  return { key, values: values[0] ?? {} }
}

const textOf = (value: FindingValue) => (typeof value === 'string' ? value : value.text)

/** The sentence as plain text, for accessible names of charts and for the live region. */
export function findingText(of: FindingText, language: 'zh-CN' | 'en'): string {
  return messageParts(language, of.key, of.values, textOf)
    .map((part) => textOf(part))
    .join('')
}

/** The sentence with its numbers as buttons. */
export function Finding({ of }: { readonly of: FindingText }) {
  const language = useLanguage()
  return (
    <>
      {messageParts(language, of.key, of.values, textOf).map((part, i) =>
        typeof part === 'string' ? (
          <Fragment key={i}>{part}</Fragment>
        ) : (
          <ProvenanceNumber key={i} where="finding" value={part} />
        ),
      )}
    </>
  )
}
