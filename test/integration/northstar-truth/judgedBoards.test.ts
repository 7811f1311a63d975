import { describe, expect, it } from 'vitest'
import { boardText, judgeBoard, type BoardJudgement } from '../../truth/northstar/judgeBoard.ts'

const judged: BoardJudgement[] = []
for (const seed of [3, 4]) judged.push(await judgeBoard(seed, 1_500))

describe('the North Star of sample shops', () => {
  it.each(judged)('is what SQL counts from the rows of shop $seed', ({ differences, months, northStar }) => {
    expect(differences).toEqual([])
    expect(months).toBeGreaterThan(20)
    expect(northStar).toBeGreaterThan(0.1)
  })

  it('names as leaving the core those who truly leave', () => {
    const sum = (read: (one: BoardJudgement) => number): number =>
      judged.reduce((total, one) => total + read(one), 0)
    const left = sum((one) => one.leavingOfLeft * one.left) / sum((one) => one.left)
    const stayed = sum((one) => one.leavingOfStayed * one.stayed) / sum((one) => one.stayed)
    expect(left).toBeGreaterThan(1.5 * stayed)
  })

  it('is written as a table', () => {
    expect(boardText(judged)).toContain('| all |')
    expect(boardText(judged)).not.toMatch(/NaN|undefined/)
  })
})
