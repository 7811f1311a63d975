const TYPED = { f64: Float64Array, f32: Float32Array, u32: Uint32Array, i32: Int32Array } as const
type TypedName = keyof typeof TYPED

/** JSON that keeps arrays of numbers as such: `{"f64": [...]}`. NaN becomes null and comes back as NaN. */
export function toPlainJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    for (const [name, Type] of Object.entries(TYPED)) {
      if (part instanceof Type) return { [name]: [...part] }
    }
    return part
  })
}

/** What `toPlainJson` wrote. */
export function fromPlainJson<T>(json: string): T {
  return JSON.parse(json, (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
    const [name, ...others] = Object.keys(part)
    if (name === undefined || others.length > 0 || !Object.hasOwn(TYPED, name)) return part
    const numbers = (part as Record<string, unknown>)[name]
    return Array.isArray(numbers)
      ? TYPED[name as TypedName].from((numbers as (number | null)[]).map((number) => number ?? Number.NaN))
      : part
  }) as T
}
