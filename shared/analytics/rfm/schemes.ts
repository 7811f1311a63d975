import {
  BUILT_IN_SCHEMES,
  rfmSchemeSchema,
  type RfmLintIssue,
  type RfmParams,
  type RfmScheme,
} from '../../contract/rfm.ts'
import { AppError } from '../../contract/errors.ts'
import { MEAN_8, MEDIAN_8, TERCILE } from './eightTypes.ts'
import { SEGMENTS_11 } from './elevenSegments.ts'
import { levelsOf } from './cuts.ts'
import { lintScheme } from './lint.ts'

const BUILT_IN: Readonly<Record<(typeof BUILT_IN_SCHEMES)[number], RfmScheme>> = {
  mean8: MEAN_8,
  median8: MEDIAN_8,
  segments11: SEGMENTS_11,
  tercile: TERCILE,
}

/** The built-in schemes in the order of display. */
export function builtInSchemes(): readonly RfmScheme[] {
  return BUILT_IN_SCHEMES.map((key) => BUILT_IN[key])
}

/** A scheme that can be applied. `table[((r - 1) * levels.f + f - 1) * levels.m + m - 1]` is the segment's number. */
export interface CompiledScheme {
  readonly scheme: RfmScheme
  readonly levels: { readonly r: number; readonly f: number; readonly m: number }
  readonly table: Int8Array
}

/**
 * Makes a scheme applicable. Where several rules hold, the first decides. Throws `scheme-invalid` with `path`, `reason`
 * (a lint code), `example` and `combinations` of the first error. Cost: rules x score combinations.
 */
export function compileScheme(choice: RfmParams['scheme']): CompiledScheme {
  const scheme = typeof choice === 'string' ? BUILT_IN[choice] : choice
  const issue = lintScheme(scheme).find(({ severity }) => severity === 'error')
  if (issue !== undefined) {
    throw new AppError('scheme-invalid', {
      path: issuePath(issue),
      reason: issue.code,
      example: issue.example,
      combinations: issue.combinations,
    })
  }
  const levels = levelsOf(scheme.scoring)
  const table = new Int8Array(levels.r * levels.f * levels.m).fill(-1)
  const numbers = new Map(scheme.segments.map(({ key }, i) => [key, i]))
  for (const rule of scheme.rules) {
    const number = numbers.get(rule.segment)!
    for (const r of rule.r ?? scoresUpTo(levels.r)) {
      for (const f of rule.f ?? scoresUpTo(levels.f)) {
        for (const m of rule.m ?? scoresUpTo(levels.m)) {
          const at = ((r - 1) * levels.f + f - 1) * levels.m + m - 1
          if (table[at] === -1) table[at] = number
        }
      }
    }
  }
  return { scheme, levels, table }
}

/** A scheme from parsed JSON of unknown shape. Throws `scheme-invalid` with the path of the first wrong field. */
export function parseScheme(json: unknown): RfmScheme {
  const parsed = rfmSchemeSchema.safeParse(json)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new AppError('scheme-invalid', {
    path: pathText(issue?.path ?? []),
    reason: 'malformed',
    example: issue?.message ?? '',
    combinations: 0,
  })
}

function scoresUpTo(levels: number): number[] {
  return Array.from({ length: levels }, (_, i) => i + 1)
}

function issuePath({ code, rule, example }: RfmLintIssue): string {
  if (rule >= 0) return `rules[${rule}]`
  if (code === 'cuts-not-ascending') return example
  return code === 'duplicate-segment' ? 'segments' : 'rules'
}

function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i === 0 ? '' : '.'}${String(part)}`))
    .join('')
}
