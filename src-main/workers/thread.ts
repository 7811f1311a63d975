import { parentPort, Worker, type ResourceLimits } from 'node:worker_threads'
import { AppError, type AppErrorData } from '../../shared/contract/errors.ts'

/** What a method that runs in a thread gets beside its input. `isCancelled` reads shared memory: poll it in loops. */
export interface ThreadContext<P = unknown> {
  readonly isCancelled: () => boolean
  readonly progress: (value: P) => void
}

/** Methods by name, as a thread serves them. They may be synchronous. */
export type ThreadMethods = Readonly<Record<string, (input: never, context: ThreadContext) => unknown>>

type InputOf<F> = F extends (input: infer I, context: ThreadContext) => unknown ? I : never
type OutputOf<F> = F extends (...args: never[]) => infer R ? Awaited<R> : never
type ProgressOf<F> = F extends (input: never, context: infer C) => unknown
  ? C extends ThreadContext<infer P>
    ? P
    : never
  : never

/** The part of a handler's context that reaches into the thread. */
export interface ThreadCallOptions<P> {
  readonly onCancel?: (listener: () => void) => void
  readonly progress?: (value: P) => void
}

/** Typed calls into a thread. The thread starts at the first call and again at the first call after it died. */
export interface Thread<M extends ThreadMethods> {
  call<N extends keyof M & string>(
    name: N,
    input: InputOf<M[N]>,
    options?: ThreadCallOptions<ProgressOf<M[N]>>,
  ): Promise<OutputOf<M[N]>>
  /** ends the thread; what is pending rejects with `worker-died` */
  stop(): Promise<void>
  /** ends the thread, and gives its memory back, unless something is pending */
  rest(): Promise<void>
}

interface CallMessage {
  readonly id: number
  readonly name: string
  readonly input: unknown
  readonly cancelFlag: Int32Array
}

type ThreadMessage =
  | { readonly t: 'progress'; readonly id: number; readonly value: unknown }
  | { readonly t: 'answer'; readonly id: number; readonly output: unknown }
  | { readonly t: 'failure'; readonly id: number; readonly error: AppErrorData }

interface PendingCall {
  readonly resolve: (output: unknown) => void
  readonly reject: (error: AppError) => void
  readonly progress: ((value: unknown) => void) | undefined
}

/** Answers calls in this worker thread with `methods`. */
export function serveThread(methods: ThreadMethods): void {
  const port = parentPort
  if (port === null) throw new AppError('internal', { message: 'serveThread needs a worker thread' })
  const post = (message: ThreadMessage): void => port.postMessage(message)

  async function answer({ id, name, input, cancelFlag }: CallMessage): Promise<void> {
    try {
      const method = Object.hasOwn(methods, name) ? methods[name] : undefined
      if (method === undefined) throw new AppError('method-unknown', { method: name })
      const output = await method(input as never, {
        isCancelled: () => Atomics.load(cancelFlag, 0) !== 0,
        progress: (value) => post({ t: 'progress', id, value }),
      })
      post({ t: 'answer', id, output })
    } catch (thrown) {
      post({ t: 'failure', id, error: AppError.from(thrown).toData() })
    }
  }

  port.on('message', (message: CallMessage) => void answer(message))
}

/** One life of a thread: a worker and the calls that wait for it. */
interface Life {
  readonly worker: Worker
  readonly pending: Map<number, PendingCall>
}

/** Room for short-lived objects of a thread whose work lies in typed arrays; the default of some 50 MB would be filled. */
export const SMALL_HEAP: ResourceLimits = { maxYoungGenerationSizeMb: 4 }

/** A handle on the thread whose module is at `url`. */
export function startThread<M extends ThreadMethods>(url: URL, resourceLimits?: ResourceLimits): Thread<M> {
  let life: Life | null = null
  let lastId = 0

  function begin(): Life {
    const worker = new Worker(url, resourceLimits === undefined ? {} : { resourceLimits })
    const started: Life = { worker, pending: new Map() }
    let reason = ''
    const end = (exitCode: number): void => {
      if (life === started) life = null
      const error = new AppError('worker-died', { exitCode, ...(reason === '' ? {} : { message: reason }) })
      for (const call of started.pending.values()) call.reject(error)
      started.pending.clear()
    }
    worker.on('message', (message: ThreadMessage) => receive(started, message))
    worker.on('error', (thrown: unknown) => {
      reason = thrown instanceof Error ? thrown.message : String(thrown)
    })
    worker.on('messageerror', (error) => {
      reason = error.message
      void worker.terminate()
    })
    worker.on('exit', end)
    return started
  }

  function receive(from: Life, message: ThreadMessage): void {
    const call = from.pending.get(message.id)
    if (call === undefined) return
    if (message.t === 'progress') {
      call.progress?.(message.value)
      return
    }
    from.pending.delete(message.id)
    if (message.t === 'answer') call.resolve(message.output)
    else call.reject(AppError.fromData(message.error))
  }

  async function stop(): Promise<void> {
    const last = life
    life = null
    await last?.worker.terminate()
  }

  return {
    call: (name, input, options = {}) => {
      life ??= begin()
      const { worker, pending } = life
      const id = ++lastId
      const cancelFlag = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
      return new Promise((resolve, reject) => {
        pending.set(id, {
          resolve: resolve as (output: unknown) => void,
          reject,
          progress: options.progress as ((value: unknown) => void) | undefined,
        })
        try {
          worker.postMessage({ id, name, input, cancelFlag } satisfies CallMessage)
        } catch (thrown) {
          pending.delete(id)
          reject(AppError.from(thrown))
        }
        options.onCancel?.(() => Atomics.store(cancelFlag, 0, 1))
      })
    },
    stop,
    rest: async () => {
      if (life?.pending.size === 0) await stop()
    },
  }
}
