import type { Scenario, ScenarioInput } from '../../../../shared/contract/winback.ts'
import { EVERYBODY } from '../../../../shared/contract/winbackChecks.ts'
import { BUILT_INS } from './builtIns.ts'
import { valueAt, type Path } from './paths.ts'

type Step = ScenarioInput['ladder'][number]
type Changes = readonly (readonly [Path, unknown])[]

/** Channels that a step can be added for. */
export const CHANNELS = ['push', 'email', 'sms', 'call', 'wechat', 'in-app', 'mail'] as const

/** Days belong to the places of a ladder, not to its steps: they may never decrease. */
const onDays = (steps: readonly Step[], { ladder }: Scenario): Step[] =>
  steps.map((step, i) => ({ ...step, day: ladder[i]?.day ?? ladder.at(-1)?.day ?? 0 }))

/** One step moved to another place. */
export function moveStep(input: ScenarioInput, scenario: Scenario, from: number, to: number): Changes {
  const steps = [...input.ladder]
  steps.splice(to, 0, ...steps.splice(from, 1))
  return [[['ladder'], onDays(steps, scenario)]]
}

/** A step gone; the others keep their days, and nothing speaks of its channel any more unless another step has it. */
export function removeStep(input: ScenarioInput, { ladder }: Scenario, at: number): Changes {
  const steps = input.ladder
    .map((step, i) => ({ ...step, day: ladder[i]?.day ?? 0 }))
    .filter((_, i) => i !== at)
  const changes: (readonly [Path, unknown])[] = [[['ladder'], steps]]
  const channel = ladder[at]?.channel
  if (channel === undefined || ladder.some((step, i) => i !== at && step.channel === channel)) return changes
  const { caps, audience } = input
  if (caps?.some((cap) => cap.channel === channel) === true) {
    changes.push([['caps'], caps.filter((cap) => cap.channel !== channel)])
  }
  audience.groups?.forEach(({ reachable }, g) => {
    if (reachable !== undefined && Object.hasOwn(reachable, channel)) {
      changes.push([['audience', 'groups', g, 'reachable', channel], undefined])
    }
  })
  for (const rate of ['response', 'delivered', 'stayRate']) {
    const path = ['uncertainty', 'sampleSizes', rate, channel]
    if (valueAt(input, path) !== undefined) changes.push([path, undefined])
  }
  return changes
}

/** One more step at the end, with the values that the starting ladder has for its channel. */
export function addStep(input: ScenarioInput, scenario: Scenario, channel: string): Changes {
  const known = BUILT_INS.ladder.input.ladder.find((step) => step.channel === channel)
  const { response = 0.01, unitCost = 0.1, delivered = 0.9, optOut = 0.001, stayRate = 0.5 } = known ?? {}
  const step = {
    channel,
    response: ofEverybody(response),
    unitCost,
    delivered: ofEverybody(delivered),
    optOut,
    stayRate,
    offer: false,
  }
  return [[['ladder'], onDays([...input.ladder, step], scenario)]]
}

/** A rate by groups as the one of those who are in none of them. */
const ofEverybody = (rate: Step['response']): number =>
  typeof rate === 'number' ? rate : (rate[EVERYBODY] ?? Object.values(rate)[0] ?? 0)
