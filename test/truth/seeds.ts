/** Seeds of a range such as `101-120,7`. */
export function seedsOf(text: string): number[] {
  return text.split(',').flatMap((part) => {
    const [first = NaN, last = first] = part.split('-').map(Number)
    if (!Number.isInteger(first) || !Number.isInteger(last)) throw new Error(`not a range of seeds: ${part}`)
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)
  })
}
