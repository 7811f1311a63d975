import { describe, expect, it } from 'vitest'
import { judgeSilent, silentText, type SilentJudgement } from '../../truth/silent/judgeSilent.ts'

const judged: SilentJudgement[] = []
for (const seed of [3, 4]) judged.push(await judgeSilent(seed, 2_000))

describe('the silent of sample shops', () => {
  it.each(judged)('are those whom SQL finds in the rows of shop $seed', (one) => {
    expect(one.disagreeing).toBe(0)
    expect(one.silent).toBeGreaterThan(500)
    expect(one.silenceDays).toBeGreaterThan(20)
    expect(one.silenceDays).toBeLessThan(90)
  })

  it.each(judged)('are truly gone far more often than the others in shop $seed', (one) => {
    expect(one.goneOfSilent).toBeGreaterThan(0.85)
    expect(one.goneOfOthers).toBeLessThan(0.4)
  })

  it.each(judged)('are sorted by what their return is truly worth in shop $seed', ({ byPotential }) => {
    const { high, medium, low } = byPotential
    expect(high.trueReturnMinor).toBeGreaterThan(medium.trueReturnMinor)
    expect(medium.trueReturnMinor).toBeGreaterThan(low.trueReturnMinor)
  })

  it('are worth the plan, and no plan beats one who knows all', () => {
    for (const { planMinor, bestMinor } of judged) {
      expect(planMinor).toBeGreaterThan(0)
      expect(bestMinor).toBeGreaterThanOrEqual(planMinor)
    }
  })

  it('are written as a table', () => {
    const text = silentText(judged)
    expect(text).toContain('| all, S')
    expect(text).not.toMatch(/NaN|undefined/)
  })
})
