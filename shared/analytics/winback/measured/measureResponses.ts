import type { Interval } from '../../../contract/winbackResult.ts'
import { Z95, wilson } from '../strategies/intervals.ts'
import type { Arm } from './arms.ts'
import { pooled, shrunk, type Estimate } from './pooling.ts'

/** A measured response rate q0 of a channel with a coupon face in a customer group. */
export interface MeasuredResponse {
  readonly channel: number
  readonly couponFaceMinor: number
  readonly group: number
  readonly nTreated: number
  readonly nControl: number
  readonly nCampaigns: number
  /** as measured; may be below 0 by chance */
  readonly raw: Interval
  /** drawn toward the channel's overall rate; what a plan should use, at least 0 */
  readonly response: Interval
  /** the n of Beta(p n, (1 - p) n) that is as sure as `response` */
  readonly sampleSize: number
}

/** What control groups say of everybody, and what deliveries are known. */
export interface MeasuredRates {
  readonly responses: readonly MeasuredResponse[]
  /** organic return by group, 95% Wilson */
  readonly organic: readonly { readonly group: number; readonly nControl: number; readonly rate: Interval }[]
  /** share delivered by channel, 95% Wilson; a channel whose deliveries are unknown is absent and taken as 1 */
  readonly delivered: readonly {
    readonly channel: number
    readonly nKnown: number
    readonly rate: Interval
  }[]
}

interface Effect extends Estimate {
  readonly arm: Arm
  readonly nControl: number
}

/**
 * Incremental response from campaigns with a control group. In every campaign and group, with T and C the shares that
 * returned of treated and control and d the share delivered, q0 = (T - C) / (d (1 - C)): what a delivered contact does to
 * one who would not have come by himself; its variance by the delta method, with one return and one failure added to each
 * share so that a share of 0 is not held for sure (Agresti & Caffo 2000). Campaigns are pooled by 1 / variance; the rates
 * of a channel are then shrunk toward its overall rate (see `shrunk`). Intervals are 95%. Arms without a control of the
 * same campaign and group say nothing and are left out. Cost: a few passes over the arms.
 */
export function measureResponses(arms: readonly Arm[]): MeasuredRates {
  const delivered = deliveredOf(arms)
  const effects = effectsOf(arms, delivered)
  const cells = grouped(effects, ({ arm }) => `${arm.channel}/${arm.couponFaceMinor}/${arm.group}`)
  const measured = [...cells.values()].flatMap((own) => {
    const [first] = own
    const estimate = pooled(own)
    return first === undefined || estimate === null ? [] : [{ arm: first.arm, own, estimate }]
  })
  const byChannel = grouped(measured, ({ arm }) => String(arm.channel))
  const responses = [...byChannel.values()].flatMap((cellsOfChannel) => {
    const drawn = shrunk(
      cellsOfChannel.map(({ estimate }) => estimate),
      cellsOfChannel.map(({ own }) => sizeOf(own)),
    )
    return cellsOfChannel.map(({ arm, own, estimate }, k): MeasuredResponse => {
      const better = drawn[k] ?? estimate
      return {
        channel: arm.channel,
        couponFaceMinor: arm.couponFaceMinor,
        group: arm.group,
        nTreated: own.reduce((sum, effect) => sum + effect.arm.nCustomers, 0),
        nControl: own.reduce((sum, { nControl }) => sum + nControl, 0),
        nCampaigns: new Set(own.map((effect) => effect.arm.campaign)).size,
        raw: intervalOf(estimate, -1),
        response: intervalOf(better, 0),
        sampleSize: sampleSizeOf(better),
      }
    })
  })
  return { responses, organic: organicOf(arms), delivered }
}

function effectsOf(arms: readonly Arm[], delivered: MeasuredRates['delivered']): Effect[] {
  const controls = new Map(arms.filter(({ isControl }) => isControl).map((arm) => [placeOf(arm), arm]))
  return arms.flatMap((arm) => {
    const control = controls.get(placeOf(arm))
    if (arm.isControl || control === undefined) return []
    const share = delivered.find(({ channel }) => channel === arm.channel)?.rate.value ?? 1
    const treatedShare = arm.nReturned / arm.nCustomers
    const controlShare = control.nReturned / control.nCustomers
    const open = share * (1 - controlShare)
    if (!(open > 0)) return []
    const slope = (1 - treatedShare) / (open * (1 - controlShare))
    const variance = varianceOf(arm) / (open * open) + varianceOf(control) * slope * slope
    return [{ arm, nControl: control.nCustomers, value: (treatedShare - controlShare) / open, variance }]
  })
}

/** Size of one sample that says as much as treated and control together: the sum of 1 / (1 / treated + 1 / control). */
function sizeOf(effects: readonly Effect[]): number {
  return effects.reduce((sum, { arm, nControl }) => sum + 1 / (1 / arm.nCustomers + 1 / nControl), 0)
}

function placeOf({ campaign, group }: Arm): string {
  return `${campaign}/${group}`
}

/** Variance of a share with one return and one failure added. */
function varianceOf({ nCustomers, nReturned }: Arm): number {
  const p = (nReturned + 1) / (nCustomers + 2)
  return (p * (1 - p)) / (nCustomers + 2)
}

function organicOf(arms: readonly Arm[]): MeasuredRates['organic'] {
  const controls = grouped(
    arms.filter(({ isControl }) => isControl),
    ({ group }) => String(group),
  )
  return [...controls.values()].map((own) => {
    const nControl = own.reduce((sum, { nCustomers }) => sum + nCustomers, 0)
    const nReturned = own.reduce((sum, arm) => sum + arm.nReturned, 0)
    return { group: own[0]?.group ?? 0, nControl, rate: wilson(nReturned, nControl) }
  })
}

function deliveredOf(arms: readonly Arm[]): MeasuredRates['delivered'] {
  const treated = grouped(
    arms.filter(({ isControl, nDeliveryKnown }) => !isControl && nDeliveryKnown > 0),
    ({ channel }) => String(channel),
  )
  return [...treated.values()].map((own) => {
    const nKnown = own.reduce((sum, { nDeliveryKnown }) => sum + nDeliveryKnown, 0)
    const nDelivered = own.reduce((sum, arm) => sum + arm.nDelivered, 0)
    return { channel: own[0]?.channel ?? 0, nKnown, rate: wilson(nDelivered, nKnown) }
  })
}

function intervalOf({ value, variance }: Estimate, least: number): Interval {
  const half = Z95 * Math.sqrt(variance)
  const within = (x: number): number => Math.min(1, Math.max(least, x))
  return { value: within(value), low: within(value - half), high: within(value + half) }
}

/** Beta(p n, (1 - p) n) has the variance p (1 - p) / (n + 1); at least 1. */
function sampleSizeOf({ value, variance }: Estimate): number {
  const p = Math.min(1, Math.max(0, value))
  return Math.max(1, (p * (1 - p)) / variance - 1)
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}
