import { AppError } from '../../../contract/errors.ts'
import type { AudienceInput } from '../../../contract/winbackAudience.ts'
import type { AttributeTable } from '../../attributes/attributeTable.ts'
import type { PurchaseLedger } from '../../ledger/ledger.ts'
import type { Audience } from '../ladder/audience.ts'
import { cellsOf } from '../plan/cells.ts'
import { pastReturns, type ControlReturns } from './pastReturns.ts'
import { reachOf } from './reach.ts'
import { TIERS, standingAt, tierCuts, tierOf, type Standing, type TierCuts } from './tiers.ts'

/** Churn probabilities of a stored run: by customer, over `horizonDays`. */
export interface ChurnFacts {
  readonly horizonDays: number
  readonly customer: ArrayLike<number>
  readonly pChurn: ArrayLike<number>
}

/** What the lifetime engine says of customers: spend of an order, orders over the value horizon while alive, P(alive). */
export interface LifetimeFacts {
  readonly customer: ArrayLike<number>
  readonly spendMinor: ArrayLike<number>
  readonly ordersIfAlive: ArrayLike<number>
  readonly pAlive: ArrayLike<number>
}

/** What an audience is made of. `controls`: control groups' returns, null without any. */
export interface ProjectFacts {
  readonly purchases: PurchaseLedger
  readonly attributes: AttributeTable
  readonly churn: ChurnFacts | null
  readonly lifetime: LifetimeFacts | null
  readonly asOfDay: number
  readonly windowDays: number
  readonly silentDays: number
  readonly valueDays: number
  /** channels of the ladder */
  readonly channels: readonly string[]
  readonly controls: ControlReturns | null
}

/** The audience of a project. Columns by member; `cellOf` his cell in `cells`, whose rate class is its tier. */
export interface ProjectMembers {
  /** dense number of every member */
  readonly customer: Uint32Array
  readonly tier: Uint8Array
  readonly recencyDays: Uint32Array
  readonly orders: Uint32Array
  readonly audience: Audience
  readonly cells: Audience
  readonly cellOf: Uint32Array
  /** tier and number, see `namesOf` */
  readonly cellNames: readonly string[]
  readonly tooRecent: number
  readonly unreachable: number
  readonly inputs: readonly AudienceInput[]
}

const RISK_PARTS = 2
const VALUE_PARTS = 3
/** so many returns that were expected of control customers move the level half of the way */
const LEVEL_PRIOR = 20
const MOST_LEVEL = 2.5

/** Who is silent for long enough, where he stands, and the tiers' cuts of this audience. Cost: one pass. */
export function candidatesOf({
  purchases,
  asOfDay,
  silentDays,
}: Pick<ProjectFacts, 'purchases' | 'asOfDay' | 'silentDays'>): {
  members: number[]
  standings: Standing[]
  tooRecent: number
  cuts: TierCuts
} {
  const members: number[] = []
  const standings: Standing[] = []
  let tooRecent = 0
  for (let c = 0; c < purchases.nCustomers; c++) {
    const standing = standingAt(purchases, c, asOfDay)
    if (standing === null) continue
    if (standing.recencyDays < silentDays) {
      tooRecent++
      continue
    }
    members.push(c)
    standings.push(standing)
  }
  return { members, standings, tooRecent, cuts: tierCuts(standings.map(({ recencyDays }) => recencyDays)) }
}

/**
 * A project's silent customers as an audience, and the same compressed to cells of tier x value x risk for a plan under a
 * moving hand. Organic return o: 1 - pChurn of the churn run brought from its horizon H to the window W, o = 1 - (1 - r)^(W/H),
 * else the share of customers with the same silence and number of orders who came back in earlier windows; where control
 * groups exist, o is brought toward theirs, against everybody who stood as they did. Money: the lifetime engine's expected spend of an order s and
 * orders while alive E over the value horizon, else the customer's own average and pace; one
 * who returns once is worth s, one who returns and stays s (1 + E (1 - P(alive))): what he would have spent without it is not won. Reach from his own fields. Customers
 * whom no channel reaches are left out and counted. Throws `no-data` when nobody is left. Cost: some ten passes.
 */
