import { isoFromDay } from '../../contract/calendar.ts'
import { AppError } from '../../contract/errors.ts'
import type {
  InterventionGroup,
  InterventionParams,
  InterventionSummary,
  Playbook,
} from '../../contract/interventions.ts'
import { ENGINE_VERSIONS } from '../../contract/version.ts'
import type { AttributeTable } from '../attributes/attributeTable.ts'
import { condense } from '../ledger/customerDays.ts'
import type { PurchaseLedger } from '../ledger/ledger.ts'
import {
  compileScheme,
  createSnapshot,
  downgradesOf,
  keepRun,
  migrationOf,
  rhythmOf,
  type Downgrades,
} from '../rfm/index.ts'
import { isOpen, reachChannel, reachOf } from '../silent/reach.ts'
import { pointsOf, type Points } from './points.ts'
import { usualItemOf, type UsualItem } from './usual.ts'

const WINDOW_DAYS = 365
const DEFAULT_SPAN_DAYS = 30
/** who fell longer ago is past low-cost interventions */
const LONGEST_SPAN_DAYS = 92
/** points that expire within so many days are worth a word */
export const EXPIRY_DAYS = 60
const MINOR = 100

/** What the queue is made of. `importedUntil`: last purchase day known before the newest import, null = there was none. */
export interface QueueInput {
  readonly purchases: PurchaseLedger
  readonly attributes: AttributeTable
  readonly importedUntil: number | null
}

/** The queue: downgraded customers, the most savable first, and what is to be done for each. `entry` -1 = leave alone. */
export interface Queue {
  readonly summary: InterventionSummary
  readonly downgrades: Downgrades
  readonly entry: Int16Array
  readonly expectedMinor: Float64Array
  readonly usual: readonly (UsualItem | null)[]
  readonly points: Points
}

/**
 * Who fell to a lower tier since `fromDay`, and the low-cost action of the playbook that is expected to earn most for each: saveShare x
 * margin x savable - cost, among entries of the tier's family whose channel is open to him; `usual` needs an item of his own rhythm
 * that is due, `points` points that expire within 60 days. `check` throws to stop. Fails with `no-data`, `as-of-invalid`. The caller
 * fills in `elapsedMs`. Cost: two scorings of everybody, and the entries of the downgraded.
 */
export function interventionQueue(
  input: QueueInput,
  params: InterventionParams,
  playbook: Playbook,
  check: () => void,
): Queue {
  const { purchases } = input
  const days = condense(purchases)
  if (days.nEntries === 0) throw new AppError('no-data')
  const asOfDay = params.asOfDay ?? days.lastDay
  const known = input.importedUntil
  const isLong = known !== null && known < asOfDay - LONGEST_SPAN_DAYS
  const isImport = known !== null && known < asOfDay && !isLong
  const fromDay = params.fromDay ?? (isImport ? known : asOfDay - DEFAULT_SPAN_DAYS)
  if (asOfDay < days.firstDay || fromDay >= asOfDay || fromDay < days.firstDay) {
    throw new AppError('as-of-invalid', {
      asOf: isoFromDay(asOfDay < days.firstDay ? asOfDay : fromDay),
      firstDay: isoFromDay(days.firstDay),
      lastDay: isoFromDay(asOfDay < days.firstDay ? days.lastDay : asOfDay - 1),
    })
  }
  check()
  const compiled = compileScheme(params.scheme)
  const { segments } = compiled.scheme
  const view = {
    asOfDay,
    windowDays: WINDOW_DAYS,
    frequency: 'orders',
    scheme: params.scheme,
    compareDays: 0,
  } as const
  const now = createSnapshot(purchases.nCustomers)
  const { moves } = migrationOf(days, view, fromDay, compiled, createSnapshot(purchases.nCustomers), now)
  check()
  const run = keepRun(view, fromDay, compiled, now, moves)
  const downgrades = downgradesOf(run, days, rhythmOf(run, days))
  check()

  const { nCustomers } = purchases
  const reach = reachOf(input.attributes, nCustomers, (iso) => iso > isoFromDay(asOfDay))
  const points = pointsOf(input.attributes, nCustomers)
  const n = downgrades.customer.length
  const entry = new Int16Array(n).fill(-1)
  const expectedMinor = new Float64Array(n)
  const channels = playbook.entries.map(({ channel }) => reachChannel(channel))
  const usual = Array.from(downgrades.customer, (c) => usualItemOf(purchases, c, asOfDay))
  const expires = (c: number): boolean =>
    points.points[c]! > 0 && points.expiryDay[c]! >= asOfDay && points.expiryDay[c]! <= asOfDay + EXPIRY_DAYS
  for (let k = 0; k < n; k++) {
    const c = downgrades.customer[k]!
    const family = segments[downgrades.from[k]!]!.family
    const item = usual[k]!
    playbook.entries.forEach((one, e) => {
      if (!one.families.includes(family) || !isOpen(reach, channels[e]!, c)) return
      if (one.kind === 'usual' && (item === null || asOfDay < item.dueFromDay)) return
      if (one.kind === 'points' && !expires(c)) return
      const gain = one.saveShare * params.marginRate * downgrades.savableMinor[k]! - one.unitCost * MINOR
      if (gain <= 0 || (entry[k]! >= 0 && gain <= expectedMinor[k]!)) return
      entry[k] = e
      expectedMinor[k] = gain
    })
  }
  const groups = playbook.entries.map((one, e): InterventionGroup => {
    let [customers, savable, expected] = [0, 0, 0]
    for (let k = 0; k < n; k++) {
      if (entry[k] !== e) continue
      customers++
      savable += downgrades.savableMinor[k]!
      expected += expectedMinor[k]!
    }
    return {
      entry: e,
      customers,
      savableMinor: savable,
      costMinor: customers * one.unitCost * MINOR,
      expectedMinor: expected,
    }
  })
  const sum = (column: Float64Array): number => column.reduce((total, value) => total + value, 0)
  const count = (holds: (k: number) => boolean): number =>
    downgrades.customer.reduce((total, _, k) => (holds(k) ? total + 1 : total), 0)
  return {
    summary: {
      params,
      playbook,
      engineVersion: ENGINE_VERSIONS.interventions,
      asOfDay,
      fromDay,
      fromReason: params.fromDay !== null ? 'chosen' : isImport ? 'import' : isLong ? 'long-import' : 'days',
      tiers: segments.map(({ key, nameZh, nameEn }) => ({ key, nameZh, nameEn })),
      downgraded: n,
      yearlyMinor: sum(downgrades.yearlyMinor),
      savableMinor: sum(downgrades.savableMinor),
      groups,
      leftAlone: count((k) => entry[k]! < 0),
      withUsual: count((k) => usual[k] !== null),
      withPoints: count((k) => points.points[downgrades.customer[k]!]! > 0),
      expiring: count((k) => expires(downgrades.customer[k]!)),
      elapsedMs: 0,
    },
    downgrades,
    entry,
    expectedMinor,
    usual,
    points,
  }
}
