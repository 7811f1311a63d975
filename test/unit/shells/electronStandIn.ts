import { EventEmitter } from 'node:events'

type Listener = (...args: unknown[]) => unknown

/** Records what a shell registers with Electron, and lets a test play Electron's part. */
export class WebContentsStandIn extends EventEmitter {
  windowOpenHandler: ((details: { url: string; frameName: string }) => { action: string }) | null = null
  setWindowOpenHandler(handler: (details: { url: string; frameName: string }) => { action: string }): void {
    this.windowOpenHandler = handler
  }
}

export class BrowserWindowStandIn extends EventEmitter {
  static readonly all: BrowserWindowStandIn[] = []
  readonly options: Record<string, unknown>
  readonly webContents = new WebContentsStandIn()
  readonly calls: string[] = []
  constructor(options: Record<string, unknown>) {
    super()
    this.options = options
    BrowserWindowStandIn.all.push(this)
    standIn.app.emit('web-contents-created', {}, this.webContents)
  }
  static fromWebContents(contents: unknown): BrowserWindowStandIn | null {
    return BrowserWindowStandIn.all.find((window) => window.webContents === contents) ?? null
  }
  loadURL(address: string): Promise<void> {
    this.calls.push(`loadURL ${address}`)
    return Promise.resolve()
  }
  show(): void {
    this.calls.push('show')
  }
  maximize(): void {
    this.calls.push('maximize')
  }
  focus(): void {
    this.calls.push('focus')
  }
  restore(): void {
    this.calls.push('restore')
  }
  isMinimized(): boolean {
    return true
  }
  isMaximized(): boolean {
    return false
  }
  getNormalBounds(): { x: number; y: number; width: number; height: number } {
    return { x: 10, y: 20, width: 1200, height: 700 }
  }
}

export class UtilityProcessStandIn extends EventEmitter {
  readonly sent: { message: Record<string, unknown>; ports: unknown[] }[] = []
  readonly modulePath: string
  readonly args: readonly string[]
  killed = false
  constructor(modulePath: string, args: readonly string[]) {
    super()
    this.modulePath = modulePath
    this.args = args
  }
  postMessage(message: Record<string, unknown>, ports: unknown[] = []): void {
    this.sent.push({ message, ports })
    if (message['t'] === 'register') {
      queueMicrotask(() =>
        this.emit('message', {
          t: 'registered',
          id: message['id'],
          fileToken: `token-of-${String(message['path'])}`,
        }),
      )
    }
    if (message['t'] === 'close') queueMicrotask(() => this.emit('exit', 0))
  }
  kill(): void {
    this.killed = true
    this.emit('exit', 1)
  }
}

class AppStandIn extends EventEmitter {
  isPackaged = true
  hasLock = true
  quits = 0
  readonly paths: Record<string, string> = {}
  setPath(name: string, path: string): void {
    this.paths[name] = path
  }
  getPath(name: string): string {
    return this.paths[name] ?? `/home/li/${name}`
  }
  getLocale(): string {
    return 'zh-CN'
  }
  requestSingleInstanceLock(): boolean {
    return this.hasLock
  }
  whenReady(): Promise<void> {
    return Promise.resolve()
  }
  quit(): void {
    this.quits++
  }
}

interface SessionStandIn extends EventEmitter {
  permissionRequest: Listener | null
  permissionCheck: Listener | null
  device: Listener | null
  beforeRequest: Listener | null
}

function session(): SessionStandIn {
  const made = Object.assign(new EventEmitter(), {
    permissionRequest: null as Listener | null,
    permissionCheck: null as Listener | null,
    device: null as Listener | null,
    beforeRequest: null as Listener | null,
  })
  return Object.assign(made, {
    setPermissionRequestHandler: (handler: Listener) => (made.permissionRequest = handler),
    setPermissionCheckHandler: (handler: Listener) => (made.permissionCheck = handler),
    setDevicePermissionHandler: (handler: Listener) => (made.device = handler),
    webRequest: { onBeforeRequest: (handler: Listener) => (made.beforeRequest = handler) },
  })
}

/** Everything that stands in for `import ... from 'electron'`. */
export const standIn = {
  app: new AppStandIn(),
  BrowserWindow: BrowserWindowStandIn,
  children: [] as UtilityProcessStandIn[],
  utilityProcess: {
    fork: (modulePath: string, args: readonly string[]) => {
      const child = new UtilityProcessStandIn(modulePath, args)
      standIn.children.push(child)
      return child
    },
  },
  handlers: new Map<string, Listener>(),
  ipcMain: Object.assign(new EventEmitter(), {
    handle: (channel: string, handler: Listener) => {
      if (standIn.handlers.has(channel)) throw new Error(`second handler for ${channel}`)
      standIn.handlers.set(channel, handler)
    },
  }),
  menu: null as unknown,
  Menu: {
    buildFromTemplate: (template: unknown) => template,
    setApplicationMenu: (menu: unknown) => {
      standIn.menu = menu
    },
  },
  MessageChannelMain: class {
    readonly port1 = { name: 'port1' }
    readonly port2 = { name: 'port2' }
  },
  schemes: [] as unknown[],
  schemeHandlers: new Map<string, (request: Request) => Promise<Response>>(),
  protocol: {
    registerSchemesAsPrivileged: (schemes: unknown[]) => standIn.schemes.push(...schemes),
    handle: (scheme: string, handler: (request: Request) => Promise<Response>) =>
      standIn.schemeHandlers.set(scheme, handler),
  },
  session: { defaultSession: session() },
  screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
  nativeTheme: { shouldUseDarkColors: true },
  opened: { canceled: true, filePaths: [] as string[] },
  saved: { canceled: true, filePath: '' },
  dialogOptions: [] as unknown[],
  dialog: {
    showOpenDialog: async (_window: unknown, options: unknown) => {
      standIn.dialogOptions.push(options)
      return standIn.opened
    },
    showSaveDialog: async (_window: unknown, options: unknown) => {
      standIn.dialogOptions.push(options)
      return standIn.saved
    },
  },
}
