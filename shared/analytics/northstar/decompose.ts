import type { NorthStarGroup, NorthStarShare } from '../../contract/northstar.ts'

/** What one group contributed to a change of the share, in shares (0.01 = a point). */
export interface GroupEffect {
  /** the group became larger or smaller than the others */
  readonly mix: number
  /** its own members bought more or less often */
  readonly behaviour: number
  readonly shareBefore: number
  readonly shareAfter: number
  /** null where nobody was in the group */
  readonly rateBefore: number | null
  readonly rateAfter: number | null
}

/** A change of the North Star taken apart: change = mix + behaviour, each the sum over the groups. */
export interface Decomposition {
  readonly change: number
  readonly mix: number
  readonly behaviour: number
  readonly groups: readonly GroupEffect[]
}

/**
 * Splits the change of the share who bought between two months into a part of composition and a part of rates, by groups
 * in the same order in both: mix = sum of (w1 - w0)(r0 + r1)/2, behaviour = sum of (r1 - r0)(w0 + w1)/2, with w = share
 * of the core in a group and r = share of the group who bought (Kitagawa 1955, "Components of a difference between two
 * rates"; the twofold decomposition of Oaxaca and Blinder with weights 1/2). A group's mix is told against the mean of
 * both months' rates, (w1 - w0)((r0 + r1)/2 - (R0 + R1)/2), so that a growing group of rare buyers pulls down; the sum is the
 * same. A group that is empty in one month has no rate there: it counts as mix only. Null when either month has no core.
 * Cost: the groups.
 */
export function decompose(
  before: readonly NorthStarGroup[],
  after: readonly NorthStarGroup[],
): Decomposition | null {
  const n0 = sumOf(before, 'core')
  const n1 = sumOf(after, 'core')
  if (n0 === 0 || n1 === 0) return null
  const total0 = sumOf(before, 'coreActive') / n0
  const total1 = sumOf(after, 'coreActive') / n1
  const middle = (total0 + total1) / 2
  const groups = after.map((now, i): GroupEffect => {
    const old = before[i] ?? { core: 0, coreActive: 0 }
    const rateBefore = old.core > 0 ? old.coreActive / old.core : null
    const rateAfter = now.core > 0 ? now.coreActive / now.core : null
    const r0 = rateBefore ?? rateAfter ?? middle
    const r1 = rateAfter ?? rateBefore ?? middle
    const shareBefore = old.core / n0
    const shareAfter = now.core / n1
    return {
      mix: (shareAfter - shareBefore) * ((r0 + r1) / 2 - middle),
      behaviour: ((r1 - r0) * (shareBefore + shareAfter)) / 2,
      shareBefore,
      shareAfter,
      rateBefore,
      rateAfter,
    }
  })
  return {
    change: total1 - total0,
    mix: groups.reduce((sum, group) => sum + group.mix, 0),
    behaviour: groups.reduce((sum, group) => sum + group.behaviour, 0),
    groups,
  }
}

/**
 * 95% interval of after - before from the Wilson intervals of both (Newcombe 1998, method 10). It takes the two months as
 * independent; the same people are core in both, who tend to stay as they are, so it is rather too wide than too narrow.
 * Null when either is. Cost: constant.
 */
export function changeInterval(
  before: NorthStarShare,
  after: NorthStarShare,
): { readonly value: number; readonly low: number; readonly high: number } | null {
  if (before === null || after === null) return null
  const value = after.value - before.value
  return {
    value,
    low: value - Math.hypot(after.value - after.low, before.high - before.value),
    high: value + Math.hypot(after.high - after.value, before.value - before.low),
  }
}

function sumOf(groups: readonly NorthStarGroup[], key: keyof NorthStarGroup): number {
  return groups.reduce((sum, group) => sum + group[key], 0)
}
