import { describe, expect, it } from 'vitest'
import { judgeQueue, queueText, type QueueJudgement } from '../../truth/interventions/judgeQueue.ts'

const judged: QueueJudgement[] = []
for (const seed of [3, 4]) judged.push(await judgeQueue(seed, 2_000))

describe('downgrades of sample shops', () => {
  it.each(judged)('name those who truly leave more often than the others in shop $seed', (one) => {
    expect(one.downgraded).toBeGreaterThan(50)
    expect(one.leavingOfDowngraded).toBeGreaterThan(one.leavingOfOthers)
  })

  it('foretell usual items about as the quartiles promise', () => {
    const sum = (read: (one: QueueJudgement) => number): number =>
      judged.reduce((total, one) => total + read(one), 0)
    const foretold = sum((one) => one.foretold)
    expect(foretold).toBeGreaterThan(20)
    expect(sum((one) => one.within) / foretold).toBeGreaterThan(0.2)
  })

  it('are written as a table', () => {
    expect(queueText(judged)).toContain('| all |')
    expect(queueText(judged)).not.toMatch(/NaN|undefined/)
  })
})
