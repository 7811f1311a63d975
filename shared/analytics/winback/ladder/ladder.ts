import type { Scenario, ScenarioStep } from '../../../contract/winback.ts'
import { EVERYBODY } from '../../../contract/winbackChecks.ts'

/**
 * A ladder as columns. Step s has `channel` (index into `channels`), the share of organic customers still absent on its
 * day, its unit cost and what that is charged on, whether it carries the offer, `optOut` and `stayRate`. Rates by step and
 * class stand at s * nClasses + class: `allowed` (0 = the class is skipped), `delivered`, `response` (q0).
 */
export interface Ladder {
  readonly nSteps: number
  readonly nClasses: number
  readonly channels: readonly string[]
  readonly channel: Uint16Array
  readonly absentShare: Float64Array
  readonly unitCost: Float64Array
  readonly chargedOnDelivered: Uint8Array
  readonly carriesOffer: Uint8Array
  readonly optOut: Float64Array
  readonly stayRate: Float64Array
  readonly allowed: Uint8Array
  readonly delivered: Float64Array
  readonly response: Float64Array
}

/** The ladder of a scenario; its groups are the classes, in order. Cost: steps x groups. */
export function ladderOf({ ladder, groups, windowDays }: Scenario): Ladder {
  const channels = [...new Set(ladder.map(({ channel }) => channel))]
  const nClasses = groups.length
  const rates = (of: (step: ScenarioStep) => number | Readonly<Record<string, number>>): Float64Array =>
    Float64Array.from(ladder.flatMap((step) => groups.map(({ name }) => rateFor(of(step), name))))
  return {
    nSteps: ladder.length,
    nClasses,
    channels,
    channel: Uint16Array.from(ladder, ({ channel }) => channels.indexOf(channel)),
    absentShare: Float64Array.from(ladder, ({ day }) => 1 - day / windowDays),
    unitCost: Float64Array.from(ladder, ({ unitCost }) => unitCost),
    chargedOnDelivered: Uint8Array.from(ladder, ({ chargedOn }) => (chargedOn === 'delivered' ? 1 : 0)),
    carriesOffer: Uint8Array.from(ladder, ({ offer }) => (offer ? 1 : 0)),
    optOut: Float64Array.from(ladder, ({ optOut }) => optOut),
    stayRate: Float64Array.from(ladder, ({ stayRate }) => stayRate),
    allowed: Uint8Array.from(
      ladder.flatMap((step) =>
        groups.map(({ name }) => (step.groups.includes(EVERYBODY) || step.groups.includes(name) ? 1 : 0)),
      ),
    ),
    delivered: rates(({ delivered }) => delivered),
    response: rates(({ response }) => response),
  }
}

/** The rate of a group: the number, its own entry, or the default of a map by group (0 where it has none). */
export function rateFor(rates: number | Readonly<Record<string, number>>, name: string): number {
  if (typeof rates === 'number') return rates
  const key = Object.hasOwn(rates, name) ? name : EVERYBODY
  return Object.hasOwn(rates, key) ? (rates[key] ?? 0) : 0
}

/** The ladder with every q0 multiplied by `multiple`, capped at 1. Cost: steps x classes. */
export function withResponseTimes(ladder: Ladder, multiple: number): Ladder {
  return { ...ladder, response: ladder.response.map((response) => Math.min(1, response * multiple)) }
}
