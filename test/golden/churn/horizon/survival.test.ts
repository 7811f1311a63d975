import { describe, expect, it } from 'vitest'
import { kaplanMeier, type SurvivalCurve } from '../../../../shared/analytics/churn/survival.ts'
import reference from './reference.json' with { type: 'json' }

function curveOf({ days, ended }: { days: number[]; ended: number[] }): SurvivalCurve {
  const closed = new Uint32Array(Math.max(...days) + 1)
  const open = new Uint32Array(closed.length)
  days.forEach((day, i) => {
    const counts = ended[i] === 1 ? closed : open
    counts[day] = (counts[day] ?? 0) + 1
  })
  return kaplanMeier(closed, open)
}

describe('the survival curve of gaps', () => {
  it.each(['remission', 'shop'] as const)('agrees with R on %s', (name) => {
    const { survival } = curveOf(reference[name])
    expect(survival).toHaveLength(reference[name].survival.length)
    survival.forEach((s, t) => {
      expect(s, `day ${t}`).toBeCloseTo(reference[name].survival[t] ?? NaN, 12)
    })
  })

  it('has the values that textbooks print', () => {
    const { survival, nClosed, nOpen } = curveOf(reference.remission)
    const printed = { 6: 0.857, 7: 0.807, 10: 0.753, 13: 0.69, 16: 0.627, 22: 0.538, 23: 0.448 }
    for (const [week, s] of Object.entries(printed)) expect(survival[Number(week)]).toBeCloseTo(s, 3)
    expect([nClosed, nOpen]).toEqual([9, 12])
  })
})
