import type { ChurnReason } from '../../shared/contract/churn.ts'
import { groupText } from './churnText.ts'
import type { Language } from './language.ts'

/** A reason as a short sentence; a kind that is not known says what it is about. */
export const reasonWords = (reason: ChurnReason, language: Language): string =>
  groupText(reason.group, language)
