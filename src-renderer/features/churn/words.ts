import type { Translate } from '../../locale/t.ts'

export const BADGES = { 0: 'low', 1: 'medium', 2: 'high' } as const

export const levelWord = (level: 0 | 1 | 2, t: Translate): string =>
  ({ 0: t('risk.levelLow'), 1: t('risk.levelMedium'), 2: t('risk.levelHigh') })[level]

export const tierWord = (tier: 0 | 1 | 2, t: Translate): string =>
  ({ 0: t('churn.tierLow'), 1: t('churn.tierMiddle'), 2: t('churn.tierHigh') })[tier]