export function audienceFromProject(facts: ProjectFacts): ProjectMembers {
  const { purchases, churn, lifetime, windowDays, valueDays, channels, attributes } = facts
  const found = candidatesOf(facts)
  const reach = channels.map((channel) => reachOf(attributes, purchases.nCustomers, channel))
  const kept = found.members.flatMap((c, i) =>
    channels.length === 0 || reach.some(({ share }) => share[c]! > 0) ? [i] : [],
  )
  if (kept.length === 0) throw new AppError('no-data')
  const n = kept.length
  const customer = Uint32Array.from(kept, (i) => found.members[i]!)
  const standing = kept.map((i) => found.standings[i]!)
  const tier = Uint8Array.from(standing, (one) => tierOf(one, found.cuts))

  const past = pastReturns(purchases, facts.asOfDay, windowDays, facts.silentDays)
  const risk = new Map<number, number>()
  if (churn !== null)
    for (let i = 0; i < churn.customer.length; i++) risk.set(churn.customer[i]!, churn.pChurn[i]!)
  let nByModel = 0
  const organic = Float64Array.from(customer, (c, i) => {
    const p = risk.get(c)
    if (p === undefined || churn === null) return past.share(standing[i]!.recencyDays, standing[i]!.orders)
    nByModel++
    return 1 - Math.min(1, Math.max(0, p)) ** (windowDays / churn.horizonDays)
  })
  const nControl = bringToControls(organic, facts.controls)

  const alive = new Map<number, number>()
  if (lifetime !== null)
    for (let i = 0; i < lifetime.customer.length; i++) alive.set(lifetime.customer[i]!, i)
  const whole = new Float64Array(n)
  const once = new Float64Array(n)
  let nByLifetime = 0
  for (let i = 0; i < n; i++) {
    const at = alive.get(customer[i]!)
    const { orders, ageDays, spendMinor } = standing[i]!
    let spend = Math.max(0, spendMinor) / orders / 100
    let further = orders < 2 ? 0 : ((orders - 1) / Math.max(30, ageDays)) * valueDays
    let isAlive = organic[i]!
    if (at !== undefined && lifetime !== null) {
      nByLifetime++
      spend = lifetime.spendMinor[at]! / 100
      further = lifetime.ordersIfAlive[at]!
      isAlive = lifetime.pAlive[at]!
    }
    whole[i] = spend * (1 + (1 - isAlive) * further)
    once[i] = spend
  }
  const audience: Audience = {
    n,
    count: new Float64Array(n).fill(1),
    rateClass: Uint16Array.from(tier),
    organicReturn: organic,
    revenuePerReturn: whole,
    oneOrderRevenue: once,
    reachable: reach.map(({ share }) => Float64Array.from(customer, (c) => share[c]!)),
  }
  // reachability is averaged within a cell, so that the cells stay few enough to be read
  const { audience: cells, cellOf } = cellsOf({ ...audience, reachable: [] }, RISK_PARTS, VALUE_PARTS)
  const shares = audience.reachable.map((share) => meansBy(share, cellOf, cells.n))
  const organicSource = nByModel > 0 ? 'churn-model' : 'past-returns'
  return {
    customer,
    tier,
    recencyDays: Uint32Array.from(standing, ({ recencyDays }) => recencyDays),
    orders: Uint32Array.from(standing, ({ orders }) => orders),
    audience: { ...audience, rateClass: Uint16Array.from(cellOf) },
    cells: { ...cells, reachable: shares },
    cellOf,
    cellNames: namesOf(cells),
    tooRecent: found.tooRecent,
    unreachable: found.members.length - n,
    inputs: [
      {
        input: 'organic',
        channel: null,
        mean: meanOf(organic),
        source: organicSource,
        n: nByModel > 0 ? nByModel : past.n,
      },
      ...(nControl > 0
        ? [{ input: 'organic', channel: null, mean: null, source: 'control-groups', n: nControl } as const]
        : []),
      {
        input: 'value',
        channel: null,
        mean: meanOf(whole),
        source: nByLifetime > 0 ? 'lifetime-model' : 'past-orders',
        n: nByLifetime > 0 ? nByLifetime : n,
      },
      { input: 'tier', channel: null, mean: null, source: 'past-orders', n },
      ...channels.map((channel, k): AudienceInput => {
        const { nKnown } = reach[k]!
        return {
          input: 'reach',
          channel,
          mean: meanOf(audience.reachable[k]!),
          source: nKnown > 0 ? 'customer-fields' : 'assumed',
          n: nKnown > 0 ? nKnown : null,
        }
      }),
    ],
  }
}

/** Moves the level toward that of the control groups; answers how many control customers that stands on. */
function bringToControls(organic: Float64Array, controls: ControlReturns | null): number {
  if (controls === null || !(controls.expected > 0)) return 0
  const { nControl, returned, expected } = controls
  const ratio = Math.min(MOST_LEVEL, Math.max(1 / MOST_LEVEL, returned / expected))
  const weight = expected / (expected + LEVEL_PRIOR)
  const level = ratio ** weight
  organic.forEach((o, i) => {
    organic[i] = Math.min(1, o * level)
  })
  return nControl
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function meansBy(values: Float64Array, cellOf: Uint32Array, nCells: number): Float64Array {
  const sum = new Float64Array(nCells)
  const count = new Float64Array(nCells)
  values.forEach((value, i) => {
    const cell = cellOf[i]!
    sum[cell] = sum[cell]! + value
    count[cell] = count[cell]! + 1
  })
  return sum.map((one, cell) => one / count[cell]!)
}

/** "recent-repeat 1", "recent-repeat 2", ...: the cells of a tier by falling money, so that 1 is worth most. */
function namesOf({ n, rateClass, revenuePerReturn, organicReturn }: Audience): string[] {
  const names = Array.from({ length: n }, () => '')
  TIERS.forEach((name, tier) => {
    const own = [...names.keys()].filter((cell) => rateClass[cell] === tier)
    own.sort((a, b) => revenuePerReturn[b]! - revenuePerReturn[a]! || organicReturn[a]! - organicReturn[b]!)
    own.forEach((cell, k) => {
      names[cell] = `${name} ${k + 1}`
    })
  })
  return names
}
