import { ENGINE_VERSIONS } from '../../../contract/version.ts'
import { EVERYBODY } from '../../../contract/winbackChecks.ts'
import type { AudienceRate, ProjectScenario } from '../../../contract/winbackAudience.ts'
import type { ScenarioInput } from '../../../contract/winbackShape.ts'
import { addressOf, type ScenarioNames } from './names.ts'
import type { ProjectMembers } from './fromProject.ts'
import type { ProjectRates } from './rates.ts'
import { jointRates } from './jointRates.ts'
import {
  costRows,
  eligibleOf,
  redeemOf,
  redeemRow,
  redemptionRows,
  unitCostOf,
  type ProjectAbout,
  type RateOrigin,
} from './offerTerms.ts'
import type { RedeemShare } from './redeemShare.ts'
import { liftOf, responsesOf, type ChannelResponse, type LiftCurve } from './responses.ts'
import { TIERS } from './tiers.ts'

type Step = ScenarioInput['ladder'][number]
type PerGroup = Step['response']

/**
 * A scenario whose groups are the cells of a project. Steps whose channel was measured take the measured rates (see
 * `responsesOf`), a measured lift replaces the given one, and the share of holders who redeem is that of past coupons (see
 * `redeemShareOf`). Prices of contacts and the share of large enough baskets replace starting values, never what a person
 * gave. Every other number stays as it was given, and a rate by groups that the project does not have keeps its default.
 * Names of a tier in the scenario mean all cells of that tier. Cost: steps x cells.
 */
export function projectScenario(
  given: ScenarioInput,
  members: ProjectMembers,
  rates: ProjectRates,
  about: ProjectAbout,
): ProjectScenario {
  const { cells, cellNames } = members
  const names: ScenarioNames = { cellNames, tiers: TIERS }
  const channels = [...new Set(given.ladder.map(({ channel }) => channel ?? 'contact'))]
  const halfFace = given.offer?.lift?.halfFace ?? given.offer?.faceValue ?? 0
  const givenRate = (channel: string): number =>
    meanOf(given.ladder.find((step) => (step.channel ?? 'contact') === channel)?.response ?? 0)
  const eligible = eligibleOf(given, about)
  const share = eligible?.share ?? given.offer?.eligibleShare ?? 1
  // past coupons are taken to have asked for the same minimum: what they drew is what passed it
  const joint = jointRates(rates, givenRate, {
    maximum: (given.offer?.lift?.maximum ?? 0) * share,
    halfFace,
  })
  const responses = responsesOf(rates, cells, tierOrganicOf(members), joint)
  const lift = liftOf(rates, joint, halfFace)
  const ladder = given.ladder.map((step): Step => {
    const channel = step.channel ?? 'contact'
    const measured = responses.get(channel)
    const known = rates.channels.find((one) => one.channel === channel)?.delivered
    return {
      ...step,
      response:
        measured === undefined
          ? spread(step.response, names)
          : Object.fromEntries(cellNames.map((name, cell) => [name, measured.cells[cell]!])),
      delivered: known?.rate.value ?? spread(step.delivered ?? 1, names),
      ...(about.origin === 'starting-table' && unitCostOf(step, rates)),
      groups: groupsOf(step.groups, names),
    }
  })
  const redeem = redeemOf(given, rates, joint, halfFace, share)
  const offer = offerOf(given, lift, halfFace, share, redeem)
  const order = [...cellNames.keys()].toSorted((a, b) => cellOrder(cellNames, cells, a, b))
  const scenario: ScenarioInput = {
    ...given,
    audience: {
      groups: order.map((cell) => ({
        name: cellNames[cell]!,
        customers: cells.count[cell]!,
        organicReturn: cells.organicReturn[cell]!,
        revenuePerReturn: cells.revenuePerReturn[cell]!,
        oneOrderRevenue: cells.oneOrderRevenue[cell]!,
        core: (TIERS[cells.rateClass[cell]!] ?? '').endsWith('repeat'),
        reachable: Object.fromEntries(channels.map((channel, k) => [channel, cells.reachable[k]![cell]!])),
      })),
    },
    ladder,
    ...(offer === undefined ? {} : { offer }),
    uncertainty: { ...given.uncertainty, sampleSizes: sizesOf(given, rates, responses, redeem) },
  }
  return {
    scenario,
    audience: {
      filter: about.filter,
      asOfDay: about.asOfDay,
      customers: members.customer.length,
      tooRecent: members.tooRecent,
      unreachable: members.unreachable,
      cells: cells.n,
      inputs: [
        ...members.inputs,
        ...(about.origin === 'starting-table' ? costRows(given, rates) : []),
        ...(eligible === null ? [] : [eligible.row]),
        ...(redeem === null ? [] : [redeemRow(redeem)]),
      ],
      rates: rowsOf(given, channels, rates, responses, lift, about.origin),
      basketQuantiles: about.baskets,
      nContacts: rates.nContacts,
      engineVersion: ENGINE_VERSIONS.winback,
    },
  }
}

/** Mean organic return by tier; a tier that nobody is in has that of everybody. */
function tierOrganicOf({ tier, audience: { organicReturn, n } }: ProjectMembers): number[] {
  const all = organicReturn.reduce((sum, o) => sum + o, 0) / n
  return TIERS.map((_, t) => {
    let sum = 0
    let count = 0
    organicReturn.forEach((o, i) => {
      if (tier[i] !== t) return
      sum += o
      count++
    })
    return count === 0 ? all : sum / count
  })
}

