import type { RfmMigration, RfmParams } from '../../contract/rfm.ts'
import { netBetween, type CustomerDays } from '../ledger/customerDays.ts'
import { movesBetween, type RfmMoves } from './moves.ts'
import { firstDayOf, type RfmView } from './rawValues.ts'
import type { CompiledScheme } from './schemes.ts'
import { gridAt, scoreAt, type RfmSnapshot } from './snapshot.ts'

/** A migration (its time is for the caller's clock) and the moves behind it. */
export interface MigrationResult {
  readonly migration: Omit<RfmMigration, 'elapsedMs'>
  readonly moves: RfmMoves
}

/**
 * Tier migration from `fromDay` to `params.asOfDay`, each day scored by its own cuts. Matrices are square over the
 * scheme's segments and, last, `none` (no member), row = from; none to none stays 0. A tier's rank is its place in
 * the scheme's list, `none` is last. A customer who falls out of the window counts as down; one who joins counts
 * neither as up nor as down. Cost: two passes over the entries + those of the joiners and leavers.
 */
export function migrationOf(
  days: CustomerDays,
  params: RfmParams,
  fromDay: number,
  compiled: CompiledScheme,
  before: RfmSnapshot,
  now: RfmSnapshot,
): MigrationResult {
  const fromView: RfmView = { ...params, asOfDay: fromDay }
  scoreAt(days, fromView, compiled, before)
  scoreAt(days, params, compiled, now)
  gridAt(compiled, now)
  const moves = movesBetween(before, now)

  const { segments } = compiled.scheme
  const none = segments.length
  const width = none + 1
  const customers = new Uint32Array(width * width)
  const revenueBeforeMinor = new Float64Array(width * width)
  const revenueAfterMinor = new Float64Array(width * width)
  const add = (from: number, to: number, beforeMinor: number, afterMinor: number): void => {
    const cell = from * width + to
    customers[cell] = customers[cell]! + 1
    revenueBeforeMinor[cell] = revenueBeforeMinor[cell]! + beforeMinor
    revenueAfterMinor[cell] = revenueAfterMinor[cell]! + afterMinor
  }
  const netIn = (view: RfmView, customer: number): number =>
    netBetween(days, customer, firstDayOf(view) - 1, view.asOfDay)

  const beforeMinor = moneyBefore(before, now, moves)
  for (let i = 0; i < now.raw.nMembers; i++) {
    const from = moves.segmentBefore[i]!
    const after = now.raw.monetaryMinor[i]!
    if (from >= 0) add(from, now.segment[i]!, beforeMinor[i]!, after)
    else add(none, now.segment[i]!, netIn(fromView, now.raw.customer[i]!), after)
  }
  for (let k = 0; k < moves.leaverCustomer.length; k++) {
    const customer = moves.leaverCustomer[k]!
    add(moves.leaverSegment[k]!, none, netIn(fromView, customer), netIn(params, customer))
  }

  const { nUp, nDown, nSame } = countMoves(customers, none)
  return {
    moves,
    migration: {
      fromDay,
      toDay: params.asOfDay,
      tiers: [
        ...segments,
        { key: 'none', nameZh: '不在分层内', nameEn: 'Not a member', family: null, lowSpend: false },
      ],
      customers,
      revenueBeforeMinor,
      revenueAfterMinor,
      rank: Uint8Array.from({ length: width }, (_, tier) => tier),
      nUp,
      nDown,
      nSame,
    },
  }
}

/** M at the earlier day of the members of the later one who were members then. */
function moneyBefore(before: RfmSnapshot, now: RfmSnapshot, moves: RfmMoves): Float64Array {
  const money = new Float64Array(now.raw.nMembers)
  for (let i = 0, j = 0; i < now.raw.nMembers; i++) {
    if (moves.segmentBefore[i]! < 0) continue
    while (before.raw.customer[j]! < now.raw.customer[i]!) j++
    money[i] = before.raw.monetaryMinor[j]!
  }
  return money
}

function countMoves(customers: Uint32Array, none: number): { nUp: number; nDown: number; nSame: number } {
  const width = none + 1
  let nUp = 0
  let nDown = 0
  let nSame = 0
  for (let from = 0; from < none; from++) {
    for (let to = 0; to <= none; to++) {
      const count = customers[from * width + to]!
      if (to === from) nSame += count
      else if (to > from) nDown += count
      else nUp += count
    }
  }
  return { nUp, nDown, nSame }
}
