import type {
  App,
  BrowserWindowConstructorOptions,
  IpcMainEvent,
  IpcMainInvokeEvent,
  Session,
  WebContents,
} from 'electron'
import { SPEAKER_WINDOW } from '../../shared/contract/host.ts'
import { APP_ORIGIN, APP_SCHEME } from './channels.ts'

/** Copying a number to the clipboard is the only thing that the page may ask for. */
const ALLOWED_PERMISSIONS: readonly string[] = ['clipboard-sanitized-write']

const LOCAL_SCHEMES: readonly string[] = [`${APP_SCHEME}:`, 'blob:', 'data:', 'devtools:']

/** Whether a message comes from our page, in the main frame of a window, and from nothing inside it. */
export function isOwnPage(event: IpcMainEvent | IpcMainInvokeEvent, ownOrigin: string = APP_ORIGIN): boolean {
  const frame = event.senderFrame
  return frame !== null && frame.parent === null && originOf(frame.url) === ownOrigin
}

/** An empty window that the page draws the speaker's notes into: no preload, no port, nothing of its own. */
const NOTES_WINDOW: BrowserWindowConstructorOptions = {
  autoHideMenuBar: true,
  webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
}

/** Nothing that is shown may go anywhere, embed anything, or open anything but the speaker's notes. */
export function denyNavigation(app: App): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-frame-navigate', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(({ url, frameName }) =>
      (url === '' || url === 'about:blank') && frameName === SPEAKER_WINDOW
        ? { action: 'allow', overrideBrowserWindowOptions: NOTES_WINDOW }
        : { action: 'deny' },
    )
  })
}

/** No permissions, no devices, no downloads, and no request that would leave the machine. */
export function lockSession(session: Session, alsoAllowed: readonly string[] = []): void {
  session.setPermissionRequestHandler((_contents, permission, callback) =>
    callback(ALLOWED_PERMISSIONS.includes(permission)),
  )
  session.setPermissionCheckHandler((_contents, permission) => ALLOWED_PERMISSIONS.includes(permission))
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => event.preventDefault())
  session.webRequest.onBeforeRequest(({ url }, callback) => {
    const isLocal = LOCAL_SCHEMES.some((scheme) => url.startsWith(scheme))
    callback({ cancel: !isLocal && !alsoAllowed.includes(originOf(url)) })
  })
}

/** Scheme and host of an address; the platform's own `origin` is "null" for schemes that it does not know. */
function originOf(address: string): string {
  try {
    const { protocol, host } = new URL(address)
    return `${protocol}//${host}`
  } catch {
    return ''
  }
}
