import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { PORT_MESSAGE, type BridgeAnswer, type ElectronBridge } from '../../shared/rpc/electronBridge.ts'
import { CHANNEL } from './channels.ts'

declare const window: {
  readonly location: { readonly origin: string }
  postMessage(message: string, targetOrigin: string, transfer: readonly object[]): void
}

ipcRenderer.on(CHANNEL.port, ({ ports }) => {
  window.postMessage(PORT_MESSAGE, window.location.origin, ports)
})

async function ask<T>(channel: string, ...args: readonly unknown[]): Promise<BridgeAnswer<T>> {
  return (await ipcRenderer.invoke(channel, ...args)) as BridgeAnswer<T>
}

const bridge: ElectronBridge = {
  connect: () => ipcRenderer.send(CHANNEL.connect),
  pickFiles: (accept, multiple) => ask(CHANNEL.pickFiles, accept, multiple),
  registerFile: async (file) => {
    const path = webUtils.getPathForFile(file as File)
    return path === '' ? { value: null } : ask(CHANNEL.registerPath, path)
  },
  pickSaveTarget: (suggestedName) => ask(CHANNEL.pickSaveTarget, suggestedName),
  saveBytes: (suggestedName, mimeType, bytes) => ask(CHANNEL.saveBytes, suggestedName, mimeType, bytes),
}

contextBridge.exposeInMainWorld('huiliuHost', bridge)
