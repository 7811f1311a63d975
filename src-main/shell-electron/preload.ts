import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { PORT_MESSAGE, type ElectronBridge } from '../../shared/rpc/electronBridge.ts'
import type { HostFile } from '../../shared/contract/host.ts'
import { CHANNEL } from './channels.ts'

declare const window: {
  readonly location: { readonly origin: string }
  postMessage(message: string, targetOrigin: string, transfer: readonly object[]): void
}

ipcRenderer.on(CHANNEL.port, ({ ports }) => {
  window.postMessage(PORT_MESSAGE, window.location.origin, ports)
})

const bridge: ElectronBridge = {
  connect: () => ipcRenderer.send(CHANNEL.connect),
  pickFiles: (accept, multiple) =>
    ipcRenderer.invoke(CHANNEL.pickFiles, accept, multiple) as Promise<readonly HostFile[]>,
  registerFile: (file) => {
    const path = webUtils.getPathForFile(file as File)
    return path === ''
      ? Promise.resolve(null)
      : (ipcRenderer.invoke(CHANNEL.registerPath, path) as Promise<HostFile | null>)
  },
  pickSaveTarget: (suggestedName) =>
    ipcRenderer.invoke(CHANNEL.pickSaveTarget, suggestedName) as Promise<string | null>,
  saveBytes: (suggestedName, mimeType, bytes) =>
    ipcRenderer.invoke(CHANNEL.saveBytes, suggestedName, mimeType, bytes) as Promise<boolean>,
}

contextBridge.exposeInMainWorld('huiliuHost', bridge)
