/** Names of what passes between preload and main process. */
export const CHANNEL = {
  connect: 'huiliu:connect',
  port: 'huiliu:port-for-page',
  pickFiles: 'huiliu:pick-files',
  registerPath: 'huiliu:register-path',
  pickSaveTarget: 'huiliu:pick-save-target',
  saveBytes: 'huiliu:save-bytes',
} as const

/** The page's own scheme and address: no file:// and no server. */
export const APP_SCHEME = 'app'
/** Where the page lives. */
export const APP_ORIGIN = `${APP_SCHEME}://huiliu`

/** Main process to backend process. */
export type ToBackend =
  | { readonly t: 'port' }
  | { readonly t: 'open'; readonly path: string }
  | {
      readonly t: 'register'
      readonly id: number
      readonly path: string
      readonly origin: 'picked' | 'target'
    }
  | { readonly t: 'close' }

/** Backend process to main process. */
export type FromBackend = { readonly t: 'registered'; readonly id: number; readonly fileToken: string }
