import type { AppErrorData } from '../contract/errors.ts'
import type { HostFile } from '../contract/host.ts'

/** `data` of the window message that brings the page its port, in answer to `ElectronBridge.connect`. */
export const PORT_MESSAGE = 'huiliu:port'

/** A failure as data: of an exception only the message would survive Electron's bridges. */
export type BridgeAnswer<T> = { readonly value: T } | { readonly error: AppErrorData }

/** All that Electron's preload shows to the page, as `window.huiliuHost`. */
export interface ElectronBridge {
  /** asks for a port to the backend; it comes as a window message `PORT_MESSAGE` with one MessagePort */
  connect(): void
  pickFiles(accept: readonly string[], multiple: boolean): Promise<BridgeAnswer<readonly HostFile[]>>
  /** a `File` that was dropped on the page or picked by an input; null when it stands for no file on disk */
  registerFile(file: object): Promise<BridgeAnswer<HostFile | null>>
  pickSaveTarget(suggestedName: string): Promise<BridgeAnswer<string | null>>
  saveBytes(suggestedName: string, mimeType: string, bytes: Uint8Array): Promise<BridgeAnswer<boolean>>
}
