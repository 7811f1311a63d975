import { describe, expect, it } from 'vitest'
import { causeRecords, plantedAtRisk } from '../../truth/churn/causes.ts'
import { expectedAuc } from '../../truth/churn/expectedAuc.ts'
import { judgeSeed, type Judgement } from '../../truth/churn/judgeShop.ts'
import { judgementText } from '../../truth/churn/judgeTable.ts'

const judged: Judgement[] = []
for (const seed of [3, 4])
  judged.push(await judgeSeed(seed, { customers: 1_000, hasLead: false, model: 'boosted' }))

describe('the churn engine against the known truth', () => {
  it.each(judged)('ranks the buyers of shop $seed nearly as well as one who knows', ({ all, recent }) => {
    expect(all.auc / all.knowingAuc).toBeGreaterThan(0.92)
    expect((all.auc - 0.5) / (all.knowingAuc - 0.5)).toBeGreaterThan(0.84)
    expect(all.auc).toBeGreaterThan(all.recencyAuc)
    expect(recent.auc).toBeGreaterThan(recent.recencyAuc)
  })

  it.each(judged)('finds leavers in the top decile of shop $seed', ({ recent }) => {
    expect(recent.topDecile).toBeGreaterThan(0.88)
    expect(recent.topDecile).toBeGreaterThan(recent.leavingShare)
    expect(recent.bestTopDecile).toBeGreaterThanOrEqual(recent.topDecile)
  })

  it.each(judged)('is honest about shop $seed before the truth is known', (one) => {
    expect(one.verdict.calibrationError).toBeLessThan(0.06)
    expect(Math.abs((one.verdict.auc ?? 0) - one.all.auc)).toBeLessThan(0.08)
    expect(Math.abs(one.predictedShare - one.trueShare)).toBeLessThan(0.1)
  })

  it('tells the planted cause among the first three reasons', () => {
    const causes = judged.flatMap(({ causes: own }) => own)
    const sum = (read: (one: (typeof causes)[number]) => number): number =>
      causes.reduce((total, one) => total + read(one), 0)
    expect(sum((one) => one.planted)).toBeGreaterThan(100)
    expect(sum((one) => one.told) / sum((one) => one.planted)).toBeGreaterThan(0.75)
  })

  it('is written as tables', () => {
    const text = judgementText(judged)
    expect(text).toContain('| 2 shops |')
    expect(text).toContain('| competitor |')
    expect(text).not.toMatch(/NaN|undefined/)
  })
})

describe('the judge', () => {
  it('weighs a customer as a leaver and as one who returns, and never against himself', () => {
    const pReturn = Float64Array.of(0, 1)
    expect(expectedAuc(Float64Array.of(2, 1), pReturn)).toBe(1)
    expect(expectedAuc(Float64Array.of(1, 2), pReturn)).toBe(0)
    expect(expectedAuc(Float64Array.of(1, 1), pReturn)).toBe(0.5)
    expect(expectedAuc(Float64Array.of(1, 2), Float64Array.of(0.3, 0.3))).toBeCloseTo(0.5, 12)
    expect(expectedAuc(Float64Array.of(1, 2), Float64Array.of(0, 0))).toBeNull()
    // by hand: leavers' weights 0.8, 0.5, returners' 0.2, 0.5
    const right = 0.8 * 0.5
    const wrong = 0.5 * 0.2
    expect(expectedAuc(Float64Array.of(2, 1), Float64Array.of(0.2, 0.5))).toBeCloseTo(
      right / (right + wrong),
      12,
    )
  })

  it('takes as planted churners only those who turned away lately and are held to be at risk', () => {
    const customer = (state: string, churnDay: number | null, level: number) => ({
      index: 0,
      level,
      truth: { state, cause: 'lifeChange', fadeFromDay: churnDay, churnDay, pReturn: 0 },
      reasons: [],
    })
    const customers = [
      customer('left', 950, 2),
      customer('left', 910, 2),
      customer('left', 950, 0),
      customer('active', null, 2),
      customer('fading', 1010, 1),
    ]
    expect(plantedAtRisk(customers, 1000)).toEqual([customers[0], customers[4]])
    expect(causeRecords([], emptyHistory)).toEqual([])
  })
})

const emptyHistory = {
  purchases: {
    nCustomers: 0,
    nEvents: 0,
    offsets: new Uint32Array(1),
    day: new Int32Array(0),
    amountMinor: new Float64Array(0),
    flags: new Uint8Array(0),
  },
  behaviours: null,
  contacts: null,
  eventNames: [''],
  channelNames: [''],
}
