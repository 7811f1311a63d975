import { AppError } from '../../shared/contract/errors.ts'
import type { HostApi, HostFile } from '../../shared/contract/host.ts'
import { createClient } from '../../shared/rpc/client.ts'
import { PORT_MESSAGE, type BridgeAnswer, type ElectronBridge } from '../../shared/rpc/electronBridge.ts'
import { portWire } from '../../shared/rpc/portWire.ts'
import type { Connection } from './connection.ts'

declare global {
  interface Window {
    readonly huiliuHost?: ElectronBridge
  }
}

/** Asks the preload for a port and makes a client of it. */
export async function connectElectron(bridge: ElectronBridge): Promise<Connection> {
  const port = await new Promise<MessagePort>((resolve) => {
    const onMessage = (event: MessageEvent): void => {
      const [received] = event.ports
      if (event.source !== window || event.data !== PORT_MESSAGE || received === undefined) return
      window.removeEventListener('message', onMessage)
      resolve(received)
    }
    window.addEventListener('message', onMessage)
    bridge.connect()
  })
  return { client: createClient(portWire(port)), host: electronHost(bridge) }
}

function electronHost(bridge: ElectronBridge): HostApi {
  return {
    shell: 'electron',
    pickFiles: (accept, multiple) => unwrapped(bridge.pickFiles(accept, multiple)),
    receiveFiles: async (files, onProgress) => {
      const received: HostFile[] = []
      for (const file of files) {
        const hostFile = await unwrapped(bridge.registerFile(file))
        if (hostFile !== null) received.push(hostFile)
      }
      onProgress?.(1)
      return received
    },
    pickSaveTarget: (suggestedName) => unwrapped(bridge.pickSaveTarget(suggestedName)),
    deliver: () => Promise.resolve(),
    saveBytes: (suggestedName, mimeType, bytes) =>
      unwrapped(bridge.saveBytes(suggestedName, mimeType, bytes)),
  }
}

async function unwrapped<T>(answer: Promise<BridgeAnswer<T>>): Promise<T> {
  const settled = await answer
  if ('error' in settled) throw AppError.fromData(settled.error)
  return settled.value
}
