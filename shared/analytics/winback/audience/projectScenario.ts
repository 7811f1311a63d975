import { ENGINE_VERSIONS } from '../../../contract/version.ts'
import { EVERYBODY } from '../../../contract/winbackChecks.ts'
import type {
  AudienceRate,
  ProjectFilter,
  ProjectScenario,
} from '../../../contract/winbackAudience.ts'
import type { ScenarioInput } from '../../../contract/winbackShape.ts'
import { addressOf, type ScenarioNames } from './names.ts'
import type { ProjectMembers } from './fromProject.ts'
import { rateRows, type MeasuredOf, type ProjectRates } from './rates.ts'
import { TIERS } from './tiers.ts'

type Step = ScenarioInput['ladder'][number]
type PerGroup = Step['response']

/** What a scenario's own rates are called where nothing was measured. */
export type RateOrigin = 'entered' | 'starting-table'

/**
 * A scenario whose groups are the cells of a project. Steps whose channel was measured take the measured rates, drawn to
 * the overall rate where tiers are small; every other number stays as it was given, and a rate by groups that the project
 * does not have keeps its default. Names of a tier in the scenario mean all cells of that tier. Cost: steps x cells.
 */
export function projectScenario(
  given: ScenarioInput,
  members: ProjectMembers,
  rates: ProjectRates,
  about: { readonly filter: ProjectFilter; readonly asOfDay: number; readonly origin: RateOrigin },
): ProjectScenario {
  const { cells, cellNames } = members
  const names: ScenarioNames = { cellNames, tiers: TIERS }
  const channels = [...new Set(given.ladder.map(({ channel }) => channel ?? 'contact'))]
  const rows: AudienceRate[] = []
  const seen = new Set<string>()
  const ladder = given.ladder.map((step): Step => {
    const channel = step.channel ?? 'contact'
    const measured = rates.channels.find((one) => one.channel === channel)
    const isNew = !seen.has(channel)
    seen.add(channel)
    const response =
      measured === undefined
        ? spread(step.response, names)
        : Object.fromEntries(
            cellNames.map((name, cell) => [
              name,
              rateOf(measured.response[cells.rateClass[cell]!] ?? measured.overall),
            ]),
          )
    if (isNew && measured === undefined) rows.push(...enteredRows(channel, step, about.origin))
    return {
      ...step,
      response,
      delivered: measured?.delivered?.rate.value ?? spread(step.delivered ?? 1, names),
      groups: groupsOf(step.groups, names),
    }
  })
  const offer = offerOf(given, rates)
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
    uncertainty: { ...given.uncertainty, sampleSizes: sizesOf(given, rates) },
  }
  if (rates.lift !== null) {
    for (const { channel, lift, nTreated, nControl } of rates.lift.points) {
      const isUsed = seen.has(channel)
      if (!isUsed) continue
      rows.push({
        kind: 'lift',
        channel,
        tier: null,
        value: lift,
        interval: null,
        source: 'measured',
        nTreated,
        nControl,
      })
    }
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
      inputs: members.inputs,
      rates: [...rateRows(rates).filter(({ channel }) => seen.has(channel)), ...rows],
      nContacts: rates.nContacts,
      engineVersion: ENGINE_VERSIONS.winback,
    },
  }
}

function rateOf({ rate }: MeasuredOf): number {
  return Math.min(1, Math.max(0, rate.value))
}

/** A rate by groups with the project's names: tiers and cells keep their own, all others have the default or the mean. */
function spread(rate: PerGroup | number, names: ScenarioNames): PerGroup {
  if (typeof rate === 'number') return rate
  const entries = Object.entries(rate)
  const own = entries.flatMap(([group, value]) =>
    group === EVERYBODY ? [] : addressOf(group, names).map((name) => [name, value] as const),
  )
  const values = entries.map(([, value]) => value)
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
  return { ...Object.fromEntries(own), [EVERYBODY]: rate[EVERYBODY] ?? mean }
}

/** A list of groups that the project has none of means everybody. */
function groupsOf(groups: readonly string[] | undefined, names: ScenarioNames): string[] {
  const found = (groups ?? [EVERYBODY]).flatMap((group) =>
    group === EVERYBODY ? [EVERYBODY] : addressOf(group, names),
  )
  return found.length === 0 || found.includes(EVERYBODY) ? [EVERYBODY] : [...new Set(found)]
}

/** The largest face that a basket bears keeps an offer valid; a measured lift replaces the entered one. */
function offerOf({ offer }: ScenarioInput, { lift }: ProjectRates): ScenarioInput['offer'] {
  if (offer === undefined || offer.mode === 'pull' || lift === null) return offer
  return { ...offer, lift: { maximum: lift.maximum, halfFace: lift.halfFace, shape: 1 } }
}

function sizesOf({ uncertainty }: ScenarioInput, { channels }: ProjectRates) {
  const given = uncertainty?.sampleSizes
  if (channels.length === 0) return given
  const fallback = (value: number | Readonly<Record<string, number>> | undefined): Record<string, number> =>
    typeof value === 'object' ? { ...value } : { [EVERYBODY]: value ?? 200 }
  const response = fallback(given?.response)
  const delivered = fallback(given?.delivered)
  for (const { channel, overall, delivered: known } of channels) {
    response[channel] = Math.max(1, Math.round(overall.sampleSize))
    if (known !== null) delivered[channel] = Math.max(1, known.n)
  }
  const { organicReturn, ...rest } = given ?? {}
  return { ...rest, ...(typeof organicReturn === 'number' && { organicReturn }), response, delivered }
}

function enteredRows(channel: string, step: Step, source: RateOrigin): AudienceRate[] {
  const value = (rate: PerGroup | number): number =>
    typeof rate === 'number' ? rate : (rate[EVERYBODY] ?? Object.values(rate)[0] ?? 0)
  const row = (kind: AudienceRate['kind'], rate: PerGroup | number): AudienceRate => ({
    kind,
    channel,
    tier: null,
    value: value(rate),
    interval: null,
    source,
    nTreated: 0,
    nControl: 0,
  })
  return [row('response', step.response), row('delivered', step.delivered ?? 1)]
}

function cellOrder(
  names: readonly string[],
  { rateClass }: { readonly rateClass: ArrayLike<number> },
  a: number,
  b: number,
): number {
  return rateClass[a]! - rateClass[b]! || names[a]!.localeCompare(names[b]!, 'en', { numeric: true })
}
