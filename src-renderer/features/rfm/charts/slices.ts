import type { RfmSegmentTotals, RfmSummary } from '../../../../shared/contract/rfm.ts'

/** A segment with money and its share of all positive money. */
export interface Tile {
  readonly segment: RfmSegmentTotals
  readonly share: number
}

export interface Slice extends Tile {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Keys of segments by column, top to bottom. Kept while the hand drags, so that tiles change size but not place. */
export type Arrangement = readonly (readonly string[])[]

const GAP = 3
const ROOM = { width: 132, height: 26 }

/** Segments with money, largest first. Negative revenue has no area and is left to the table. */
export function tiles(summary: RfmSummary): Tile[] {
  const total = summary.segments.reduce((sum, segment) => sum + Math.max(0, segment.revenueMinor), 0)
  return summary.segments
    .filter((segment) => segment.revenueMinor > 0)
    .map((segment) => ({ segment, share: segment.revenueMinor / total }))
    .sort((a, b) => b.share - a.share)
}

/** Neighbouring tiles grouped into columns so that as many as possible have room for their words. */
export function arrange(list: readonly Tile[], width: number, height: number): Arrangement {
  const best: { cost: number; from: number }[] = [{ cost: 0, from: 0 }]
  for (let end = 1; end <= list.length; end++) {
    let least = { cost: Number.POSITIVE_INFINITY, from: 0 }
    for (let from = 0; from < end; from++) {
      const cost = (best[from]?.cost ?? 0) + columnCost(list.slice(from, end), width, height)
      if (cost < least.cost) least = { cost, from }
    }
    best.push(least)
  }
  const columns: string[][] = []
  for (let end = list.length; end > 0; end = best[end]?.from ?? 0) {
    columns.unshift(list.slice(best[end]?.from ?? 0, end).map((tile) => tile.segment.key))
  }
  return columns
}

function columnCost(column: readonly Tile[], width: number, height: number): number {
  const share = column.reduce((sum, tile) => sum + tile.share, 0)
  const wide = share * width
  return column.reduce((sum, tile) => {
    const high = (tile.share / share) * height
    const narrow = Math.max(0, 1 - wide / ROOM.width)
    const low = Math.max(0, 1 - high / ROOM.height)
    return sum + 4 * narrow ** 2 + low ** 2 + 0.02 * Math.log(wide / high) ** 2
  }, 0)
}

/** Tiles as rectangles: columns from left to right, as wide as their share, each cut by the shares in it. */
export function slices(
  list: readonly Tile[],
  arrangement: Arrangement,
  width: number,
  height: number,
): Slice[] {
  const byKey = new Map(list.map((tile) => [tile.segment.key, tile]))
  const known = new Set(arrangement.flat())
  const late = list.filter((tile) => !known.has(tile.segment.key))
  const columns = arrangement
    .map((keys) => keys.flatMap((key) => byKey.get(key) ?? []))
    .filter((column) => column.length > 0)
  if (late.length > 0) columns.push(late)
  const total = list.reduce((sum, tile) => sum + tile.share, 0)
  const room = Math.max(0, width - GAP * (columns.length - 1))
  const made: Slice[] = []
  let x = 0
  for (const column of columns) {
    const share = column.reduce((sum, tile) => sum + tile.share, 0)
    const wide = (share / total) * room
    const high = Math.max(0, height - GAP * (column.length - 1))
    let y = 0
    for (const tile of column) {
      const own = (tile.share / share) * high
      made.push({ ...tile, x, y, width: wide, height: own })
      y += own + GAP
    }
    x += wide + GAP
  }
  return made
}
