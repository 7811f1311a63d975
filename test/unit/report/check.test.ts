import { describe, expect, it } from 'vitest'
import { AppError } from '../../../shared/contract/errors.ts'
import { numberAt } from '../../../shared/contract/story.ts'
import { checkStory } from '../../../src-main/report/check.ts'
import { workOutWhatIf } from '../../../src-main/report/whatIf.ts'
import { storyOf } from '../../support/storyData.ts'

const engine = async (_method: string, input: unknown) => Promise.resolve(workOutWhatIf(input))
const verdicts = async (workOut: typeof engine) =>
  (await checkStory(storyOf(), workOut)).map(({ verdict }) => verdict)

describe('stated numbers', () => {
  it('hold when the engine comes to the same; what has no recipe is not checked', async () => {
    expect(await verdicts(engine)).toEqual([
      'not-checked',
      'not-checked',
      'not-checked',
      'not-checked',
      'holds',
      'not-checked',
    ])
  })

  it('changed when the answer is another, and are gone when there is none', async () => {
    const other = await verdicts(async () => Promise.resolve({ plan: { profit: 1 } }) as never)
    expect(other[4]).toBe('changed')
    const failing = await verdicts(async () => Promise.reject(new Error('no such data')))
    expect(failing[4]).toBe('gone')
  })

  it('are not told to be gone when the check was cancelled', async () => {
    const cancelled = async () => Promise.reject(new AppError('cancelled'))
    await expect(checkStory(storyOf(), cancelled)).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('are found by their path', () => {
    const answer = { a: [{ b: 2 }], c: Number.NaN, d: 'x' }
    expect([
      numberAt(answer, 'a.0.b'),
      numberAt(answer, 'a.1.b'),
      numberAt(answer, 'c'),
      numberAt(answer, 'd'),
    ]).toEqual([2, null, null, null])
  })
})
