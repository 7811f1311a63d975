import type { HostFile } from '../contract/host.ts'

/** `data` of the window message that brings the page its port, in answer to `ElectronBridge.connect`. */
export const PORT_MESSAGE = 'huiliu:port'

/** All that Electron's preload shows to the page, as `window.huiliuHost`. */
export interface ElectronBridge {
  /** asks for a port to the backend; it comes as a window message `PORT_MESSAGE` with one MessagePort */
  connect(): void
  pickFiles(accept: readonly string[], multiple: boolean): Promise<readonly HostFile[]>
  /** a `File` that was dropped on the page or picked by an input; null when it stands for no file on disk */
  registerFile(file: object): Promise<HostFile | null>
  pickSaveTarget(suggestedName: string): Promise<string | null>
  saveBytes(suggestedName: string, mimeType: string, bytes: Uint8Array): Promise<boolean>
}
