import { describe, expect, it } from 'vitest'
import { judgeSeed } from '../../truth/winback/judgeShop.ts'
import { compared, judgementText } from '../../truth/winback/judgeTable.ts'

describe('plans from measured rates, held against the truth of sample shops', () => {
  it(
    'come close to what the same cells allow, and beat the rules of thumb',
    { timeout: 120_000 },
    async () => {
      const judged = [await judgeSeed(1, 2000), await judgeSeed(2, 2000)]
      const ratio = new Map(compared(judged).map((one) => [one.planner, one.ratio]))
      expect(ratio.get('knowing every cell')).toBeGreaterThan(0.75)
      for (const rule of [
        'coupon to everybody',
        'highest churn risk first',
        'highest value first',
        'RFM rule: push, then SMS',
      ] as const) {
        expect(ratio.get(rule), rule).toBeGreaterThan(1.1)
      }
      for (const { spent, budget } of judged)
        for (const money of Object.values(spent)) expect(money).toBeLessThanOrEqual(budget * (1 + 1e-9))
      expect(judgementText(judged)).not.toMatch(/NaN|Infinity/)
    },
  )
})
