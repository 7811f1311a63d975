import type { EventName } from '../contract/api.ts'
import { AppError } from '../contract/errors.ts'
import { encodeFrame } from './codec.ts'
import { readServerMessage, type ClientMessage, type ServerMessage } from './message.ts'
import type { RpcClient, Wire } from './wire.ts'

interface Pending {
  readonly resolve: (output: unknown) => void
  readonly reject: (error: AppError) => void
  readonly onProgress: ((value: unknown) => void) | undefined
  readonly forget: () => void
}

type Listener = (payload: unknown) => void

/** A client on a wire. A frame that is not ours closes the wire, and with it every pending call (`connection-lost`). */
export function createClient(wire: Wire): RpcClient {
  const pending = new Map<number, Pending>()
  const listeners = new Map<string, Set<Listener>>()
  const closeListeners = new Set<() => void>()
  let lastId = 0
  let closed = false

  wire.onFrame((frame) => {
    let message: ServerMessage
    try {
      message = readServerMessage(frame)
    } catch {
      shut()
      return
    }
    receive(message)
  })
  wire.onClose(shut)

  function receive(message: ServerMessage): void {
    if (message.t === 'event') {
      for (const listener of [...(listeners.get(message.name) ?? [])]) listener(message.payload)
      return
    }
    const call = pending.get(message.id)
    if (call === undefined) return
    if (message.t === 'progress') {
      call.onProgress?.(message.value)
      return
    }
    pending.delete(message.id)
    call.forget()
    if (message.t === 'answer') call.resolve(message.output)
    else call.reject(AppError.fromData(message.error))
  }

  function shut(): void {
    if (closed) return
    closed = true
    wire.close()
    for (const call of pending.values()) {
      call.forget()
      call.reject(new AppError('connection-lost'))
    }
    pending.clear()
    for (const listener of [...closeListeners]) listener()
  }

  function send(message: ClientMessage): void {
    wire.send(encodeFrame(message))
  }

  return {
    call: (name, input, options) =>
      new Promise((resolve, reject) => {
        const { signal, onProgress } = options ?? {}
        if (closed) return reject(new AppError('connection-lost'))
        if (signal?.aborted === true) return reject(new AppError('cancelled'))
        const id = ++lastId
        const cancel = (): void => {
          if (!closed) send({ t: 'cancel', id })
        }
        try {
          send({ t: 'call', id, name, input })
        } catch (thrown) {
          return reject(AppError.from(thrown))
        }
        signal?.addEventListener('abort', cancel)
        pending.set(id, {
          resolve: resolve as (output: unknown) => void,
          reject,
          onProgress: onProgress as ((value: unknown) => void) | undefined,
          forget: () => signal?.removeEventListener('abort', cancel),
        })
      }),
    on: (name: EventName, listener: (payload: never) => void) => {
      const set = listeners.get(name) ?? new Set<Listener>()
      listeners.set(name, set.add(listener as Listener))
      return () => void set.delete(listener as Listener)
    },
    get closed() {
      return closed
    },
    onClose: (listener) => {
      closeListeners.add(listener)
      return () => void closeListeners.delete(listener)
    },
    close: shut,
  }
}
