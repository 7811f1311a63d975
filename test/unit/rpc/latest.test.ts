import { describe, expect, it } from 'vitest'
import { latest } from '../../../shared/rpc/latest.ts'

function manual(): {
  call: (input: number) => Promise<string>
  started: number[]
  finish: (ok?: boolean) => void
} {
  const started: number[] = []
  const open: { resolve: (text: string) => void; reject: (error: Error) => void; input: number }[] = []
  return {
    started,
    call: (input) =>
      new Promise((resolve, reject) => {
        started.push(input)
        open.push({ resolve, reject, input })
      }),
    finish: (ok = true) => {
      const call = open.shift()
      if (ok) call?.resolve(`answer ${call.input}`)
      else call?.reject(new Error(`failed ${call.input}`))
    },
  }
}

describe('latest', () => {
  it('has one call under way, lets one wait, and settles the superseded with null', async () => {
    const { call, started, finish } = manual()
    const ask = latest(call)
    const answers = [ask(1), ask(2), ask(3), ask(4)]
    expect(started).toEqual([1])
    finish()
    expect(await answers[0]).toBe('answer 1')
    expect(started).toEqual([1, 4])
    finish()
    expect(await Promise.all(answers)).toEqual(['answer 1', null, null, 'answer 4'])
  })

  it('goes on after a failure, which only its own caller hears of', async () => {
    const { call, started, finish } = manual()
    const ask = latest(call)
    const first = ask(1)
    const second = ask(2)
    finish(false)
    await expect(first).rejects.toThrow('failed 1')
    finish()
    expect(await second).toBe('answer 2')
    const third = ask(3)
    finish()
    expect(await third).toBe('answer 3')
    expect(started).toEqual([1, 2, 3])
  })
})
