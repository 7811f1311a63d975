import type { PlainKey } from '../../app/screen.ts'
import type { Translate } from '../../locale/t.ts'
import { channelName } from '../../app/channelName.ts'
import type { Format } from '../../ui/format.ts'

/** What a sentence of these screens needs: the language, and numbers in the scenario's currency. */
export interface Telling {
  readonly t: Translate
  readonly format: Format
}

const TIER_NAMES: Readonly<Record<string, PlainKey>> = {
  'recent-repeat': 'whatif.tierRecentRepeat',
  'recent-once': 'whatif.tierRecentOnce',
  'silent-repeat': 'whatif.tierSilentRepeat',
  'silent-once': 'whatif.tierSilentOnce',
  'lapsed-repeat': 'whatif.tierLapsedRepeat',
  'lapsed-once': 'whatif.tierLapsedOnce',
}
const GROUPS: Readonly<Record<string, PlainKey>> = {
  all: 'whatif.groupAll',
  '*': 'whatif.groupOthers',
  high: 'whatif.groupHigh',
  medium: 'whatif.groupMedium',
  low: 'whatif.groupLow',
  recent: 'whatif.groupRecent',
  silent: 'whatif.groupSilent',
  slipping: 'whatif.groupSlipping',
  vip: 'whatif.groupVip',
}

/** Names of the built-in scenarios are words of the language; a person's own names stay as they are. */
export const groupName = (group: string, t: Translate): string => {
  const [tier = '', part] = group.split(' ')
  const name = TIER_NAMES[tier]
  if (name !== undefined) return part === undefined ? t(name) : `${t(name)} ${part}`
  const key = GROUPS[group]
  return key === undefined ? group : t(key)
}

/** "push > email" as "Push › 邮件". */
export const ladderName = (action: string, t: Translate): string =>
  action
    .split(' > ')
    .map((channel) => channelName(channel, t))
    .join(' › ')

/** Amounts of the engine are in currency units, those of the formatter in hundredths. */
export const minor = (units: number): number => units * 100
