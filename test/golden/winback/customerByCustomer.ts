/**
 * A second reading of the money model, for one customer at a time: every outcome of every step with its probability. It
 * shares no code with the engine and reads the file as it is written.
 */
export interface RawScenario {
  windowDays: number
  audience: { groups: RawGroup[] }
  organicStayRate?: number
  value: { marginRate: number }
  ladder: RawStep[]
  offer?: {
    faceValue: number
    eligibleShare?: number
    redeemShare: number
    lift?: { maximum: number; halfFace: number; shape: number }
  }
  ledgers?: {
    direct?: { fixed?: number }
    opportunity?: { on: boolean; alternativeRoi: number }
    hidden?: { on: boolean; hours: number; hourCost: number; upkeep: number; optOutValue: number }
  }
}

interface RawGroup {
  name: string
  customers: number
  organicReturn: number
  revenuePerReturn: number
  oneOrderRevenue?: number
  reachable?: Record<string, number>
}

interface RawStep {
  channel: string
  day: number
  unitCost: number
  chargedOn?: 'sent' | 'delivered'
  delivered: number | Record<string, number>
  response: number | Record<string, number>
  optOut?: number
  groups?: string[]
  offer?: boolean
  stayRate?: number
}

/** What the outcomes add up to. */
export interface Tally {
  contacts: number
  delivered: number
  organicReturns: number
  incrementalReturns: number
  healthyReturns: number
  optOuts: number
  messageCost: number
  couponsIssued: number
  couponsRedeemed: number
  couponsUnneeded: number
  couponsLeaked: number
  organicRevenue: number
  incrementalRevenue: number
  direct: number
  total: number
  profit: number
}

/** The whole scenario, by outcomes. */
export function tallyOf(scenario: RawScenario): Tally {
  const tally: Tally = {
    contacts: 0,
    delivered: 0,
    organicReturns: 0,
    incrementalReturns: 0,
    healthyReturns: 0,
    optOuts: 0,
    messageCost: 0,
    couponsIssued: 0,
    couponsRedeemed: 0,
    couponsUnneeded: 0,
    couponsLeaked: 0,
    organicRevenue: 0,
    incrementalRevenue: 0,
    direct: 0,
    total: 0,
    profit: 0,
  }
  for (const group of scenario.audience.groups) {
    climb(scenario, group, 0, 'other', false, group.customers * (1 - group.organicReturn), tally)
    climb(scenario, group, 0, 'organic', false, group.customers * group.organicReturn, tally)
  }
  const { direct, opportunity, hidden } = scenario.ledgers ?? {}
  tally.direct =
    tally.messageCost + tally.couponsRedeemed * (scenario.offer?.faceValue ?? 0) + (direct?.fixed ?? 0)
  tally.total = tally.direct
  if (opportunity?.on === true) tally.total += tally.direct * opportunity.alternativeRoi
  if (hidden?.on === true) {
    tally.total += hidden.hours * hidden.hourCost + hidden.upkeep + tally.optOuts * hidden.optOutValue
  }
  tally.profit = tally.incrementalRevenue * scenario.value.marginRate - tally.total
  return tally
}

/** One kind of customer before step `s`, with `weight` of them. Organic ones are taken to be still absent. */
function climb(
  scenario: RawScenario,
  group: RawGroup,
  s: number,
  kind: 'organic' | 'other',
  holds: boolean,
  weight: number,
  tally: Tally,
): void {
  if (weight === 0) return
  const step = scenario.ladder[s]
  if (step === undefined) {
    if (kind === 'organic') organicReturn(scenario, group, holds, weight, tally)
    return
  }
  if (kind === 'organic') {
    // who has come by himself since the step before is out of reach; the rest go on
    const earlier = scenario.ladder[s - 1]?.day ?? 0
    const still = (scenario.windowDays - step.day) / (scenario.windowDays - earlier)
    organicReturn(scenario, group, holds, weight * (1 - still), tally)
    weight *= still
  }
  const names = step.groups ?? ['*']
  if (!names.includes('*') && !names.includes(group.name)) {
    climb(scenario, group, s + 1, kind, holds, weight, tally)
    return
  }
  const reach = group.reachable?.[step.channel] ?? 1
  const arrive = rate(step.delivered, group.name)
  climb(scenario, group, s + 1, kind, holds, weight * (1 - reach), tally)
  tally.contacts += weight * reach
  if (step.chargedOn !== 'delivered') tally.messageCost += weight * reach * step.unitCost
  climb(scenario, group, s + 1, kind, holds, weight * reach * (1 - arrive), tally)
  arrived(scenario, group, s, kind, holds, weight * reach * arrive, tally)
}

