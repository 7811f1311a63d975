import { useMemo } from 'react'
import { create } from 'zustand'
import { useLanguage } from '../locale/language.ts'
import { createFormat, type Format } from './format.ts'

/** What the formatter follows beside the language; set by the session. */
export const useFormatStore = create<{ currency: string; compact: boolean }>(() => ({
  currency: 'CNY',
  compact: true,
}))

/** The formatter of the moment: language, the project's currency, compact or full. */
export function useFormat(): Format {
  const language = useLanguage()
  const { currency, compact } = useFormatStore()
  return useMemo(() => createFormat({ language, currency, compact }), [language, currency, compact])
}
