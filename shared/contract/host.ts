/** Name of the one window that a page may open: the speaker's notes, drawn by the page itself. */
export const SPEAKER_WINDOW = 'huiliu-speaker'

/** A file as the renderer knows it: a token of the host, never a path. */
export interface HostFile {
  readonly fileToken: string
  readonly name: string
  readonly sizeBytes: number
}

/**
 * The little in which the two shells differ. Electron: native dialogs. Loopback: the browser's own file input (the
 * file is streamed to the backend's temporary folder) and download.
 */
export interface HostApi {
  readonly shell: 'electron' | 'loopback'
  /** lets the person pick files; empty when dismissed. `accept` e.g. ['.csv', '.xlsx'] */
  pickFiles(accept: readonly string[], multiple: boolean): Promise<readonly HostFile[]>
  /** files dropped on the page or picked by an <input>; `onProgress` 0..1 over all files */
  receiveFiles(files: readonly File[], onProgress?: (share: number) => void): Promise<readonly HostFile[]>
  /** where an export shall go; null when dismissed. The backend writes to the token atomically */
  pickSaveTarget(suggestedName: string): Promise<string | null>
  /** after the backend wrote to a save target: loopback hands it to the browser's downloads, Electron does nothing */
  deliver(saveToken: string, suggestedName: string): Promise<void>
  /** a file whose bytes the renderer itself made (a chart as PNG, SVG or CSV) */
  saveBytes(suggestedName: string, mimeType: string, bytes: Uint8Array): Promise<boolean>
}

/** `File` where there is no DOM library: only what is passed through. */
type File = Readonly<{ name: string; size: number }>
