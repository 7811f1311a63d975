import type { AliveFinder } from './alive.ts'

/** Median days between a customer's signs of life up to a day; NaN below two. Cost: the customers' events. */
export function gapMedians(finder: AliveFinder, customers: Uint32Array, asOfDay: number): Float32Array {
  return Float32Array.from(customers, (customer) => {
    const gaps: number[] = []
    let previous = Number.NaN
    finder.forEachDay(customer, (day) => {
      if (day > asOfDay) return
      if (!Number.isNaN(previous)) gaps.push(day - previous)
      previous = day
    })
    gaps.sort((a, b) => a - b)
    const n = gaps.length
    return n === 0 ? Number.NaN : (gaps[(n - 1) >> 1]! + gaps[n >> 1]!) / 2
  })
}
