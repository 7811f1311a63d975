import { describe, expect, it } from 'vitest'
import { createTurns } from '../../../src-main/backend/turns.ts'

function manual(): { promise: Promise<void>; finish: () => void; fail: (error: Error) => void } {
  let finish = (): void => undefined
  let fail = (_error: Error): void => undefined
  const promise = new Promise<void>((resolve, reject) => {
    finish = resolve
    fail = reject
  })
  return { promise, finish, fail }
}

describe('turns', () => {
  it('refuse a second job and every change while a job runs, and say which', async () => {
    const turns = createTurns()
    const { promise, finish } = manual()
    const job = turns.job('import.run', () => promise)
    expect(turns.running).toBe('import.run')
    const refusal = { code: 'job-running', detail: { job: 'import.run' } }
    await expect(turns.job('import.undo', async () => 1)).rejects.toMatchObject(refusal)
    await expect(turns.change(async () => 1)).rejects.toMatchObject(refusal)
    finish()
    await job
    expect(turns.running).toBeNull()
    expect(await turns.change(async () => 2)).toBe(2)
  })

  it('let changes wait for one another, also for one that fails', async () => {
    const turns = createTurns()
    const order: string[] = []
    const first = manual()
    const a = turns.change(async () => {
      order.push('a begins')
      await first.promise
    })
    const b = turns.change(async () => {
      order.push('b')
    })
    const failed = expect(a).rejects.toThrow('a failed')
    await Promise.resolve()
    expect(order).toEqual(['a begins'])
    first.fail(new Error('a failed'))
    await failed
    await b
    expect(order).toEqual(['a begins', 'b'])
  })

  it('are free again after a job that failed', async () => {
    const turns = createTurns()
    await expect(
      turns.job('x', async () => {
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    expect(await turns.job('y', async () => 'ok')).toBe('ok')
    await turns.idle()
  })
})
