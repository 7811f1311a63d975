import { AppError } from '../contract/errors.ts'
import { isoFromDay } from '../contract/calendar.ts'
import { CAMPAIGNS } from './campaigns.ts'
import { incrementalReturn, RETURN_DAYS, type CampaignTruth } from './campaignTruth.ts'
import { respond } from './contacts.ts'
import { lookAt, tryFuture } from './forward.ts'
import { customerKey } from './keys.ts'
import { CAUSES, CONTACT_CHANNELS, N_CONTACT_CHANNELS, PHASE } from './population.ts'
import { annoyanceShare, deliveredShare, responseShare } from './response.ts'
import { HORIZON_DAYS, N_DAYS, NEVER, SAMPLE_FIRST_DAY, SAMPLE_LAST_DAY, WAVE } from './season.ts'
import type { SampleWatch } from './simulate.ts'
import type { World } from './world.ts'

/** Names of a customer's true state at the end of history. */
export const TRUE_STATES = Object.keys(PHASE) as readonly (keyof typeof PHASE)[]
/** Coupon faces, in yuan, for which the truth holds a response (0 = no coupon). */
export const TRUTH_FACES = [0, 10, 20, 40] as const

/**
 * What is true of every customer on the evening of the last day, as columns in the order of the customers file.
 * Nothing of it is in any file of the shop. Probabilities 0..1, money in fen, days as shop-calendar days
 * (-1 = none).
 */
export interface SampleTruth {
  readonly nCustomers: number
  readonly customerNumber: Uint32Array
  /** index into TRUE_STATES */
  readonly state: Uint8Array
  /** index into CAUSES */
  readonly cause: Uint8Array
  /** when the customer began to turn away, and when he was (or, fading, will be) gone */
  readonly fadeFromDay: Int32Array
  readonly churnDay: Int32Array
  readonly hunter: Uint8Array
  readonly annoyable: Uint8Array
  readonly cameInSale: Uint8Array
  readonly priceSensitivity: Float32Array
  /** yuan from which on a coupon counts in full */
  readonly couponThresholdYuan: Float32Array
  readonly habit: Float32Array
  /** orders within 30 days with no contact at all */
  readonly pOrganicReturn: Float32Array
  /** spend net of refunds within 180 days with no contact at all */
  readonly expectedValueMinor: Float32Array
  /** what it is worth more, within 180 days, if a text message without coupon makes him order tomorrow */
  readonly returnValueMinor: Float32Array
  /** by channel, then face (TRUTH_FACES): chance that a delivered contact makes him order who would not have */
  readonly pResponse: readonly (readonly Float32Array[])[]
  /** by channel: chance that a delivered contact makes him leave on the spot */
  readonly pDrivenAway: readonly Float32Array[]
  readonly campaigns: readonly CampaignTruth[]
  /** futures that were tried out for each customer */
  readonly nFutures: number
}

/** Futures a customer: enough for smooth single values in a small shop, for smooth sums in a large one. */
function futuresFor(nCustomers: number): number {
  return nCustomers <= 25_000 ? 32 : nCustomers <= 250_000 ? 12 : 6
}

/** Finds the truth by trying out futures with the shop's own rules. Throws `cancelled`. Cost: about 40 us a customer. */
export function findTruth(
  world: World,
  campaigns: readonly CampaignTruth[],
  numbers: Uint32Array,
  watch: SampleWatch = {},
): SampleTruth {
  const { people } = world
  const { state, traits } = people
  const n = people.size
  const day = (t: number): number => (t === NEVER ? -1 : t + SAMPLE_FIRST_DAY)
  const perChannel = (): Float32Array[] =>
    Array.from({ length: N_CONTACT_CHANNELS }, () => new Float32Array(n))
  const truth: SampleTruth = {
    nCustomers: n,
    customerNumber: numbers,
    state: state.phase.slice(0, n),
    cause: state.cause.slice(0, n),
    fadeFromDay: Int32Array.from(state.fadeFrom.subarray(0, n), day),
    churnDay: Int32Array.from(state.churnDay.subarray(0, n), day),
    hunter: traits.hunter.slice(0, n),
    annoyable: traits.annoyable.slice(0, n),
    cameInSale: traits.cameInSale.slice(0, n),
    priceSensitivity: traits.priceSense.slice(0, n),
    couponThresholdYuan: traits.reservation.slice(0, n),
    habit: state.habit.slice(0, n),
    pOrganicReturn: new Float32Array(n),
    expectedValueMinor: new Float32Array(n),
    returnValueMinor: new Float32Array(n),
    pResponse: Array.from({ length: N_CONTACT_CHANNELS }, () => TRUTH_FACES.map(() => new Float32Array(n))),
    pDrivenAway: perChannel(),
    campaigns,
    nFutures: futuresFor(n),
  }
  for (let c = 0; c < n; c++) {
    if ((c & 1023) === 0) {
      if (watch.isCancelled?.() === true) throw new AppError('cancelled')
      watch.progress?.(c / n)
    }
    lookAhead(world, truth, c)
    for (let channel = 0; channel < N_CONTACT_CHANNELS; channel++) {
      truth.pDrivenAway[channel]![c] = annoyanceShare(world, c, N_DAYS, channel)
      TRUTH_FACES.forEach((face, i) => {
        truth.pResponse[channel]![i]![c] = responseShare(world, c, N_DAYS, channel, face)
      })
    }
  }
  return truth
}

