import type { Wire } from './wire.ts'

/** What a browser's WebSocket and the `ws` package's have in common. */
export interface SocketLike {
  binaryType: string
  send(frame: ArrayBuffer): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  addEventListener(type: 'close' | 'error', listener: () => void): void
  close(): void
}

/** A wire over an open WebSocket. A text message is not ours and closes it. */
export function socketWire(socket: SocketLike): Wire {
  let onClose: (() => void) | null = null
  let open = true
  const shut = (): void => {
    if (!open) return
    open = false
    onClose?.()
  }
  socket.binaryType = 'arraybuffer'
  socket.addEventListener('close', shut)
  socket.addEventListener('error', shut)
  return {
    send: (frame) => {
      if (open) socket.send(frame)
    },
    onFrame: (listener) => {
      socket.addEventListener('message', (event) => {
        const data = 'data' in event ? event.data : null
        if (data instanceof ArrayBuffer) listener(data)
        else socket.close()
      })
    },
    onClose: (listener) => {
      onClose = listener
    },
    close: () => {
      shut()
      socket.close()
    },
  }
}