function arrived(
  scenario: RawScenario,
  group: RawGroup,
  s: number,
  kind: 'organic' | 'other',
  heldBefore: boolean,
  weight: number,
  tally: Tally,
): void {
  const step = scenario.ladder[s]
  if (step === undefined) return
  tally.delivered += weight
  tally.optOuts += weight * (step.optOut ?? 0)
  if (step.chargedOn === 'delivered') tally.messageCost += weight * step.unitCost
  const { offer } = scenario
  const carries = step.offer === true && offer !== undefined && offer.faceValue > 0
  if (carries && !heldBefore) tally.couponsIssued += weight
  const holds = heldBefore || carries
  if (kind === 'organic') {
    climb(scenario, group, s + 1, kind, holds, weight, tally)
    return
  }
  const q0 = rate(step.response, group.name)
  const eligible = offer?.eligibleShare ?? 1
  let q = q0
  if (carries && offer.lift !== undefined) {
    const { maximum, halfFace, shape } = offer.lift
    const face = offer.faceValue ** shape
    q = Math.min(1, q0 * (1 + (eligible * maximum * face) / (face + halfFace ** shape)))
  }
  // one who answers would have answered without the offer with q0, and answers because of it with the rest
  comeBack(scenario, group, step, weight * (q - q0), 'lift', tally)
  comeBack(scenario, group, step, weight * q0, holds ? 'holder' : 'plain', tally)
  climb(scenario, group, s + 1, kind, holds, weight * (1 - q), tally)
}

function comeBack(
  scenario: RawScenario,
  group: RawGroup,
  step: RawStep,
  weight: number,
  why: 'lift' | 'holder' | 'plain',
  tally: Tally,
): void {
  const stay = step.stayRate ?? 1
  tally.incrementalReturns += weight
  tally.healthyReturns += weight * stay
  tally.incrementalRevenue += weight * revenue(group, stay)
  if (why === 'lift') tally.couponsRedeemed += weight
  if (why === 'holder') {
    const redeemed = weight * (scenario.offer?.redeemShare ?? 0) * (scenario.offer?.eligibleShare ?? 1)
    tally.couponsRedeemed += redeemed
    tally.couponsUnneeded += redeemed
  }
}

function organicReturn(
  scenario: RawScenario,
  group: RawGroup,
  holds: boolean,
  weight: number,
  tally: Tally,
): void {
  tally.organicReturns += weight
  tally.organicRevenue += weight * revenue(group, scenario.organicStayRate ?? 1)
  if (!holds) return
  const redeemed = weight * (scenario.offer?.redeemShare ?? 0) * (scenario.offer?.eligibleShare ?? 1)
  tally.couponsRedeemed += redeemed
  tally.couponsUnneeded += redeemed
  tally.couponsLeaked += redeemed
}

function revenue({ revenuePerReturn, oneOrderRevenue }: RawGroup, stay: number): number {
  return stay * revenuePerReturn + (1 - stay) * (oneOrderRevenue ?? revenuePerReturn)
}

function rate(rates: number | Record<string, number>, group: string): number {
  return typeof rates === 'number' ? rates : (rates[group] ?? rates['*'] ?? 0)
}
