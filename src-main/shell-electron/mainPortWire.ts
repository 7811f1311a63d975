import type { MessagePortMain } from 'electron'
import type { Wire } from '../../shared/rpc/wire.ts'

/** A wire over Electron's own kind of port, which has Node's events instead of the browser's. */
export function mainPortWire(port: MessagePortMain): Wire {
  let onClose: (() => void) | null = null
  let open = true
  const shut = (): void => {
    if (!open) return
    open = false
    onClose?.()
  }
  port.on('close', shut)
  return {
    send: (frame) => {
      if (open) port.postMessage(frame)
    },
    onFrame: (listener) => {
      port.on('message', ({ data }) => {
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
