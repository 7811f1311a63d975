import fc from 'fast-check'
import type { ScenarioInput } from '../../../shared/contract/winback.ts'

/** Evenly spread over the range; `fc.double` is spread over bit patterns, nearly all of them next to 0. */
function between(min: number, max: number): fc.Arbitrary<number> {
  return fc.integer({ min: 0, max: 10_000 }).map((k) => min + ((max - min) * k) / 10_000)
}

const CHANNELS = ['push', 'email', 'sms', 'call'] as const
const rate = between(0, 1)
/** Rates of real campaigns and a few extreme ones. */
const response = fc.oneof(
  { weight: 8, arbitrary: between(0, 0.2) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1) },
  { weight: 1, arbitrary: rate },
)

function step(names: readonly string[]) {
  return fc.record({
    channel: fc.constantFrom(...CHANNELS),
    gap: between(0, 6),
    unitCost: between(0, 5),
    chargedOn: fc.constantFrom('sent' as const, 'delivered' as const),
    delivered: rate,
    response: fc.oneof(
      response,
      fc
        .tuple(response, response)
        .map(([first, others]): Record<string, number> => ({ [names[0] ?? 'g0']: first, '*': others })),
    ),
    optOut: between(0, 0.1),
    groups: fc.oneof(fc.constant<string[]>(['*']), fc.subarray([...names], { minLength: 1 })),
    offer: fc.boolean(),
    stayRate: rate,
  })
}

/** Scenarios that every check lets pass, with rho given. */
export const scenarios: fc.Arbitrary<ScenarioInput> = fc
  .integer({ min: 1, max: 3 })
  .chain((nGroups) => {
    const names = Array.from({ length: nGroups }, (_, i) => `g${i}`)
    return fc.record({
      groups: fc.tuple(
        ...names.map((name) =>
          fc.record({
            name: fc.constant(name),
            customers: fc.integer({ min: 1, max: 5_000 }),
            organicReturn: fc.oneof(
              { weight: 8, arbitrary: rate },
              { weight: 1, arbitrary: fc.constantFrom(0, 1) },
            ),
            revenuePerReturn: between(60, 900),
            oneOrderRevenue: between(50, 200),
            core: fc.boolean(),
            reachable: fc.dictionary(fc.constantFrom(...CHANNELS), rate),
          }),
        ),
      ),
      steps: fc.array(step(names), { minLength: 0, maxLength: 4 }),
      offer: fc.option(
        fc.record({
          faceValue: between(0, 40),
          eligibleShare: rate,
          redeemShare: rate,
          lift: fc.record({
            maximum: between(0, 8),
            halfFace: between(1, 60),
            shape: between(0.5, 3),
          }),
        }),
        { nil: undefined },
      ),
      fixed: between(0, 500),
      alternativeRoi: between(0, 2),
      ledgersOn: fc.tuple(fc.boolean(), fc.boolean()),
      marginRate: rate,
      organicStayRate: rate,
    })
  })
  .map(({ groups, steps, offer, fixed, alternativeRoi, ledgersOn, marginRate, organicStayRate }) => {
    let day = 0
    return {
      schema: 'huiliu.scenario/1',
      windowDays: 30,
      audience: { groups },
      organicStayRate,
      value: { marginRate },
      ladder: steps.map(({ gap, ...rest }, i) => {
        day += i === 0 ? 0 : gap
        return { ...rest, day }
      }),
      ...(offer === undefined ? {} : { offer }),
      ledgers: {
        direct: { fixed },
        opportunity: { on: ledgersOn[0], alternativeRoi },
        hidden: { on: ledgersOn[1], hours: 10, hourCost: 50, upkeep: 100, optOutValue: 8 },
      },
    }
  })
