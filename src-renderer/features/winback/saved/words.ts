import type { PlainKey } from '../../../app/screen.ts'
import type { Translate } from '../../../locale/t.ts'
import { channelName } from '../../../app/channelName.ts'
import type { StepKey } from './compare.ts'

export const STEP_WORDS: Readonly<Record<StepKey, PlainKey>> = {
  audience: 'whatif.whyAudience',
  ladder: 'whatif.whyLadder',
  offer: 'whatif.whyOffer',
  ledgers: 'whatif.whyLedgers',
  plan: 'whatif.whyPlan',
}

const FIELDS: Readonly<Record<string, PlainKey>> = {
  budget: 'whatif.budget',
  'value.marginRate': 'whatif.marginRate',
  'offer.faceValue': 'whatif.face',
  'offer.redemption': 'whatif.redemption',
  'offer.redeemShare': 'whatif.redeemShare',
  'offer.minimumSpend': 'whatif.minimumSpend',
  'ledgers.direct.fixed': 'whatif.fixed',
}

/** An input as the simulators call it; one that has no lever goes by its place in the file. */
export function inputName(path: string, t: Translate): string {
  const key = FIELDS[path]
  return key === undefined ? path : t(key)
}

/** A value of an input as text. */
export function inputText(value: unknown, t: Translate, decimal: (value: number) => string): string {
  if (value === undefined || value === null) return t('whatif.byDefault')
  if (typeof value === 'number') return decimal(value)
  if (typeof value === 'boolean') return value ? t('whatif.yes') : t('whatif.no')
  return typeof value === 'string' ? channelName(value, t) : JSON.stringify(value)
}