function meanOf(rate: PerGroup | number): number {
  if (typeof rate === 'number') return rate
  const values = Object.values(rate)
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}

/** A rate by groups with the project's names: tiers and cells keep their own, all others have the default or the mean. */
function spread(rate: PerGroup | number, names: ScenarioNames): PerGroup {
  if (typeof rate === 'number') return rate
  const entries = Object.entries(rate)
  const own = entries.flatMap(([group, value]) =>
    group === EVERYBODY ? [] : addressOf(group, names).map((name) => [name, value] as const),
  )
  return { ...Object.fromEntries(own), [EVERYBODY]: rate[EVERYBODY] ?? meanOf(rate) }
}

/** A list of groups that the project has none of means everybody. */
function groupsOf(groups: readonly string[] | undefined, names: ScenarioNames): string[] {
  const found = (groups ?? [EVERYBODY]).flatMap((group) =>
    group === EVERYBODY ? [EVERYBODY] : addressOf(group, names),
  )
  return found.length === 0 || found.includes(EVERYBODY) ? [EVERYBODY] : [...new Set(found)]
}

/** A measured lift replaces the given one; in mode `pull` the lift is solved and stays out of it. */
function offerOf(
  { offer }: ScenarioInput,
  lift: LiftCurve | null,
  halfFace: number,
  eligibleShare: number,
  redeem: RedeemShare | null,
): ScenarioInput['offer'] {
  if (offer === undefined) return undefined
  return {
    ...offer,
    ...(eligibleShare !== (offer.eligibleShare ?? 1) && { eligibleShare }),
    ...(redeem !== null && { redeemShare: redeem.value }),
    ...(offer.mode !== 'pull' &&
      lift !== null && {
        lift: { maximum: eligibleShare > 0 ? lift.maximum / eligibleShare : 0, halfFace, shape: 1 },
      }),
  }
}

function sizesOf(
  { uncertainty }: ScenarioInput,
  { channels }: ProjectRates,
  responses: ReadonlyMap<string, ChannelResponse>,
  redeem: RedeemShare | null,
) {
  const given = uncertainty?.sampleSizes
  const asMap = (value: number | Readonly<Record<string, number>> | undefined): Record<string, number> =>
    typeof value === 'object' ? { ...value } : { [EVERYBODY]: value ?? 200 }
  const response = asMap(given?.response)
  const delivered = asMap(given?.delivered)
  for (const { channel, delivered: known } of channels) {
    const found = responses.get(channel)
    if (found !== undefined) response[channel] = Math.max(1, Math.round(found.sampleSize))
    if (known !== null) delivered[channel] = Math.max(1, known.n)
  }
  const { organicReturn, ...rest } = given ?? {}
  return {
    ...rest,
    ...(typeof organicReturn === 'number' && { organicReturn }),
    ...(redeem !== null && { redeemShare: Math.round(redeem.sampleSize) }),
    response,
    delivered,
  }
}

/** A row for every rate of the ladder's channels, by channel. */
function rowsOf(
  given: ScenarioInput,
  channels: readonly string[],
  rates: ProjectRates,
  responses: ReadonlyMap<string, ChannelResponse>,
  lift: LiftCurve | null,
  origin: RateOrigin,
): AudienceRate[] {
  return channels.flatMap((channel): AudienceRate[] => {
    const step = given.ladder.find((one) => (one.channel ?? 'contact') === channel)
    const own = rates.channels.find((one) => one.channel === channel)
    const response = responses.get(channel)
    const base = { channel, tier: null, interval: null, nTreated: 0, nControl: 0 }
    const plain = { ...base, source: origin }
    if (own === undefined || response === undefined) {
      return [
        { ...plain, kind: 'response', value: meanOf(step?.response ?? 0) },
        { ...plain, kind: 'delivered', value: meanOf(step?.delivered ?? 1) },
        ...redemptionRows(rates, channel),
      ]
    }
    const counted = ({ nTreated, nControl }: { nTreated: number; nControl: number }) => ({
      nTreated,
      nControl,
      source: 'measured' as const,
    })
    return [
      {
        ...base,
        ...counted(own),
        kind: 'response',
        value: response.overall.value,
        interval: response.overall,
      },
      ...response.tiers.map((rate, tier): AudienceRate => ({
        ...base,
        ...counted(own.tiers[tier] ?? { nTreated: 0, nControl: 0 }),
        kind: 'response',
        tier: TIERS[tier] ?? null,
        value: rate.value,
        interval: rate,
      })),
      own.delivered === null
        ? { ...plain, kind: 'delivered', value: meanOf(step?.delivered ?? 1) }
        : {
            ...base,
            kind: 'delivered',
            source: 'measured',
            value: own.delivered.rate.value,
            interval: own.delivered.rate,
            nTreated: own.delivered.n,
          },
      ...(lift?.points ?? [])
        .filter((point) => point.channel === channel)
        .map((point): AudienceRate => ({
          ...base,
          ...counted(point),
          kind: 'lift',
          faceValue: point.faceMinor / 100,
          value: point.lift.value,
          interval: point.lift,
        })),
      ...redemptionRows(rates, channel),
    ]
  })
}

function cellOrder(
  names: readonly string[],
  { rateClass }: { readonly rateClass: ArrayLike<number> },
  a: number,
  b: number,
): number {
  return rateClass[a]! - rateClass[b]! || names[a]!.localeCompare(names[b]!, 'en', { numeric: true })
}
