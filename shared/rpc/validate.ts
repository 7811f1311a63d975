import type { z } from '../contract/zod.ts'
import { AppError } from '../contract/errors.ts'

type Path = readonly PropertyKey[]
interface Problem {
  readonly path: Path
  readonly message: string
}

/** A value checked by a schema. Throws `input-invalid` whose message says where: "At items[2].mapping.columns: ...". */
export function validated<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const { path, message } = firstProblem(result.error.issues, [])
  const where = pathText(path)
  throw new AppError('input-invalid', {
    path: where,
    message: where === '' ? message : `At ${where}: ${message}`,
  })
}

function firstProblem(issues: readonly z.core.$ZodIssue[], base: Path): Problem {
  const [issue] = issues
  if (issue === undefined) return { path: base, message: 'Invalid input' }
  const path = [...base, ...issue.path]
  if (issue.code !== 'invalid_union') return { path, message: issue.message }
  // of a union's branches the one that was meant knows all keys and got furthest into the value
  const meant = issue.errors
    .filter((branch) => !branch.some((inner) => inner.code === 'unrecognized_keys'))
    .map((branch) => firstProblem(branch, path))
  return meant.reduce<Problem>((best, next) => (next.path.length > best.path.length ? next : best), {
    path,
    message: issue.message,
  })
}

/** `['items', 2, 'mapping']` as `items[2].mapping`. */
function pathText(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    return text === '' ? String(part) : `${text}.${String(part)}`
  }, '')
}
