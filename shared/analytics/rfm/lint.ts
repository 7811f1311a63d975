import type { RfmLintIssue, RfmScheme } from '../../contract/rfm.ts'
import { levelsOf } from './cuts.ts'

type Dimension = 'r' | 'f' | 'm'
const DIMENSIONS: readonly Dimension[] = ['r', 'f', 'm']

/** A rule as sets of scores, bit s = score s; scores outside the levels are left out. */
type Box = Readonly<Record<Dimension, number>>

/**
 * What is wrong with a scheme, over all its score combinations; errors first. Errors (the scheme cannot be used):
 * no rules, combinations that no rule covers, unknown or repeated segments, scores outside the levels, cuts that do
 * not ascend. Warnings: two rules share combinations (the earlier one decides), a rule that never decides, a segment
 * that no combination leads to. `example` is a combination "R-F-M", or the segment's key for issues about segments, or
 * the cut's path for cuts. Cost: rules x rules + rules x combinations.
 */
export function lintScheme(scheme: RfmScheme): RfmLintIssue[] {
  const levels = levelsOf(scheme.scoring)
  const boxes = scheme.rules.map((rule): Box => {
    const [r, f, m] = DIMENSIONS.map((d) => bits(rule[d], levels[d])) as [number, number, number]
    return { r, f, m }
  })
  const owners = decide(boxes, levels)
  const issues = [
    ...cutIssues(scheme),
    ...segmentIssues(scheme),
    ...rangeIssues(scheme, levels),
    ...coverIssues(scheme, owners),
    ...overlapIssues(boxes),
    ...unreachableIssues(scheme, owners.counts),
  ]
  return issues.toSorted((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'))
}

function issue(
  severity: RfmLintIssue['severity'],
  code: RfmLintIssue['code'],
  about: Partial<RfmLintIssue>,
): RfmLintIssue {
  return { severity, code, rule: -1, otherRule: -1, example: '', combinations: 0, ...about }
}

function bits(scores: readonly number[] | undefined, levels: number): number {
  const all = (1 << (levels + 1)) - 2
  return scores === undefined ? all : scores.reduce((set, score) => set | (1 << score), 0) & all
}

function cutIssues(scheme: RfmScheme): RfmLintIssue[] {
  const { scoring } = scheme
  if (scoring.method !== 'fixed') return []
  return DIMENSIONS.flatMap((d) =>
    scoring[d].flatMap((cut, i) => {
      const ascends = i === 0 || cut > scoring[d][i - 1]!
      return ascends ? [] : [issue('error', 'cuts-not-ascending', { example: `scoring.${d}[${i}]` })]
    }),
  )
}

function segmentIssues(scheme: RfmScheme): RfmLintIssue[] {
  const keys = scheme.segments.map(({ key }) => key)
  const repeated = keys.filter((key, i) => keys.indexOf(key) < i)
  const unknown = scheme.rules.flatMap(({ segment }, rule) =>
    keys.includes(segment) ? [] : [issue('error', 'unknown-segment', { rule, example: segment })],
  )
  return [...repeated.map((key) => issue('error', 'duplicate-segment', { example: key })), ...unknown]
}

function rangeIssues(scheme: RfmScheme, levels: Record<Dimension, number>): RfmLintIssue[] {
  return scheme.rules.flatMap((rule, index) =>
    DIMENSIONS.flatMap((d) => {
      const outside = (rule[d] ?? []).filter((score) => score < 1 || score > levels[d])
      if (outside.length === 0) return []
      const example = DIMENSIONS.map((other) => (other === d ? outside[0] : (rule[other]?.[0] ?? 1))).join(
        '-',
      )
      return [issue('error', 'score-out-of-range', { rule: index, example, combinations: outside.length })]
    }),
  )
}

interface Owners {
  /** number of combinations that each rule decides */
  readonly counts: readonly number[]
  readonly nUncovered: number
  readonly uncovered: string
}

function decide(boxes: readonly Box[], levels: Record<Dimension, number>): Owners {
  const counts = boxes.map(() => 0)
  let nUncovered = 0
  let uncovered = ''
  for (let r = 1; r <= levels.r; r++) {
    for (let f = 1; f <= levels.f; f++) {
      for (let m = 1; m <= levels.m; m++) {
        const owner = boxes.findIndex((box) => (box.r >> r) & (box.f >> f) & (box.m >> m) & 1)
        if (owner >= 0) counts[owner] = counts[owner]! + 1
        else if (nUncovered++ === 0) uncovered = `${r}-${f}-${m}`
      }
    }
  }
  return { counts, nUncovered, uncovered }
}

function coverIssues(scheme: RfmScheme, owners: Owners): RfmLintIssue[] {
  if (scheme.rules.length === 0) return [issue('error', 'no-rules', { combinations: owners.nUncovered })]
  if (owners.nUncovered === 0) return []
  return [issue('error', 'uncovered', { example: owners.uncovered, combinations: owners.nUncovered })]
}

function overlapIssues(boxes: readonly Box[]): RfmLintIssue[] {
  return boxes.flatMap((box, rule) =>
    boxes.slice(0, rule).flatMap((other, otherRule) => {
      const shared = DIMENSIONS.map((d) => box[d] & other[d])
      const combinations = shared.reduce((product, set) => product * popCount(set), 1)
      if (combinations === 0) return []
      const example = shared.map((set) => 31 - Math.clz32(set & -set)).join('-')
      return [issue('warning', 'overlap', { rule, otherRule, example, combinations })]
    }),
  )
}

function unreachableIssues(scheme: RfmScheme, counts: readonly number[]): RfmLintIssue[] {
  const rules = counts.flatMap((count, rule) =>
    count > 0 ? [] : [issue('warning', 'unreachable-rule', { rule, example: scheme.rules[rule]!.segment })],
  )
  const reached = new Set(scheme.rules.filter((_, rule) => counts[rule]! > 0).map(({ segment }) => segment))
  const segments = scheme.segments.flatMap(({ key }) =>
    reached.has(key) ? [] : [issue('warning', 'unreachable-segment', { example: key })],
  )
  return [...rules, ...segments]
}

function popCount(set: number): number {
  let count = 0
  for (let rest = set; rest !== 0; rest &= rest - 1) count++
  return count
}
