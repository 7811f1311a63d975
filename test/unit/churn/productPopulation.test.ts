import { describe, expect, it } from 'vitest'
import { extractFeatures } from '../../../shared/analytics/features/extract.ts'
import { featureSpecs } from '../../../shared/analytics/features/featureList.ts'
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
    })
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
