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

/** A rule with one level of one dimension switched; no level chosen or all chosen means any. */
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
      const next = now.includes(level)
        ? now.filter((other) => other !== level)
        : [...now, level].sort((a, b) => a - b)
      const { [dimension]: _old, ...rest } = one
      return next.length === 0 || next.length === all.length ? rest : { ...rest, [dimension]: next }
    }),
  }
}

/** Rules that name levels which the scoring no longer has lose those levels. */
export function withScoring(scheme: RfmScheme, scoring: RfmScoring): RfmScheme {
  const counts = levelCounts(scoring)
  const fit = (levels: number[] | undefined, most: number) => {
    const kept = levels?.filter((level) => level <= most)
    return kept === undefined || kept.length === 0 || kept.length === most ? undefined : kept
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
