import type { ChurnFeatureName } from '../../../shared/contract/churn.ts'
import type { Translate } from '../../locale/t.ts'

import type { Format } from '../../ui/format.ts'

export const BADGES = { 0: 'low', 1: 'medium', 2: 'high' } as const

export const levelWord = (level: 0 | 1 | 2, t: Translate): string =>
  ({ 0: t('risk.levelLow'), 1: t('risk.levelMedium'), 2: t('risk.levelHigh') })[level]

export const tierWord = (tier: 0 | 1 | 2, t: Translate): string =>
  ({ 0: t('churn.tierLow'), 1: t('churn.tierMiddle'), 2: t('churn.tierHigh') })[tier]

export const featureName = (feature: ChurnFeatureName, { language }: Pick<Format, 'language'>): string =>
  (language === 'en' ? feature.nameEn || feature.nameZh : feature.nameZh || feature.nameEn) || feature.key

const WHOLE = new Set(['days', 'count', 'score', 'flag', 'hour', 'month', 'dayOfMonth', 'category'])

/** A value of a feature in its unit: money and shares as such, whole numbers without a fraction. */
export function featureValue(value: number, unit: string, format: Format): string {
  if (unit === 'minor') return format.axisMoney(value)
  if (unit === 'share') return format.share(value)
  return format.decimal(value, WHOLE.has(unit) && Number.isInteger(value) ? 0 : 1)
}
