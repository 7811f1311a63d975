import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { app, ipcMain, Menu, MessageChannelMain, session, type BrowserWindow } from 'electron'
import { rendererFolder } from '../backend/bundle.ts'
import { defaultDataDir } from '../backend/dataDir.ts'
import { openPageFiles } from '../backend/page/files.ts'
import { registerAppScheme, serveAppScheme } from './appProtocol.ts'
import { startBackendHost, type BackendHost } from './backendHost.ts'
import { APP_ORIGIN, CHANNEL } from './channels.ts'
import { registerFileDialogs } from './fileDialogs.ts'
import { menuTemplate } from './menu.ts'
import { projectInArguments } from './openedFile.ts'
import { denyNavigation, isOwnPage, lockSession } from './policy.ts'
import { openWindow } from './window.ts'
import { openWindowMemory } from './windowState.ts'

const OUT = fileURLToPath(new URL('./', import.meta.url))
const PRELOAD = join(OUT, '..', 'preload', 'preload.cjs')
const BACKEND = join(OUT, 'backend.js')
const ICON = join(OUT, '..', '..', 'resources', 'icons', 'icon.png')

/** Starts the Electron shell, or hands over to the instance that runs already. */
export async function runElectron(): Promise<void> {
  const dataDir = defaultDataDir()
  app.setPath('userData', join(dataDir, 'electron'))
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  registerAppScheme()
  denyNavigation(app)

  let window: BrowserWindow | null = null
  let backend: BackendHost | null = null
  let wished = projectInArguments(process.argv.slice(1), process.cwd())

  const openProject = (path: string | null): void => {
    if (path === null) return
    if (backend === null) wished = path
    else backend.open(path)
  }
  app.on('open-file', (event, path) => {
    event.preventDefault()
    openProject(path)
  })
  app.on('second-instance', (_event, args, folder) => {
    openProject(projectInArguments(args.slice(1), folder))
    if (window?.isMinimized() === true) window.restore()
    window?.focus()
  })

  await app.whenReady()
  const developmentAddress = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
  const ownOrigin = developmentAddress === undefined ? APP_ORIGIN : new URL(developmentAddress).origin
  const host = startBackendHost(BACKEND, dataDir, wished)
  backend = host

  lockSession(session.defaultSession, developmentAddress === undefined ? [] : developmentOrigins(ownOrigin))
  if (developmentAddress === undefined) serveAppScheme(openPageFiles(fileURLToPath(rendererFolder)))
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(menuTemplate(app.getLocale(), process.platform, !app.isPackaged)),
  )
  registerFileDialogs(host, (event) => isOwnPage(event, ownOrigin))
  ipcMain.on(CHANNEL.connect, (event) => {
    if (!isOwnPage(event, ownOrigin)) return
    const { port1, port2 } = new MessageChannelMain()
    host.connect(port1)
    event.senderFrame?.postMessage(CHANNEL.port, null, [port2])
  })

  const memory = openWindowMemory(dataDir)
  const show = (): void => {
    const shown = openWindow(PRELOAD, ICON, memory, developmentAddress)
    shown.on('closed', () => {
      if (window === shown) window = null
    })
    window = shown
  }
  show()
  app.on('activate', () => {
    if (window === null) show()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  closeBackendBeforeQuit(host)
}

/** The backend may be rolling back an import; the app goes when it is done. */
function closeBackendBeforeQuit(host: BackendHost): void {
  let closed = false
  app.on('before-quit', (event) => {
    if (closed) return
    event.preventDefault()
    void host.close().finally(() => {
      closed = true
      app.quit()
    })
  })
}

function developmentOrigins(origin: string): readonly string[] {
  return [origin, origin.replace(/^http/, 'ws')]
}
