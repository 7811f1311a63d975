import { AppError } from '../../../shared/contract/errors.ts'
import { serveThread, type ThreadContext } from '../../../src-main/workers/thread.ts'

let nCalls = 0

const methods = {
  count: () => ++nCalls,
  double: (values: Float64Array) => values.map((value) => value * 2),
  spin: (_input: null, context: ThreadContext<{ loops: number }>) => {
    let loops = 0
    context.progress({ loops })
    while (!context.isCancelled()) loops++
    throw new AppError('cancelled', { loops })
  },
  fail: (code: 'disk-full' | 'plain') => {
    if (code === 'plain') throw new RangeError('off by one')
    throw new AppError(code, { file: 'a' })
  },
  exit: (exitCode: number): null => process.exit(exitCode),
  crash: () => {
    setTimeout(() => {
      throw new Error('nobody caught this')
    }, 0)
    return new Promise<never>(() => undefined)
  },
  unsendable: () => () => 1,
}

export type ProbeMethods = typeof methods

serveThread(methods)
