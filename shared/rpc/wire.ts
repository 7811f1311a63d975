import type { ApiEvents, EventName, Input, MethodName, Output, Progress } from '../contract/api.ts'

/** A two-way pipe of frames. One frame = one ArrayBuffer, the same bytes on every wire. */
export interface Wire {
  send(frame: ArrayBuffer): void
  onFrame(listener: (frame: ArrayBuffer) => void): void
  onClose(listener: () => void): void
  close(): void
}

/** What a caller may pass along. `signal` aborts: a cancel frame with the call's id goes out; the promise settles on the answer. */
export interface CallOptions<M extends MethodName> {
  readonly signal?: CancelSignal
  readonly onProgress?: (progress: Progress<M>) => void
}

/** The part of AbortSignal that is used, so that shared code needs no platform types. */
export interface CancelSignal {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/** The client: typed calls and events. Every promise settles: on answer, on cancel's answer, on close (`connection-lost`). */
export interface RpcClient {
  call<M extends MethodName>(name: M, input: Input<M>, options?: CallOptions<M>): Promise<Output<M>>
  on<E extends EventName>(name: E, listener: (payload: ApiEvents[E]) => void): () => void
  readonly closed: boolean
  onClose(listener: () => void): () => void
  close(): void
}

/** What a handler gets beside its input. */
export interface HandlerContext<M extends MethodName> {
  readonly isCancelled: () => boolean
  /** called once when the caller cancels */
  readonly onCancel: (listener: () => void) => void
  readonly progress: (value: Progress<M>) => void
}

/** One handler per method; a missing or a second one is a defect found at start. */
export type Handlers = {
  readonly [M in MethodName]: (input: Input<M>, context: HandlerContext<M>) => Promise<Output<M>>
}
