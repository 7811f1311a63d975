import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ROW_FLAG } from '../../../shared/contract/batch.ts'
import { Streams } from '../../../shared/sample/random.ts'
import { createBasket, takeOff } from '../../../shared/sample/basketLines.ts'
import { createSampleShop } from '../../../shared/sample/shop.ts'

describe('a sample shop of any size and seed', () => {
  it('has books that balance, finite numbers and refunds that are negative', () => {
    const sizes = fc.integer({ min: 1, max: 400 })
    const seeds = fc.integer({ min: -0xffffffff, max: 0xffffffff })
    const languages = fc.constantFrom('zh-CN' as const, 'en' as const)
    fc.assert(
      fc.property(sizes, seeds, languages, (customers, seed, language) => {
        const shop = createSampleShop({ customers, seed, language })
        for (const file of shop.files) {
          const { counts } = file
          expect(counts.rowsRead).toBe(counts.rowsAccepted + counts.rowsRejected + counts.rowsBlank)
          let rows = 0
          for (const batch of file.batches()) {
            rows += batch.nRows
            const { timeSeconds, amountMinor } = batch.numbers
            expect(timeSeconds?.every(Number.isInteger) ?? true).toBe(true)
            amountMinor?.forEach((amount, i) => {
              const isRefund = (batch.flags[i]! & ROW_FLAG.refund) !== 0
              expect(Number.isInteger(amount) && (isRefund ? amount <= 0 : amount >= 0)).toBe(true)
            })
          }
          expect(rows).toBe(counts.rowsAccepted)
        }
        const truth = shop.truth()
        expect(truth.expectedValueMinor.every(Number.isFinite)).toBe(true)
      }),
      { numRuns: 25, seed: 20_251_112 },
    )
  })

  it('splits a coupon over the lines of an order to the fen', () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 90_000 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 20_000 }), (lines, face) => {
        const total = lines.reduce((sum, amount) => sum + amount, 0)
        fc.pre(total > 0)
        const basket = createBasket()
        lines.forEach((amount, i) => (basket.amountMinor[i] = amount))
        basket.nLines = lines.length
        basket.totalMinor = total
        takeOff(basket, face)
        const after = basket.amountMinor.subarray(0, lines.length).reduce((sum, amount) => sum + amount, 0)
        expect(after).toBe(basket.totalMinor)
        expect(after).toBe(Math.max(0, total - face))
        expect(basket.amountMinor.every((amount) => amount >= 0)).toBe(true)
      }),
      { seed: 1 },
    )
  })

  it('draws from a stream that repeats itself with the same seed', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 1e6 }), (seed, salt) => {
        const [a, b] = [new Streams(1), new Streams(1)]
        a.start(0, seed, salt)
        b.start(0, seed, salt)
        for (let i = 0; i < 10; i++) expect(a.next()).toBe(b.next())
      }),
      { seed: 2 },
    )
  })
})
