import type { z } from './zod.ts'
import { AppError } from './errors.ts'
import type { InputProblem } from './winbackFields.ts'

type Path = readonly PropertyKey[]

interface Refusal {
  readonly path: Path
  readonly problem: InputProblem
  readonly allowed: string
}

/**
 * A plan's input checked by its schema, with the defaults filled in. Throws `scenario-invalid` whose detail says where
 * (`path`: "ladder[2].delivered"), why (`problem`, one of `INPUT_PROBLEMS`), what is allowed there (`allowed`) and what
 * was given (`given`). Cost: one pass over the value.
 */
export function readInput<Output>(schema: z.ZodType<Output>, value: unknown): Output {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const refusal = refusalOf(result.error.issues[0], [], value)
  throw refusedInput(pathText(refusal.path), refusal.problem, refusal.allowed, valueAt(value, refusal.path))
}

/** The refusal of one field, as an error. */
export function refusedInput(
  path: string,
  problem: InputProblem,
  allowed: string,
  given?: unknown,
): AppError {
  const isPlain = typeof given === 'number' || typeof given === 'string' || typeof given === 'boolean'
  const said = isPlain ? { given: String(given).slice(0, 120) } : {}
  return new AppError('scenario-invalid', { path, problem, allowed, ...said })
}

function refusalOf(issue: z.core.$ZodIssue | undefined, base: Path, value: unknown): Refusal {
  if (issue === undefined) return { path: base, problem: 'wrong-type', allowed: '' }
  const path = [...base, ...issue.path]
  const given = valueAt(value, path)
  switch (issue.code) {
    case 'custom': {
      const params = issue.params as { problem?: InputProblem; allowed?: string } | undefined
      return { path, problem: params?.problem ?? 'wrong-type', allowed: params?.allowed ?? '' }
    }
    case 'unrecognized_keys':
      return { path: [...path, issue.keys[0] ?? ''], problem: 'unknown-key', allowed: '' }
    case 'invalid_union': {
      // a number that is out of range is refused as a number, anything else as a map by group
      const branch = typeof given === 'object' && given !== null ? issue.errors[1] : issue.errors[0]
      return refusalOf(branch?.[0], path, value)
    }
    case 'too_small':
    case 'too_big': {
      const isList = issue.origin === 'array'
      return { path, problem: isList ? 'empty' : 'out-of-range', allowed: issue.message }
    }
    default:
      return { path, problem: problemOf(given), allowed: allowedBy(issue) }
  }
}

/** Fields say what is allowed in their own message; lists and objects have the validator's. */
function allowedBy(issue: z.core.$ZodIssue): string {
  if (!issue.message.startsWith('Invalid')) return issue.message
  if (issue.code !== 'invalid_type') return ''
  return issue.expected === 'object' ? '{...}' : issue.expected
}

function problemOf(given: unknown): InputProblem {
  if (given === undefined) return 'missing'
  return typeof given === 'number' ? 'out-of-range' : 'wrong-type'
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, part) => {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) return undefined
    return (at as Record<PropertyKey, unknown>)[part]
  }, value)
}

/** `['ladder', 2, 'delivered', 'high']` as `ladder[2].delivered.high`. */
function pathText(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    return text === '' ? String(part) : `${text}.${String(part)}`
  }, '')
}
