import { describe, expect, it } from 'vitest'
import { customerNumbers } from '../../../shared/sample/keys.ts'
import { CONTACT_CHANNELS, PHASE } from '../../../shared/sample/population.ts'
import {
  findTruth,
  truthCsv,
  trueUplift,
  truthSummary,
  TRUE_STATES,
  TRUTH_FACES,
} from '../../../shared/sample/truth.ts'
import { CAMPAIGNS } from '../../../shared/sample/campaigns.ts'
import { ordersOf, shopOf } from './shopHistory.ts'

const N = 12_000
const made = shopOf(N, 11)
const truth = findTruth(made.world, made.campaigns.all, customerNumbers(N, 11))

describe('the truth about the sample shop', () => {
  it('has probabilities between 0 and 1 and finite values for everybody', () => {
    let wrong = 0
    for (let c = 0; c < N; c++) {
      const shares = [truth.pOrganicReturn[c]!, ...truth.pDrivenAway.map((column) => column[c]!)]
      for (const faces of truth.pResponse) for (const column of faces) shares.push(column[c]!)
      if (!shares.every((share) => share >= 0 && share <= 1)) wrong++
      if (!Number.isFinite(truth.expectedValueMinor[c]! + truth.returnValueMinor[c]!)) wrong++
    }
    expect(wrong).toBe(0)
  })

  it('expects nothing of those who left, and much of those who are there', () => {
    let active = 0
    let value = 0
    for (let c = 0; c < N; c++) {
      if (truth.state[c] === PHASE.left) {
        expect(truth.pOrganicReturn[c]).toBe(0)
        expect(truth.expectedValueMinor[c]).toBe(0)
      } else if (truth.state[c] === PHASE.active) {
        active++
        value += truth.expectedValueMinor[c]!
      }
    }
    expect(value / active / 100).toBeGreaterThan(200)
  })

  it('has hunters who answer coupons only, and customers for whom a contact does harm', () => {
    const sms = CONTACT_CHANNELS.indexOf('sms')
    let harmed = 0
    let helped = 0
    for (let c = 0; c < N; c++) {
      if (truth.hunter[c] === 1) expect(truth.pResponse[sms]![0]![c]).toBe(0)
      const uplift = trueUplift(truth, c, sms, 0)
      if (uplift < -0.005) harmed++
      if (uplift > 0.01) helped++
    }
    expect(harmed).toBeGreaterThan(N * 0.005)
    expect(helped).toBeGreaterThan(N * 0.1)
  })

  it('lets a larger coupon never draw fewer', () => {
    for (let c = 0; c < N; c += 7)
      for (const faces of truth.pResponse)
        for (let face = 1; face < TRUTH_FACES.length; face++)
          expect(faces[face]![c]).toBeGreaterThanOrEqual(faces[face - 1]![c]! - 1e-6)
  })

  it('agrees with what happened in the campaigns: returns of every arm and of the control groups', () => {
    for (const { expected, happened } of campaignReturns()) {
      const spread = Math.sqrt(1.5 * expected + 4)
      expect(Math.abs(happened - expected) / spread).toBeLessThan(4)
    }
  })

  it('is the same twice', () => {
    const again = findTruth(made.world, made.campaigns.all, customerNumbers(N, 11))
    expect(again.pOrganicReturn).toEqual(truth.pOrganicReturn)
    expect(again.returnValueMinor).toEqual(truth.returnValueMinor)
  })

  it('writes a table with one line a customer and a summary that adds up', () => {
    const text = [...truthCsv(truth)].join('')
    const lines = text.trimEnd().split('\n')
    expect(lines).toHaveLength(N + 1)
    const width = lines[0]!.split(',').length
    for (const line of lines) expect(line.split(',')).toHaveLength(width)
    expect(text).not.toMatch(/NaN|Infinity|undefined/)
    const summary = truthSummary(truth, 11) as { states: Record<string, number> }
    expect(Object.keys(summary.states)).toEqual([...TRUE_STATES])
    expect(Object.values(summary.states).reduce((sum, count) => sum + count, 0)).toBe(N)
  })
})

/** Returns within 30 days by arm, as the truth expects them and as they happened; ladders are left out. */
function campaignReturns(): { expected: number; happened: number }[] {
  const orders = ordersOf(made.world)
  const days = Array.from({ length: N }, () => [] as number[])
  for (let o = 0; o < orders.n; o++) days[orders.customer[o]!]!.push(orders.day[o]!)
  const { columns, nRows } = made.world.contacts
  const happened = new Map<string, number>()
  for (let row = 0; row < nRows; row++) {
    const t = Math.floor(columns.second[row]! / 86_400)
    const returned = days[columns.customer[row]!]!.some((day) => day >= t && day < t + 30)
    const key = `${columns.campaign[row]}/${columns.control[row] === 1 ? 'control' : columns.variant[row]}`
    happened.set(key, (happened.get(key) ?? 0) + (returned ? 1 : 0))
  }
  return truth.campaigns.flatMap((one, number) => {
    if (!one.randomised) return []
    const control = {
      expected: one.organicReturnsOfControl,
      happened: happened.get(`${number}/control`) ?? 0,
    }
    const isLadder = CAMPAIGNS[number]!.variants.some((arm) => arm.followUpOf !== undefined)
    if (isLadder) return [control]
    const arms = one.arms.map((arm, variant) => ({
      expected: arm.organicReturns + arm.incrementalReturns,
      happened: happened.get(`${number}/${variant}`) ?? 0,
    }))
    return [control, ...arms]
  })
}
