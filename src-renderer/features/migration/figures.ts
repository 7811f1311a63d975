import type { RfmMigration } from '../../../shared/contract/rfm.ts'

export type MoveMeasure = 'people' | 'money'
export type Direction = 'up' | 'down' | 'same'

/** One cell of the matrix. */
export interface Move {
  readonly from: number
  readonly to: number
  readonly customers: number
  readonly beforeMinor: number
  readonly afterMinor: number
  readonly direction: Direction
}

/** Index of "not a member", the last tier. */
export const noneIndex = (migration: RfmMigration): number => migration.tiers.length - 1

export function directionOf(migration: RfmMigration, from: number, to: number): Direction {
  const before = migration.rank[from] ?? 0
  const after = migration.rank[to] ?? 0
  return after === before ? 'same' : after < before ? 'up' : 'down'
}

export function moveAt(migration: RfmMigration, from: number, to: number): Move {
  const i = from * migration.tiers.length + to
  return {
    from,
    to,
    customers: migration.customers[i] ?? 0,
    beforeMinor: migration.revenueBeforeMinor[i] ?? 0,
    afterMinor: migration.revenueAfterMinor[i] ?? 0,
    direction: directionOf(migration, from, to),
  }
}

/** All cells with somebody in them, row by row. */
export function moves(migration: RfmMigration): Move[] {
  const n = migration.tiers.length
  const list: Move[] = []
  for (let from = 0; from < n; from++) {
    for (let to = 0; to < n; to++) {
      const move = moveAt(migration, from, to)
      if (move.customers > 0) list.push(move)
    }
  }
  return list
}

/** People, or what they had spent in the window before; a net refund carries no money. */
export const valueOf = (move: Move, measure: MoveMeasure): number =>
  measure === 'people' ? move.customers : Math.max(0, move.beforeMinor)

/** The downgrade, inside the tiers, that carries most money. */
export function worstSlip(migration: RfmMigration): Move | null {
  const none = noneIndex(migration)
  let worst: Move | null = null
  for (const move of moves(migration)) {
    if (move.direction !== 'down' || move.from === none || move.to === none) continue
    if (worst === null || move.beforeMinor > worst.beforeMinor) worst = move
  }
  return worst
}

/** Change of the window's spend over everybody who moved down. */
export function moneyMovedDown(migration: RfmMigration): number {
  return moves(migration)
    .filter((move) => move.direction === 'down')
    .reduce((sum, move) => sum + move.afterMinor - move.beforeMinor, 0)
}

/** Customers who were no members before. */
export function entered(migration: RfmMigration): number {
  const none = noneIndex(migration)
  return moves(migration)
    .filter((move) => move.from === none && move.to !== none)
    .reduce((sum, move) => sum + move.customers, 0)
}

const MOST_TIERS = 8
const SMALLEST_SHARE = 0.005

export interface Flow {
  /** tier index, or -1 for "the rest" */
  readonly from: number
  readonly to: number
  readonly value: number
  readonly direction: Direction
}

/** Flows of the Sankey: the eight largest tiers of each side, small flows and other tiers merged into "the rest". */
export function flows(migration: RfmMigration, measure: MoveMeasure): Flow[] {
  const list = moves(migration)
  const total = list.reduce((sum, move) => sum + valueOf(move, measure), 0)
  const largest = (side: 'from' | 'to') => {
    const sums = new Map<number, number>()
    for (const move of list) sums.set(move[side], (sums.get(move[side]) ?? 0) + valueOf(move, measure))
    return new Set(
      [...sums]
        .sort((a, b) => b[1] - a[1])
        .slice(0, MOST_TIERS)
        .map(([tier]) => tier),
    )
  }
  const keptFrom = largest('from')
  const keptTo = largest('to')
  const merged = new Map<string, Flow>()
  for (const move of list) {
    const value = valueOf(move, measure)
    if (value <= 0) continue
    const small = total > 0 && value / total < SMALLEST_SHARE
    const from = keptFrom.has(move.from) ? move.from : -1
    const to = keptTo.has(move.to) && !small ? move.to : -1
    const key = `${from} ${to}`
    const old = merged.get(key)
    merged.set(key, {
      from,
      to,
      value: (old?.value ?? 0) + value,
      direction: to === -1 || from === -1 ? 'same' : move.direction,
    })
  }
  return [...merged.values()]
}
