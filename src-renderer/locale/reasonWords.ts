import { reasonText } from '../../shared/analytics/features/reasonText.ts'
import type { ChurnReason } from '../../shared/contract/features.ts'
import type { Language } from './language.ts'

/** The part of the formatter that reasons need. */
export interface ReasonFormat {
  readonly language: Language
  countFull(value: number): string
  decimal(value: number, decimals: number): string
  share(value: number): string
  unitCost(minor: number): string
}

/** A reason as a short sentence. */
export function reasonWords(reason: ChurnReason, format: ReasonFormat): string {
  return reasonText(reason, format.language, {
    count: (value) => format.countFull(value),
    decimal: (value) => format.decimal(value, 1),
    percent: (share) => format.share(share),
    minor: (minor) => format.unitCost(minor),
  })
}
