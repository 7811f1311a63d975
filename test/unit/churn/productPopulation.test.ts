import { describe, expect, it } from 'vitest'
import { extractFeatures } from '../../../shared/analytics/features/extract.ts'
import { featureSpecs } from '../../../shared/analytics/features/featureList.ts'
import { signalReader } from '../../../shared/analytics/features/signalCounts.ts'
import { productPopulationOf } from '../../../shared/analytics/features/productPopulation.ts'
import { historyOf } from '../../support/customerHistory.ts'

const line = (customer: number, day: number, product: number) => ({
  customer,
  day,
  product,
  amountMinor: 1_000,
})
const history = historyOf({
  nCustomers: 3,
  purchases: [
    line(0, 100, 1),
    line(0, 100, 2),
    line(0, 150, 1),
    line(1, 100, 1),
    line(1, 190, 2),
    line(2, 195, 2),
    line(2, 201, 3),
  ],
})
const everybody = Uint32Array.of(0, 1, 2)

describe('products of a population', () => {
  it('are counted up to the as-of day', () => {
    expect(productPopulationOf(history.purchases, 200, everybody)).toEqual({
      ids: [1, 2],
      recentLines: [0, 2],
      nRecentLines: 2,
      buyers: [2, 3],
      activeBuyers: [1, 2],
      activeShare: 3 / 5,
      visits: [2, 1],
      returns: [1, 1],
      returnShare: 2 / 3,
      unsoldDays: [0, 0],
    })
  })

  it('tell what is no longer sold, by its own pace, from what is only rare', () => {
    const steady = (product: number, days: readonly number[]) =>
      days.map((day, i) => line(i % 3, day, product))
    const shop = historyOf({
      nCustomers: 4,
      purchases: [
        ...steady(1, [100, 102, 104, 106, 108, 110, 112]),
        ...steady(2, [40, 70, 100, 130, 160]),
        ...steady(3, [100, 101, 102]),
        ...steady(4, [190, 191, 192, 193, 195, 201]),
        line(3, 100, 1),
        line(3, 110, 1),
        line(3, 150, 4),
      ],
    })
    const population = productPopulationOf(shop.purchases, 200, Uint32Array.of(0, 1, 2, 3))
    expect(population?.unsoldDays).toEqual([88, 0, 0, 0])
    const specs = featureSpecs(shop)
    const { columns } = extractFeatures(shop, 200, Uint32Array.of(0, 1, 2, 3), specs)
    const of = (key: string): Float32Array => columns[specs.findIndex((spec) => spec.key === key)]!
    expect(of('favouriteUnsoldDays')[3]).toBe(88)
    expect(of('unsoldShare')[3]).toBeCloseTo(2 / 3, 6)
    expect(of('unsoldShareLast')[3]).toBe(0)
    expect(signalReader(shop, 200, population)(3).favouriteUnsoldDays).toBe(88)
    expect(signalReader(shop, 200)(3).favouriteUnsoldDays).toBeNull()
  })

  it('are none without products, and the work can be cancelled', () => {
    const bare = historyOf({ nCustomers: 1, purchases: [line(0, 100, 1)], isBare: true })
    expect(productPopulationOf(bare.purchases, 200, Uint32Array.of(0))).toBeNull()
    expect(productPopulationOf(history.purchases, 99, everybody)).toBeNull()
    expect(() => productPopulationOf(history.purchases, 200, everybody, () => true)).toThrow('cancelled')
  })

  it('say what sort of products a customer buys, his own activity left out', () => {
    const specs = featureSpecs(history)
    const { columns } = extractFeatures(history, 200, everybody, specs)
    const of = (key: string): Float32Array => columns[specs.findIndex((spec) => spec.key === key)]!
    expect(of('productPopularity')).toEqual(Float32Array.of(10_000 / 3, 5_000, 10_000))
    expect(of('productPopularityLast')).toEqual(Float32Array.of(0, 10_000, 10_000))
    expect(of('productPeersLast')[2]).toBeCloseTo((1 + 10 * 0.6) / 12, 6)
    expect(of('productPeersLast')[0]).toBeCloseTo((1 + 10 * 0.6) / 11, 6)
    expect(of('productReturnsLast')[2]).toBeCloseTo((1 + (20 * 2) / 3) / 21, 6)
  })
})
