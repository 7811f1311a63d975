/** Where a value of a scenario stands. */
export type Path = readonly (string | number)[]

/** `['ladder', 2, 'delivered', 'high']` as `ladder[2].delivered.high`, as refusals write it. */
export const pathText = (path: Path): string =>
  path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    return text === '' ? part : `${text}.${part}`
  }, '')

export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, part) => {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) return undefined
    return (at as Record<string | number, unknown>)[part]
  }, value)
}

/** A copy with one value changed; what lies on the way is made where it is missing, the rest is shared. */
export function withValue<T>(value: T, path: Path, next: unknown): T {
  const [first, ...rest] = path
  if (first === undefined) return next as T
  const at = (value ?? {}) as Record<string | number, unknown>
  const changed = withValue(Object.hasOwn(at, first) ? at[first] : undefined, rest, next)
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value
    return list.map((item, i) => (i === first ? changed : item)) as T
  }
  if (changed === undefined)
    return Object.fromEntries(Object.entries(at).filter(([key]) => key !== first)) as T
  return { ...at, [first]: changed } as T
}
