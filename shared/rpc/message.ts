import { APP_ERROR_CODES, type AppErrorData } from '../contract/errors.ts'
import { decodeFrame } from './codec.ts'
import { damaged } from './segments.ts'

/** What a client sends. `id` is chosen by the client and unique on its wire. */
export type ClientMessage =
  | { readonly t: 'call'; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly t: 'cancel'; readonly id: number }

/** What a server sends. `progress`, `answer` and `failure` carry the id of the call they belong to. */
export type ServerMessage =
  | { readonly t: 'progress'; readonly id: number; readonly value: unknown }
  | { readonly t: 'answer'; readonly id: number; readonly output: unknown }
  | { readonly t: 'failure'; readonly id: number; readonly error: AppErrorData }
  | { readonly t: 'event'; readonly name: string; readonly payload: unknown }

/** A frame as a client's message. Throws `input-invalid` when it is none. */
export function readClientMessage(frame: ArrayBuffer): ClientMessage {
  const message = readFields(frame)
  const id = readId(message)
  if (message['t'] === 'cancel') return { t: 'cancel', id }
  if (message['t'] === 'call' && typeof message['name'] === 'string') {
    return { t: 'call', id, name: message['name'], input: message['input'] }
  }
  throw damaged('unknown message')
}

/** A frame as a server's message. Throws `input-invalid` when it is none. */
export function readServerMessage(frame: ArrayBuffer): ServerMessage {
  const message = readFields(frame)
  switch (message['t']) {
    case 'progress':
      return { t: 'progress', id: readId(message), value: message['value'] }
    case 'answer':
      return { t: 'answer', id: readId(message), output: message['output'] }
    case 'failure':
      return { t: 'failure', id: readId(message), error: readError(message['error']) }
    case 'event':
      if (typeof message['name'] !== 'string') throw damaged('event without a name')
      return { t: 'event', name: message['name'], payload: message['payload'] }
    default:
      throw damaged('unknown message')
  }
}

function readFields(frame: ArrayBuffer): Record<string, unknown> {
  const message = decodeFrame(frame)
  if (typeof message !== 'object' || message === null || Array.isArray(message)) throw damaged('message')
  return message as Record<string, unknown>
}

function readId(message: Record<string, unknown>): number {
  const id = message['id']
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 1) throw damaged('id')
  return id
}

function readError(error: unknown): AppErrorData {
  if (typeof error === 'object' && error !== null && 'code' in error && 'detail' in error) {
    const { code } = error
    if (APP_ERROR_CODES.some((known) => known === code)) return error as AppErrorData
  }
  throw damaged('error')
}
