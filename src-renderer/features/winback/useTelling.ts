import { useMemo } from 'react'
import { useLanguage } from '../../locale/language.ts'
import { useT } from '../../locale/t.ts'
import { createFormat } from '../../ui/format.ts'
import { useFormatStore } from '../../ui/useFormat.ts'
import { useWhatIf } from './store.ts'
import type { Telling } from './words.ts'

/** Language and numbers; a scenario is in its own currency, not in the open project's. */
export function useTelling(ownCurrency?: string): Telling {
  const t = useT()
  const language = useLanguage()
  const compact = useFormatStore((state) => state.compact)
  const opened = useWhatIf((state) => state.scenario.currency)
  const currency = ownCurrency ?? opened
  return useMemo(
    () => ({ t, format: createFormat({ language, currency, compact }) }),
    [t, language, currency, compact],
  )
}
