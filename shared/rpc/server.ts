import { api, type ApiEvents, type EventName, type MethodName } from '../contract/api.ts'
import { AppError, type AppErrorData } from '../contract/errors.ts'
import { encodeFrame } from './codec.ts'
import { readClientMessage, type ClientMessage, type ServerMessage } from './message.ts'
import { systemTicker, throttled, type Ticker } from './throttle.ts'
import { validated } from './validate.ts'
import type { HandlerContext, Handlers, Wire } from './wire.ts'

/** Where a server hears of events; answers how to stop listening. */
export interface EventSource {
  subscribe(listener: <E extends EventName>(name: E, payload: ApiEvents[E]) => void): () => void
}

/** What a server may be told beside its handlers. */
export interface ServeOptions {
  readonly progressIntervalMs?: number
  readonly ticker?: Ticker
  /** hears of every failure, for a log */
  readonly onFailure?: (name: string, error: AppError) => void
  /** called once when the wire has closed */
  readonly onClosed?: () => void
}

/** One wire being served. */
export interface Served {
  close(): void
}

interface Running {
  cancelled: boolean
  readonly cancelListeners: (() => void)[]
}

type AnyHandler = (input: unknown, context: HandlerContext<MethodName>) => Promise<unknown>

const PROGRESS_INTERVAL_MS = 50

/**
 * Answers the calls of one wire until it closes. Inputs are checked against the contract before a handler sees them;
 * when the wire closes, whatever it had under way is cancelled. A frame that is not ours closes the wire.
 */
export function serve(
  wire: Wire,
  handlers: Handlers,
  events: EventSource,
  options: ServeOptions = {},
): Served {
  const running = new Map<number, Running>()
  const ticker = options.ticker ?? systemTicker
  const intervalMs = options.progressIntervalMs ?? PROGRESS_INTERVAL_MS
  let open = true

  const unsubscribe = events.subscribe((name, payload) => send({ t: 'event', name, payload }))
  wire.onFrame((frame) => {
    let message: ClientMessage
    try {
      message = readClientMessage(frame)
      if (message.t === 'call' && running.has(message.id)) throw new AppError('input-invalid')
    } catch {
      shut()
      return
    }
    if (message.t === 'cancel') cancel(running.get(message.id))
    else void answer(message.id, message.name, message.input)
  })
  wire.onClose(shut)

  async function answer(id: number, name: string, input: unknown): Promise<void> {
    const call: Running = { cancelled: false, cancelListeners: [] }
    running.set(id, call)
    const progress = throttled<unknown>(intervalMs, ticker, (value) => send({ t: 'progress', id, value }))
    try {
      const output = await invoke(name, input, {
        isCancelled: () => call.cancelled,
        onCancel: (listener) => {
          if (call.cancelled) listener()
          else call.cancelListeners.push(listener)
        },
        progress: (value) => progress.push(value),
      })
      progress.stop()
      send({ t: 'answer', id, output: output ?? null })
    } catch (thrown) {
      progress.stop()
      const error = AppError.from(thrown)
      if (error.code !== 'cancelled') options.onFailure?.(name, error)
      send({ t: 'failure', id, error: wireForm(error) })
    } finally {
      running.delete(id)
    }
  }

  async function invoke(name: string, input: unknown, context: HandlerContext<MethodName>): Promise<unknown> {
    if (!isMethod(name)) throw new AppError('method-unknown', { method: name.slice(0, 80) })
    const handler = handlers[name] as unknown as AnyHandler
    return handler(validated<unknown>(api[name].input, input), context)
  }

  function cancel(call: Running | undefined): void {
    if (call === undefined || call.cancelled) return
    call.cancelled = true
    for (const listener of call.cancelListeners.splice(0)) listener()
  }

  function send(message: ServerMessage): void {
    if (!open) return
    let frame: ArrayBuffer
    try {
      frame = encodeFrame(message)
    } catch (thrown) {
      const defect = new AppError('internal', { message: AppError.from(thrown).message })
      options.onFailure?.(message.t, defect)
      if (message.t !== 'answer' && message.t !== 'failure') return
      frame = encodeFrame({ t: 'failure', id: message.id, error: wireForm(defect) } satisfies ServerMessage)
    }
    wire.send(frame)
  }

  function shut(): void {
    if (!open) return
    open = false
    unsubscribe()
    wire.close()
    for (const call of running.values()) cancel(call)
    options.onClosed?.()
  }

  return { close: shut }
}

/** A trace helps with what nobody foresaw; it names folders of this machine, so expected failures go without. */
function wireForm(error: AppError): AppErrorData {
  return error.code === 'internal' ? error.toData() : { code: error.code, detail: error.detail }
}

function isMethod(name: string): name is MethodName {
  return Object.hasOwn(api, name)
}
