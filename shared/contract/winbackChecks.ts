import type { z } from './zod.ts'
import { refuse } from './winbackFields.ts'
import { groupName, stepDays, type ScenarioOffer, type ScenarioShape } from './winbackShape.ts'

/** Channels that may be named without a ladder step that uses them; a ladder may add any other. */
export const KNOWN_CHANNELS: readonly string[] = [
  'push',
  'email',
  'sms',
  'call',
  'coupon',
  'in-app',
  'wechat',
  'whatsapp',
  'mail',
]

/** Means everybody in a list of groups, and the default in a map by group. */
export const EVERYBODY = '*'

/** What the fields of a scenario say together: names that are known, days in order, one reading of redemption, ... */
export function checkScenario(scenario: ScenarioShape, context: z.RefinementCtx): void {
  const names = checkGroups(scenario, context)
  const channels = new Set([...KNOWN_CHANNELS, ...scenario.ladder.map(({ channel }) => channel)])
  checkReachable(scenario, channels, context)
  checkDays(scenario, context)
  checkSteps(scenario, names, context)
  if (scenario.offer !== undefined) {
    checkRedemption(scenario.offer, context)
    checkFace(scenario, scenario.offer, context)
  }
  const opportunity = scenario.ledgers.opportunity
  if (opportunity?.on === true && opportunity.alternativeRoi === undefined) {
    refuse(context, ['ledgers', 'opportunity', 'alternativeRoi'], 'missing', '0..1e6')
  }
  checkCaps(scenario, names, channels, context)
  checkSampleSizes(scenario, names, channels, context)
}

/** The names of the groups, or null where a project will say them. */
function checkGroups({ audience }: ScenarioShape, context: z.RefinementCtx): ReadonlySet<string> | null {
  const { groups, fromProject } = audience
  if (groups !== undefined && fromProject !== undefined) {
    refuse(context, ['audience'], 'both-given', 'groups | fromProject')
  }
  if (groups === undefined) {
    if (fromProject === undefined) refuse(context, ['audience', 'groups'], 'missing', '>= 1 group')
    return null
  }
  if (groups.length === 0) refuse(context, ['audience', 'groups'], 'empty', '>= 1 group')
  const names = new Set<string>()
  groups.forEach((_, i) => {
    const name = groupName(groups, i)
    if (names.has(name) || name === EVERYBODY) {
      refuse(context, ['audience', 'groups', i, 'name'], 'duplicate-name', '')
    }
    names.add(name)
  })
  return names
}

function checkReachable(
  { audience }: ScenarioShape,
  channels: ReadonlySet<string>,
  context: z.RefinementCtx,
): void {
  audience.groups?.forEach(({ reachable }, i) =>
    checkNames(Object.keys(reachable), channels, ['audience', 'groups', i, 'reachable'], context),
  )
}

function checkNames(
  keys: readonly string[],
  known: ReadonlySet<string>,
  path: (string | number)[],
  context: z.RefinementCtx,
): void {
  for (const key of keys) {
    if (!known.has(key)) refuse(context, [...path, key], 'unknown-name', [...known].join(', '))
  }
}

function checkDays({ ladder, windowDays }: ScenarioShape, context: z.RefinementCtx): void {
  const days = stepDays(ladder)
  days.forEach((day, i) => {
    const before = days[i - 1] ?? 0
    const allowed = `${before} <= day < ${windowDays}`
    if (day >= windowDays) refuse(context, ['ladder', i, 'day'], 'out-of-range', allowed)
    else if (day < before) refuse(context, ['ladder', i, 'day'], 'too-early', allowed)
  })
}

