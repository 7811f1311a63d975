import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countingIndex } from '../../../shared/analytics/numerics/counting.ts'
import { magnitudeIndex } from '../../../shared/analytics/numerics/magnitude.ts'
import { quickselect } from '../../../shared/analytics/numerics/quickselect.ts'
import { numberKeys, reverseKeys, sortedPositions } from '../../../shared/analytics/numerics/radixSort.ts'
import { textRanks } from '../../../shared/analytics/numerics/textOrder.ts'

const seeded = { seed: 3, numRuns: 400 }
const amount = fc.oneof(
  fc.integer({ min: -5, max: 5 }),
  fc.integer({ min: -100_000, max: 100_000_000 }),
  fc.integer({ min: -(2 ** 40) - 20, max: -(2 ** 40) + 20 }),
  fc.integer({ min: 2 ** 40 - 20, max: 2 ** 40 + 20 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
)
const amounts = fc.array(amount, { minLength: 1, maxLength: 60 })
const ascending = (values: Iterable<number>): number[] =>
  [...values].map((v) => v + 0).toSorted((a, b) => a - b)

function above(sorted: readonly number[], value: number): number {
  return sorted.find((other) => other > value) ?? Number.NaN
}

describe('selection', () => {
  it('quickselect gives what a sort gives', () => {
    fc.assert(
      fc.property(amounts, fc.nat(), (values, at) => {
        const k = at % values.length
        expect(quickselect(Float64Array.from(values), 0, values.length, k) + 0).toBe(ascending(values)[k])
      }),
      seeded,
    )
  })

  it('by magnitude gives what a sort gives, and the next larger value', () => {
    fc.assert(
      fc.property(amounts, fc.array(fc.nat(), { maxLength: 9 }), (values, places) => {
        const sorted = ascending(values)
        const ranks = places.map((place) => place % values.length).toSorted((a, b) => a - b)
        const index = magnitudeIndex(Float64Array.from(values, (v) => v + 0))
        index.fill(values.length)
        const selected = index.select(ranks)
        expect(selected.at).toEqual(ranks.map((rank) => sorted[rank]))
        expect(selected.above).toEqual(selected.at.map((value) => above(sorted, value)))
      }),
      seeded,
    )
  })

  it('by counting gives what a sort gives, and the next larger value', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -20, max: 300 }), { minLength: 1 }),
        fc.array(fc.nat(), { maxLength: 9 }),
        (values, places) => {
          const sorted = ascending(values)
          const ranks = places.map((place) => place % values.length).toSorted((a, b) => a - b)
          const index = countingIndex()
          index.fill(Int32Array.of(1, 2, 3), 3, 1, 3)
          index.fill(Int32Array.from(values), values.length, sorted[0] ?? 0, sorted.at(-1) ?? 0)
          const selected = index.select(ranks)
          expect(selected.at).toEqual(ranks.map((rank) => sorted[rank]))
          expect(selected.above).toEqual(selected.at.map((value) => above(sorted, value)))
        },
      ),
      seeded,
    )
  })
})

describe('by magnitude', () => {
  it('levels are one more than the cuts reached', () => {
    fc.assert(
      fc.property(amounts, fc.array(amount, { maxLength: 9 }), (values, limits) => {
        const cuts = ascending(limits)
        const levels = new Uint8Array(values.length)
        magnitudeIndex(Float64Array.from(values, (v) => v + 0)).levels(values.length, cuts, levels)
        expect([...levels]).toEqual(values.map((value) => 1 + cuts.filter((cut) => value >= cut).length))
      }),
      seeded,
    )
  })

  it('a histogram counts every value in its bin, the outermost bins being open', () => {
    fc.assert(
      fc.property(amounts, fc.uniqueArray(amount, { minLength: 2, maxLength: 20 }), (values, limits) => {
        const edges = ascending(new Set(limits.map((v) => v + 0)))
        if (edges.length < 2) return
        const index = magnitudeIndex(Float64Array.from(values, (v) => v + 0))
        index.fill(values.length)
        const expected = edges.slice(1).map(() => 0)
        for (const value of values) {
          const bin = edges.filter((edge) => value >= edge).length - 1
          const inside = Math.min(expected.length - 1, Math.max(0, bin))
          expected[inside] = (expected[inside] ?? 0) + 1
        }
        expect([...index.histogram(edges)]).toEqual(expected)
      }),
      seeded,
    )
  })
})

describe('sorting', () => {
  it('by radix gives what a stable sort gives, both ways round, with NaN last', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(amount, fc.constant(Number.NaN))),
        fc.boolean(),
        (values, isDescending) => {
          const keys = numberKeys(Float64Array.from(values), values.length)
          if (isDescending) reverseKeys(keys)
          const expected = [...values.keys()].toSorted((i, j) => {
            const [a, b] = [values[i] ?? 0, values[j] ?? 0]
            if (Number.isNaN(a) || Number.isNaN(b))
              return Number(Number.isNaN(a)) - Number(Number.isNaN(b)) || i - j
            return (isDescending ? b - a : a - b) || i - j
          })
          expect([...sortedPositions(keys, values.length)]).toEqual(expected)
        },
      ),
      seeded,
    )
  })

  it('of texts puts numbers first by value, then the others by their bytes', () => {
    const text = fc.oneof(
      fc.integer({ min: 0, max: 2_000 }).map(String),
      fc.constantFrom(
        '',
        '007',
        '7',
        '00',
        'U10',
        'U9',
        'u9',
        '客户一',
        '客户二',
        'a'.repeat(20),
        'a'.repeat(21),
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
    )
    fc.assert(
      fc.property(fc.array(text, { maxLength: 40 }), (texts) => {
        const encoded = texts.map((value) => Buffer.from(value, 'utf8'))
        let end = 0
        const ends = Uint32Array.from(encoded, (bytes) => (end += bytes.length))
        const isNumber = (value: string): boolean => /^[0-9]+$/.test(value)
        const order = [...texts.keys()].toSorted((i, j) => {
          const [a, b] = [texts[i] ?? '', texts[j] ?? '']
          if (isNumber(a) && isNumber(b)) return Number(a) - Number(b) || i - j
          if (isNumber(a) || isNumber(b)) return isNumber(a) ? -1 : 1
          return Buffer.compare(encoded[i] ?? Buffer.of(), encoded[j] ?? Buffer.of()) || i - j
        })
        const ranks = textRanks({ bytes: new Uint8Array(Buffer.concat(encoded)), ends })
        expect(order.map((i) => ranks[i])).toEqual([...order.keys()])
      }),
      seeded,
    )
  })
})
