import { readFileSync } from 'node:fs'

/** What is true of one customer, by channel of the shop; money in yuan. */
export interface TrueCustomer {
  readonly organic: number
  readonly returnValue: number
  readonly expectedValue: number
  /** chance that a delivered contact brings him back, without and with the coupon */
  readonly response: Readonly<Record<string, readonly [plain: number, withCoupon: number]>>
  readonly drivenAway: Readonly<Record<string, number>>
}

/** One contact of a ladder. */
export interface TrueStep {
  readonly channel: string
  readonly day: number
  readonly unitCost: number
  readonly isPaidDelivered: boolean
  readonly hasCoupon: boolean
}

/** What everything else is: the same for whoever plans. */
export interface TrueTerms {
  readonly windowDays: number
  readonly marginRate: number
  readonly faceValue: number
  /** share of holders who would have come anyway and redeem */
  readonly redeemShare: number
  readonly delivered: Readonly<Record<string, number>>
}

/** What an action truly earns and costs, in expectation. */
export interface TrueWorth {
  readonly gain: number
  readonly cost: number
  readonly returns: number
}

/** The truth beside a sample project by customer key; `face` must be one of those that it tells. */
export function readTrueCustomers(path: string, face: number): Map<string, TrueCustomer> {
  const [head = '', ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n')
  const names = head.split(',')
  const at = (name: string): number => names.indexOf(name)
  const channels = names.flatMap((name) => /^p_driven_away_(\w+)$/.exec(name)?.[1] ?? [])
  return new Map(
    lines.map((line): [string, TrueCustomer] => {
      const cells = line.split(',')
      const number = (name: string): number => Number(cells[at(name)])
      return [
        cells[at('customer')] ?? '',
        {
          organic: number('p_organic_return_30d'),
          returnValue: number('return_value_180d_minor') / 100,
          expectedValue: number('expected_value_180d_minor') / 100,
          response: Object.fromEntries(
            channels.map((channel) => [
              channel,
              [number(`p_response_${channel}_0`), number(`p_response_${channel}_${face}`)] as const,
            ]),
          ),
          drivenAway: Object.fromEntries(
            channels.map((channel) => [channel, number(`p_driven_away_${channel}`)]),
          ),
        },
      ]
    }),
  )
}

/**
 * Walks the steps with the customer's own chances. Whoever is driven away loses what he would have spent; a return brings
 * what the shop's own futures say; coupons cost their face when a return came by them, and of other holders the share
 * that redeems.
 */
export function trueWorth(
  customer: TrueCustomer,
  steps: readonly TrueStep[],
  reach: (channel: string) => number,
  terms: TrueTerms,
): TrueWorth {
  const { organic, returnValue, expectedValue } = customer
  let away = 1 - organic
  let holders = 0
  let organicHolders = 0
  let returns = 0
  let cost = 0
  let lost = 0
  for (const { channel, day, unitCost, isPaidDelivered, hasCoupon } of steps) {
    const absent = organic * (1 - day / terms.windowDays)
    const sent = (away + absent) * reach(channel)
    const delivered = sent * (terms.delivered[channel] ?? 1)
    cost += (isPaidDelivered ? delivered : sent) * unitCost
    lost += delivered * (customer.drivenAway[channel] ?? 0)
    const [plain, withCoupon] = customer.response[channel] ?? [0, 0]
    const q = hasCoupon ? withCoupon : plain
    const meets = reach(channel) * (terms.delivered[channel] ?? 1)
    const back = away * meets * q
    if (hasCoupon) {
      const byCoupon = q > plain ? back * (1 - plain / q) : 0
      cost += terms.faceValue * (byCoupon + terms.redeemShare * (back - byCoupon))
      organicHolders += (absent - Math.min(absent, organicHolders)) * meets
      holders = Math.max(holders, (away - back) * meets)
    } else if (away > 0) {
      cost += terms.faceValue * terms.redeemShare * back * Math.min(1, holders / away)
    }
    away -= back
    returns += back
  }
  cost += terms.faceValue * terms.redeemShare * organicHolders
  const gain = terms.marginRate * (returns * returnValue - lost * expectedValue) - cost
  return { gain, cost, returns }
}
