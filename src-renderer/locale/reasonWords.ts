import { reasonText } from '../../shared/analytics/features/reasonText.ts'
import {
  REASON_KINDS,
  REASON_SUBJECTS,
  type ChurnReason as WordedReason,
} from '../../shared/analytics/features/reasonTypes.ts'
import { FEATURE_UNITS } from '../../shared/analytics/features/spec.ts'
import type { ChurnReason } from '../../shared/contract/churn.ts'
import { groupText } from './churnText.ts'
import type { Language } from './language.ts'

/** The part of the formatter that reasons need. */
export interface ReasonFormat {
  readonly language: Language
  countFull(value: number): string
  decimal(value: number, decimals: number): string
  share(value: number): string
  unitCost(minor: number): string
}

const has = (list: readonly string[], name: string) => list.includes(name)

/** A reason of a newer engine may have a kind, a subject or a unit without words here. */
const isWorded = (reason: ChurnReason): reason is WordedReason =>
  has(REASON_KINDS, reason.kind) &&
  has(REASON_SUBJECTS, reason.subject) &&
  has(FEATURE_UNITS, reason.feature.unit)

/** A reason as a short sentence; one without words says what it is about. */
export function reasonWords(reason: ChurnReason, format: ReasonFormat): string {
  if (!isWorded(reason)) return groupText(reason.group, format.language)
  return reasonText(reason, format.language, {
    count: (value) => format.countFull(value),
    decimal: (value) => format.decimal(value, 1),
    percent: (share) => format.share(share),
    minor: (minor) => format.unitCost(minor),
  })
}
