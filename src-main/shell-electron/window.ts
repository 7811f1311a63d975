import { BrowserWindow, nativeTheme, screen, type BrowserWindowConstructorOptions } from 'electron'
import { APP_ORIGIN } from './channels.ts'
import type { WindowMemory } from './windowState.ts'

const MIN_WIDTH = 1080
const MIN_HEIGHT = 600
const DEFAULT_WIDTH = 1440
const DEFAULT_HEIGHT = 900
/** page colours of the two themes, so that the window does not flash before the page paints */
const BACKGROUND = { light: '#f7f8f9', dark: '#15181c' } as const

/** The main window's options; a page in it has no Node, no remote content and its own world. */
export function windowOptions(preloadPath: string, iconPath: string): BrowserWindowConstructorOptions {
  return {
    width: DEFAULT_WIDTH,
    height: DEFAULT_HEIGHT,
    minWidth: MIN_WIDTH,
    minHeight: MIN_HEIGHT,
    show: false,
    title: 'Huiliu 回流',
    icon: iconPath,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload: preloadPath,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
      navigateOnDragDrop: false,
      // the spelling dictionaries would be fetched from the network
      spellcheck: false,
    },
  }
}

/** Opens the main window, hidden until the page has painted. */
export function openWindow(
  preloadPath: string,
  iconPath: string,
  memory: WindowMemory,
  address: string = `${APP_ORIGIN}/index.html`,
): BrowserWindow {
  const state = memory.last(screen.getAllDisplays().map(({ workArea }) => workArea))
  const { maximized, ...bounds } = state ?? { maximized: false }
  const window = new BrowserWindow({ ...windowOptions(preloadPath, iconPath), ...bounds })
  memory.follow(window)
  window.once('ready-to-show', () => {
    if (maximized) window.maximize()
    window.show()
  })
  void window.loadURL(address)
  return window
}
