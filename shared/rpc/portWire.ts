import type { Wire } from './wire.ts'

/** What a browser's and a worker thread's MessagePort have in common. */
export interface PortLike {
  postMessage(message: unknown): void
  addEventListener(type: 'message' | 'close', listener: (event: object) => void): void
  start(): void
  close(): void
}

/**
 * A wire over a MessagePort. Frames are copied, not transferred: a transferred ArrayBuffer is lost on its way to
 * Electron's MessagePortMain (electron/electron#34905).
 */
export function portWire(port: PortLike): Wire {
  let onClose: (() => void) | null = null
  let open = true
  const shut = (): void => {
    if (!open) return
    open = false
    onClose?.()
  }
  port.addEventListener('close', shut)
  return {
    send: (frame) => {
      if (open) port.postMessage(frame)
    },
    onFrame: (listener) => {
      port.addEventListener('message', (event) => {
        const data = 'data' in event ? event.data : null
        if (data instanceof ArrayBuffer) listener(data)
        else port.close()
      })
      port.start()
    },
    onClose: (listener) => {
      onClose = listener
    },
    close: () => {
      port.close()
      shut()
    },
  }
}
