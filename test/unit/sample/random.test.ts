import { describe, expect, it } from 'vitest'
import { cumulate, Streams } from '../../../shared/sample/random.ts'

function draws(n: number, draw: (dice: Streams) => number, seed = 1): number[] {
  const dice = new Streams(1)
  dice.start(0, seed, 0)
  return Array.from({ length: n }, () => draw(dice))
}

function moments(values: readonly number[]): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  return { mean, variance }
}

describe('streams of random numbers', () => {
  it('are uniform in mean and variance and never 0 or 1', () => {
    const values = draws(100_000, (dice) => dice.uniform())
    const { mean, variance } = moments(values)
    expect(mean).toBeCloseTo(0.5, 2)
    expect(variance).toBeCloseTo(1 / 12, 2)
    expect(Math.min(...values.slice(0, 50_000))).toBeGreaterThan(0)
    expect(Math.max(...values.slice(0, 50_000))).toBeLessThan(1)
  })

  it('give gamma gaps of mean 1 and variance 1 / shape', () => {
    for (const shape of [1.3, 4, 12]) {
      const { mean, variance } = moments(draws(60_000, (dice) => dice.gammaMeanOne(shape)))
      expect(mean).toBeCloseTo(1, 1.7)
      expect(variance * shape).toBeCloseTo(1, 1.2)
    }
  })

  it('do not depend on the other streams', () => {
    const alone = new Streams(5)
    alone.start(3, 9, 3)
    const first = [alone.uniform(), alone.uniform()]
    const together = new Streams(5)
    for (const slot of [0, 3, 4]) together.start(slot, 9, slot)
    together.slot = 4
    together.uniform()
    together.slot = 3
    expect([together.uniform(), together.uniform()]).toEqual(first)
  })

  it('differ between neighbouring seeds and customers', () => {
    const starts = new Set<number>()
    for (let seed = 0; seed < 40; seed++)
      for (let salt = 0; salt < 40; salt++) {
        const dice = new Streams(1)
        dice.start(0, seed, salt)
        starts.add(dice.next())
      }
    expect(starts.size).toBe(1600)
  })

  it('pick by weight', () => {
    const sums = cumulate([1, 0, 3])
    const counts = [0, 0, 0]
    for (const index of draws(40_000, (dice) => dice.pick(sums, 4))) counts[index]!++
    expect(counts[1]).toBe(0)
    expect(counts[2]! / 40_000).toBeCloseTo(0.75, 2)
  })
})
