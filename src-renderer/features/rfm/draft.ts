import type { RfmScheme, RfmScoring } from '../../../shared/contract/rfm.ts'
import type { Translate } from '../../locale/t.ts'

/** Levels of a scoring in each dimension. */
export function levelCounts(scoring: RfmScoring): { r: number; f: number; m: number } {
  switch (scoring.method) {
    case 'quantile':
      return { r: scoring.levels, f: scoring.levels, m: scoring.levels }
    case 'fixed':
      return { r: scoring.r.length + 1, f: scoring.f.length + 1, m: scoring.m.length + 1 }
    case 'mean':
    case 'median':
      return { r: 2, f: 2, m: 2 }
  }
}

/** An own copy of a scheme: built-in ones are never changed. */
export function copyOf(
  scheme: RfmScheme,
  builtIn: boolean,
  t: Translate,
  taken: ReadonlySet<string>,
): RfmScheme {
  if (!builtIn) return scheme
  let n = 1
  while (taken.has(`own-${n}`)) n += 1
  return {
    ...scheme,
    key: `own-${n}`,
    nameZh: t('rfm.ruleCopyName', { name: scheme.nameZh }),
    nameEn: t('rfm.ruleCopyName', { name: scheme.nameEn }),
  }
}

/** A rule with one level of one dimension switched; no level or all levels chosen means any. */
export function switchLevel(
  scheme: RfmScheme,
  rule: number,
  dimension: 'r' | 'f' | 'm',
  level: number,
): RfmScheme {
  const all = Array.from({ length: levelCounts(scheme.scoring)[dimension] }, (_, i) => i + 1)
  return {
    ...scheme,
    rules: scheme.rules.map((one, i) => {
      if (i !== rule) return one
      const now = one[dimension] ?? all
      const switched = now.includes(level) ? now.filter((other) => other !== level) : [...now, level]
      const next = switched.filter((other) => all.includes(other)).sort((a, b) => a - b)
      const { [dimension]: _old, ...rest } = one
      return next.length === 0 || next.length === all.length ? rest : { ...rest, [dimension]: next }
    }),
  }
}

/**
 * Rules lose the levels which the scoring no longer has. A rule that would have none left keeps them, so that the
 * linter names it; silently it would become a rule for everybody.
 */
export function withScoring(scheme: RfmScheme, scoring: RfmScoring): RfmScheme {
  const counts = levelCounts(scoring)
  const fit = (levels: number[] | undefined, most: number) => {
    const kept = levels?.filter((level) => level <= most)
    if (kept === undefined || kept.length === most) return undefined
    return kept.length === 0 ? levels : kept
  }
  return {
    ...scheme,
    scoring,
    rules: scheme.rules.map(({ segment, r, f, m }) => {
      const kept = { r: fit(r, counts.r), f: fit(f, counts.f), m: fit(m, counts.m) }
      return {
        segment,
        ...(kept.r && { r: kept.r }),
        ...(kept.f && { f: kept.f }),
        ...(kept.m && { m: kept.m }),
      }
    }),
  }
}

/** A cut as the data gave it, and the whole number with the same effect on days, orders and minor units. */
export interface WholeCut {
  readonly cut: number
  readonly shown: number
}

export type Dimension = 'r' | 'f' | 'm'

const wholeOf = (dimension: Dimension, cut: number) => (dimension === 'r' ? Math.floor(cut) : Math.ceil(cut))

/** Cuts without those that ties left empty: what handles stand on and what fixed scoring can be made of. */
export function wholeCuts(dimension: Dimension, cuts: readonly number[]): WholeCut[] {
  const kept: WholeCut[] = []
  for (const shown of cuts) {
    const cut = wholeOf(dimension, shown)
    if (kept.at(-1)?.cut !== cut) kept.push({ cut, shown })
  }
  return kept
}

/** The scheme with its cut points of the moment held fast: everybody scores as before. Empty levels disappear. */
export function withFixedCuts(
  scheme: RfmScheme,
  cuts: Readonly<Record<Dimension, readonly number[]>>,
): RfmScheme {
  const maps = { r: levelMap('r', cuts.r), f: levelMap('f', cuts.f), m: levelMap('m', cuts.m) }
  const fixed = (dimension: Dimension) => wholeCuts(dimension, cuts[dimension]).map((one) => one.cut)
  const moved = (dimension: Dimension, levels: readonly number[] | undefined) =>
    levels?.flatMap((level) => maps[dimension].get(level) ?? []).sort((a, b) => a - b)
  const rules = scheme.rules.flatMap(({ segment, r, f, m }) => {
    const boxes = { r: moved('r', r), f: moved('f', f), m: moved('m', m) }
    if (Object.values(boxes).some((levels) => levels?.length === 0)) return []
    return [
      {
        segment,
        ...(boxes.r && { r: boxes.r }),
        ...(boxes.f && { f: boxes.f }),
        ...(boxes.m && { m: boxes.m }),
      },
    ]
  })
  const scoring = { method: 'fixed', r: fixed('r'), f: fixed('f'), m: fixed('m') } as const
  return { ...scheme, scoring, rules }
}

/** Old level to new level; levels between equal cuts have nobody and are left out. */
function levelMap(dimension: Dimension, cuts: readonly number[]): ReadonlyMap<number, number> {
  const whole = cuts.map((cut) => wholeOf(dimension, cut))
  const nNew = new Set(whole).size
  const map = new Map<number, number>()
  for (let passed = 0; passed <= whole.length; passed++) {
    const isEmpty = passed > 0 && passed < whole.length && whole[passed - 1] === whole[passed]
    if (isEmpty) continue
    const nPassed = new Set(whole.slice(0, passed)).size
    if (dimension === 'r') map.set(whole.length + 1 - passed, nNew + 1 - nPassed)
    else map.set(passed + 1, nPassed + 1)
  }
  return map
}

/** "30, 90, 180" as ascending numbers, or null. Money is entered in units and kept in minor units. */
export function parseCuts(text: string, minor: boolean): number[] | null {
  const numbers = text
    .split(/[,，;；\s]+/)
    .filter((part) => part !== '')
    .map((part) => Number(part) * (minor ? 100 : 1))
  if (numbers.length === 0 || numbers.length > 9 || numbers.some((number) => !Number.isFinite(number)))
    return null
  return numbers.every((number, i) => i === 0 || number > (numbers[i - 1] ?? number)) ? numbers : null
}
