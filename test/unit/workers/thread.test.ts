import { afterEach, describe, expect, it } from 'vitest'
import { startThread, type Thread } from '../../../src-main/workers/thread.ts'
import type { ProbeMethods } from './probe.worker.ts'

describe('a thread', () => {
  let thread: Thread<ProbeMethods>
  const start = (): Thread<ProbeMethods> =>
    (thread = startThread<ProbeMethods>(new URL('./probe.worker.ts', import.meta.url)))

  afterEach(() => thread.stop())

  it('answers with columns', async () => {
    expect(await start().call('double', Float64Array.of(1, Number.NaN))).toEqual(
      Float64Array.of(2, Number.NaN),
    )
  })

  it('is cancelled while it computes, by a flag that it polls', async () => {
    const progress: unknown[] = []
    let cancel = (): void => undefined
    const call = start().call('spin', null, {
      onCancel: (listener) => (cancel = listener),
      progress: (value) => {
        progress.push(value)
        cancel()
      },
    })
    await expect(call).rejects.toMatchObject({ code: 'cancelled' })
    expect(progress).toEqual([{ loops: 0 }])
  })

  it('brings failures out with their code, and others as internal', async () => {
    start()
    await expect(thread.call('fail', 'disk-full')).rejects.toMatchObject({
      code: 'disk-full',
      detail: { file: 'a' },
    })
    await expect(thread.call('fail', 'plain')).rejects.toMatchObject({
      code: 'internal',
      detail: { message: 'off by one' },
    })
    await expect(thread.call('unsendable', undefined as never)).rejects.toMatchObject({ code: 'internal' })
    await expect(thread.call('toString' as 'count', undefined as never)).rejects.toMatchObject({
      code: 'method-unknown',
    })
  })

  it('settles every pending call when it dies, and starts afresh at the next call', async () => {
    start()
    expect(await thread.call('count', undefined as never)).toBe(1)
    const waiting = thread.call('crash', undefined)
    const dying = thread.call('exit', 3)
    await expect(waiting).rejects.toMatchObject({ code: 'worker-died', detail: { exitCode: 3 } })
    await expect(dying).rejects.toMatchObject({ code: 'worker-died' })
    expect(await thread.call('count', undefined as never)).toBe(1)
  })

  it('says what killed it', async () => {
    await expect(start().call('crash', undefined as never)).rejects.toMatchObject({
      code: 'worker-died',
      detail: { message: 'nobody caught this' },
    })
  })

  it('rejects what is pending when it is stopped', async () => {
    const call = start().call('spin', null)
    const settled = expect(call).rejects.toMatchObject({ code: 'worker-died' })
    await thread.stop()
    await settled
  })

  it('rests only while nothing is pending', async () => {
    start()
    expect(await thread.call('count', undefined as never)).toBe(1)
    let cancel = (): void => undefined
    const busy = thread.call('spin', null, { onCancel: (listener) => (cancel = listener) })
    await thread.rest()
    cancel()
    await expect(busy).rejects.toMatchObject({ code: 'cancelled' })
    expect(await thread.call('count', undefined as never)).toBe(2)
    await thread.rest()
    expect(await thread.call('count', undefined as never)).toBe(1)
  })

  it('rejects an input that no thread can receive', async () => {
    await expect(start().call('double', (() => 1) as never)).rejects.toMatchObject({ code: 'internal' })
  })
})