function lookAhead(world: World, truth: SampleTruth, c: number): void {
  const { tally } = world
  const { nFutures } = truth
  const end = N_DAYS - 1
  let returns = 0
  let value = 0
  let valueAfterReturn = 0
  lookAt(world, c)
  if (truth.state[c] !== PHASE.left)
    for (let k = 0; k < nFutures; k++) {
      tryFuture(world, c, end, end + HORIZON_DAYS, Math.imul(c, 64) + k)
      if (tally.firstOrderDay <= end + RETURN_DAYS) returns++
      value += tally.netMinor
    }
  const nAfter = Math.max(4, nFutures >> 1)
  for (let k = 0; k < nAfter; k++) {
    tryFuture(world, c, end, end + HORIZON_DAYS, Math.imul(c, 64) + k, (scratch) =>
      respond(world, scratch, end + 1, end + 1, 2, 0),
    )
    valueAfterReturn += tally.netMinor
  }
  truth.pOrganicReturn[c] = returns / nFutures
  truth.expectedValueMinor[c] = value / nFutures
  truth.returnValueMinor[c] = valueAfterReturn / nAfter - value / nFutures
}

/** True change of the chance to order within 30 days by one contact on the day after the history (sent, not delivered). */
export function trueUplift(truth: SampleTruth, c: number, channel: number, faceIndex: number): number {
  const drawn = truth.pResponse[channel]![faceIndex]![c]!
  const away = truth.pDrivenAway[channel]![c]!
  return deliveredShare(channel) * incrementalReturn(truth.pOrganicReturn[c]!, drawn, away)
}

/** The truth's table as CSV, some thousand lines at a time, header first. */
export function* truthCsv(truth: SampleTruth): Generator<string> {
  const responses = CONTACT_CHANNELS.flatMap((channel) =>
    TRUTH_FACES.map((face) => `p_response_${channel}_${face}`),
  )
  const head = [
    'customer',
    'state',
    'cause',
    'fade_from',
    'churn_day',
    'hunter',
    'annoyable',
    'came_in_sale',
    'price_sensitivity',
    'coupon_threshold_yuan',
    'habit',
    'p_organic_return_30d',
    'expected_value_180d_minor',
    'return_value_180d_minor',
    ...responses,
    ...CONTACT_CHANNELS.map((channel) => `p_driven_away_${channel}`),
  ]
  let lines = [head.join(',')]
  for (let c = 0; c < truth.nCustomers; c++) {
    lines.push(truthLine(truth, c))
    if (lines.length >= 4000) {
      yield `${lines.join('\n')}\n`
      lines = []
    }
  }
  if (lines.length > 0) yield `${lines.join('\n')}\n`
}

function truthLine(truth: SampleTruth, c: number): string {
  const day = (value: number): string => (value < 0 ? '' : isoFromDay(value))
  const short = (value: number): string => String(Math.round(value * 1e5) / 1e5)
  return [
    customerKey(truth.customerNumber[c]!),
    TRUE_STATES[truth.state[c]!]!,
    CAUSES[truth.cause[c]!]!,
    day(truth.fadeFromDay[c]!),
    day(truth.churnDay[c]!),
    truth.hunter[c]!,
    truth.annoyable[c]!,
    truth.cameInSale[c]!,
    short(truth.priceSensitivity[c]!),
    short(truth.couponThresholdYuan[c]!),
    short(truth.habit[c]!),
    short(truth.pOrganicReturn[c]!),
    Math.round(truth.expectedValueMinor[c]!),
    Math.round(truth.returnValueMinor[c]!),
    ...truth.pResponse.flatMap((faces) => faces.map((column) => short(column[c]!))),
    ...truth.pDrivenAway.map((column) => short(column[c]!)),
  ].join(',')
}

/** The truth about the shop as a whole, for the JSON beside the table. */
export function truthSummary(truth: SampleTruth, seed: number): Readonly<Record<string, unknown>> {
  const count = (column: Uint8Array, names: readonly string[]): Record<string, number> =>
    Object.fromEntries(
      names.map((name, i) => [name, column.reduce((sum, value) => sum + (value === i ? 1 : 0), 0)]),
    )
  const day = (t: number): string => isoFromDay(t + SAMPLE_FIRST_DAY)
  return {
    schema: 'huiliu.sample-truth/1',
    seed,
    customers: truth.nCustomers,
    firstDay: isoFromDay(SAMPLE_FIRST_DAY),
    lastDay: isoFromDay(SAMPLE_LAST_DAY),
    futuresTried: truth.nFutures,
    states: count(truth.state, TRUE_STATES),
    causes: count(truth.cause, CAUSES),
    wave: {
      soldOutFrom: day(WAVE.soldOutFrom),
      badDeliveryFrom: day(WAVE.badDeliveryFrom),
      badDeliveryTo: day(WAVE.badDeliveryTo),
    },
    deliveredShare: Object.fromEntries(CONTACT_CHANNELS.map((name, i) => [name, deliveredShare(i)])),
    uplift:
      'delivered x ((1 - p_driven_away) x (p0 + (1 - p0) x p_response) - p0), p0 = p_organic_return_30d',
    campaigns: truth.campaigns.flatMap(({ randomised, ...one }, i) => {
      const { nameZh, nameEn } = CAMPAIGNS[i]!
      return randomised ? [{ ...one, nameZh, nameEn, day: day(one.day) }] : []
    }),
  }
}