function checkSteps(
  { ladder }: ScenarioShape,
  names: ReadonlySet<string> | null,
  context: z.RefinementCtx,
): void {
  if (names === null) return
  const known = new Set([...names, EVERYBODY])
  ladder.forEach((step, i) => {
    step.groups.forEach((name, k) => {
      if (!known.has(name)) {
        refuse(context, ['ladder', i, 'groups', k], 'unknown-name', [...known].join(', '))
      }
    })
    const isForAll = step.groups.includes(EVERYBODY)
    for (const field of ['delivered', 'response'] as const) {
      const value = step[field]
      if (typeof value === 'number') continue
      checkNames(Object.keys(value), known, ['ladder', i, field], context)
      if (Object.hasOwn(value, EVERYBODY)) continue
      for (const name of names) {
        const isMissing = (isForAll || step.groups.includes(name)) && !Object.hasOwn(value, name)
        if (isMissing) refuse(context, ['ladder', i, field, name], 'missing', '0..1')
      }
    }
  })
}

function checkRedemption(offer: ScenarioOffer, context: z.RefinementCtx): void {
  const hasShare = offer.redeemShare !== undefined
  const hasRate = offer.redemption !== undefined
  if (offer.mode === 'pull') {
    if (!hasShare) refuse(context, ['offer', 'redeemShare'], 'missing', '0..1')
    if (!hasRate) refuse(context, ['offer', 'redemption'], 'missing', '0..1')
    if (offer.lift === undefined) refuse(context, ['offer', 'lift'], 'missing', 'halfFace, shape')
    return
  }
  const allowed = 'redeemShare | redemption'
  if (hasShare && hasRate) refuse(context, ['offer', 'redemption'], 'both-given', allowed)
  // nothing is redeemed of an offer that is worth nothing
  if (!hasShare && !hasRate && offer.faceValue > 0) {
    refuse(context, ['offer', 'redeemShare'], 'neither-given', allowed)
  }
}

function checkFace({ audience }: ScenarioShape, offer: ScenarioOffer, context: z.RefinementCtx): void {
  const baskets = (audience.groups ?? []).map((group) => group.oneOrderRevenue ?? group.revenuePerReturn)
  const largest = baskets.length === 0 ? Infinity : Math.max(...baskets)
  const limit = (offer.minimumSpend ?? 0) > 0 ? (offer.minimumSpend ?? 0) : largest
  if (offer.faceValue > limit) refuse(context, ['offer', 'faceValue'], 'above-basket', `0..${limit}`)
}

function checkCaps(
  { caps }: ScenarioShape,
  names: ReadonlySet<string> | null,
  channels: ReadonlySet<string>,
  context: z.RefinementCtx,
): void {
  const seen = new Set<string>()
  caps.forEach(({ channel, group, unit, maximum, perDay }, i) => {
    if (channel !== undefined) checkNames([channel], channels, ['caps', i, 'channel'], context)
    if (group !== undefined && names !== null) checkNames([group], names, ['caps', i, 'group'], context)
    const allowed = 'maximum | perDay'
    if (maximum !== undefined && perDay !== undefined) {
      refuse(context, ['caps', i, 'perDay'], 'both-given', allowed)
    }
    if (maximum === undefined && perDay === undefined) {
      refuse(context, ['caps', i, 'maximum'], 'neither-given', allowed)
    }
    const scope = JSON.stringify([channel, group, unit])
    if (seen.has(scope)) refuse(context, ['caps', i], 'contradiction', '')
    seen.add(scope)
  })
}

function checkSampleSizes(
  { uncertainty }: ScenarioShape,
  names: ReadonlySet<string> | null,
  channels: ReadonlySet<string>,
  context: z.RefinementCtx,
): void {
  if (uncertainty === undefined) return
  const { sampleSizes } = uncertainty
  for (const field of ['response', 'delivered', 'stayRate', 'organicReturn'] as const) {
    const sizes = sampleSizes[field]
    const known = field === 'organicReturn' ? names : channels
    if (typeof sizes === 'number' || known === null) continue
    const path = ['uncertainty', 'sampleSizes', field]
    checkNames(Object.keys(sizes), new Set([...known, EVERYBODY]), path, context)
  }
}
