import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../shared/contract/errors.ts'
import type { BridgeAnswer } from '../../../shared/rpc/electronBridge.ts'
import { CHANNEL } from '../../../src-main/shell-electron/channels.ts'
import { projectInArguments } from '../../../src-main/shell-electron/openedFile.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'
import { BrowserWindowStandIn, standIn } from './electronStandIn.ts'

vi.mock('electron', async () => (await import('./electronStandIn.ts')).standIn)

const folder = temporaryFolder('electron')
const rendererFolder = join(folder, 'renderer')
vi.mock('../../../src-main/backend/bundle.ts', () => ({
  get rendererFolder() {
    return new URL(`file://${rendererFolder}/`)
  },
  runsFromSource: true,
}))

const OWN = 'app://huiliu/index.html'

beforeAll(async () => {
  process.env['HUILIU_DATA_DIR'] = join(folder, 'data')
  mkdirSync(rendererFolder)
  writeFileSync(join(rendererFolder, 'index.html'), '<style nonce="__CSP_NONCE__"></style>')
  const { runElectron } = await import('../../../src-main/shell-electron/run.ts')
  await runElectron()
})

const mainWindow = (): BrowserWindowStandIn => {
  const [window] = BrowserWindowStandIn.all
  if (window === undefined) throw new Error('no window')
  return window
}

function eventFrom(
  url: string,
  parent: object | null = null,
): {
  sender: unknown
  senderFrame: { url: string; parent: object | null; postMessage: ReturnType<typeof vi.fn> }
} {
  return { sender: mainWindow().webContents, senderFrame: { url, parent, postMessage: vi.fn() } }
}

async function invoke(channel: string, url: string, ...args: unknown[]): Promise<unknown> {
  const handler = standIn.handlers.get(channel)
  if (handler === undefined) throw new Error(channel)
  const answer = (await handler(eventFrom(url), ...args)) as BridgeAnswer<unknown>
  if ('error' in answer) throw AppError.fromData(answer.error)
  return answer.value
}

describe('the window', () => {
  it('gives its page nothing of Node, a world of its own and a sandbox', () => {
    expect(mainWindow().options['webPreferences']).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      preload: expect.stringMatching(/preload[/\\]preload\.cjs$/) as unknown,
    })
  })

  it('has a smallest size, is hidden until it has painted, and stands where it stood', async () => {
    const window = mainWindow()
    expect(window.options).toMatchObject({ minWidth: 1080, minHeight: 600, show: false })
    expect(window.calls).toEqual([`loadURL ${OWN}`])
    window.emit('ready-to-show')
    expect(window.calls).toContain('show')
    window.emit('close')
    await vi.waitFor(() =>
      expect(JSON.parse(readFileSync(join(folder, 'data', 'window.json'), 'utf8'))).toEqual({
        x: 10,
        y: 20,
        width: 1200,
        height: 700,
        maximized: false,
      }),
    )
  })

  it('may navigate nowhere and open nothing', () => {
    const { webContents } = mainWindow()
    for (const name of ['will-navigate', 'will-redirect', 'will-frame-navigate', 'will-attach-webview']) {
      const event = { preventDefault: vi.fn(), url: 'https://example.com' }
      webContents.emit(name, event)
      expect(event.preventDefault, name).toHaveBeenCalledOnce()
    }
    const openAs = (url: string, frameName: string) =>
      webContents.windowOpenHandler?.({ url, frameName }).action
    expect(openAs('https://example.com', '')).toBe('deny')
    expect(openAs('https://example.com', 'huiliu-speaker')).toBe('deny')
    expect(openAs('about:blank', 'other')).toBe('deny')
    expect(openAs('about:blank', 'huiliu-speaker')).toBe('allow')
  })
})

describe('the session', () => {
  const { defaultSession } = standIn.session

  it('grants nothing but copying', () => {
    const granted = (permission: string): boolean => {
      let answer = true
      defaultSession.permissionRequest?.({}, permission, (given: boolean) => (answer = given))
      return answer
    }
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'openExternal',
      'fullscreen',
      'clipboard-read',
    ]) {
      expect(granted(permission), permission).toBe(false)
      expect(defaultSession.permissionCheck?.({}, permission), permission).toBe(false)
    }
    expect(granted('clipboard-sanitized-write')).toBe(true)
    expect(defaultSession.device?.()).toBe(false)
  })

  it('lets no request leave the machine and downloads nothing', () => {
    const cancelled = (url: string): boolean => {
      let answer = false
      defaultSession.beforeRequest?.({ url }, ({ cancel }: { cancel: boolean }) => (answer = cancel))
      return answer
    }
    for (const url of [
      'https://example.com',
      'http://127.0.0.1:80',
      'ws://127.0.0.1',
      'file:///etc/passwd',
      'application:x',
    ]) {
      expect(cancelled(url), url).toBe(true)
    }
    for (const url of [OWN, 'blob:app://huiliu/1', 'data:image/png;base64,'])
      expect(cancelled(url), url).toBe(false)
    const event = { preventDefault: vi.fn() }
    defaultSession.emit('will-download', event)
    expect(event.preventDefault).toHaveBeenCalledOnce()
  })
})

describe('the page', () => {
  const ask = async (url: string, method = 'GET'): Promise<Response> => {
    const handler = standIn.schemeHandlers.get('app')
    if (handler === undefined) throw new Error('no scheme')
    return handler(new Request(url, { method }))
  }

  it('is served under a scheme of its own with a strict policy', async () => {
    expect(standIn.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ])
    const response = await ask(OWN)
    const policy = response.headers.get('content-security-policy') ?? ''
    const body = await response.text()
    const nonce = /nonce="(.+?)"/.exec(body)?.[1] ?? 'none'
    expect(policy).toContain(`'nonce-${nonce}'`)
    expect(policy).not.toContain('unsafe')
  })

  it('has no other host, method or file', async () => {
    expect((await ask('app://other/index.html')).status).toBe(404)
    expect((await ask('app://huiliu/../../package.json')).status).toBe(404)
    expect((await ask('app://huiliu/nothing.js')).status).toBe(404)
    expect((await ask(OWN, 'POST')).status).toBe(404)
  })
})

describe('messages', () => {
  it('are handled once each, on the known channels only', () => {
    expect([...standIn.handlers.keys()].sort((a, b) => a.localeCompare(b))).toEqual(
      [CHANNEL.pickFiles, CHANNEL.pickSaveTarget, CHANNEL.registerPath, CHANNEL.saveBytes].sort((a, b) =>
        a.localeCompare(b),
      ),
    )
    expect(standIn.ipcMain.eventNames()).toEqual([CHANNEL.connect])
  })

  it('from anything but our own page are refused', async () => {
    for (const url of [
      'https://example.com/',
      'app://huiliu.example/',
      'app://other/',
      'file:///x',
      'about:blank',
      '',
    ]) {
      for (const channel of standIn.handlers.keys()) {
        await expect(invoke(channel, url), `${channel} ${url}`).rejects.toMatchObject({
          code: 'refused',
        })
      }
      const event = eventFrom(url)
      standIn.ipcMain.emit(CHANNEL.connect, event)
      expect(event.senderFrame.postMessage, url).not.toHaveBeenCalled()
    }
    const framed = eventFrom(OWN, {})
    standIn.ipcMain.emit(CHANNEL.connect, framed)
    expect(framed.senderFrame.postMessage).not.toHaveBeenCalled()
  })

  it('for a port give one end to the page and the other to the backend', () => {
    const event = eventFrom(OWN)
    standIn.ipcMain.emit(CHANNEL.connect, event)
    expect(event.senderFrame.postMessage).toHaveBeenCalledWith(CHANNEL.port, null, [{ name: 'port2' }])
    expect(standIn.children[0]?.sent.at(-1)).toEqual({ message: { t: 'port' }, ports: [{ name: 'port1' }] })
  })
})

describe('files', () => {
  it('that were picked are known to the page by token, name and size', async () => {
    const path = join(folder, 'orders.csv')
    writeFileSync(path, 'a,b\n')
    standIn.opened = { canceled: false, filePaths: [path, join(folder, 'gone.csv')] }
    expect(await invoke(CHANNEL.pickFiles, OWN, ['.csv', 'rm -rf', 7], true)).toEqual([
      { fileToken: `token-of-${path}`, name: 'orders.csv', sizeBytes: 4 },
    ])
    expect(standIn.dialogOptions.at(-1)).toMatchObject({
      properties: ['openFile', 'multiSelections'],
      filters: [{ name: '.csv .7', extensions: ['csv', '7'] }, { extensions: ['*'] }],
    })
    standIn.opened = { canceled: true, filePaths: [] }
    expect(await invoke(CHANNEL.pickFiles, OWN, [], false)).toEqual([])
  })

  it('that were dropped must be files', async () => {
    expect(await invoke(CHANNEL.registerPath, OWN, folder)).toBeNull()
    expect(await invoke(CHANNEL.registerPath, OWN, { path: 'x' })).toBeNull()
  })

  it('are saved where the person says, and the suggested name cannot lead elsewhere', async () => {
    expect(await invoke(CHANNEL.pickSaveTarget, OWN, '../../x.csv')).toBeNull()
    expect(standIn.dialogOptions.at(-1)).toEqual({ defaultPath: join('/home/li/documents', 'x.csv') })
    const path = join(folder, 'chart.png')
    standIn.saved = { canceled: false, filePath: path }
    expect(await invoke(CHANNEL.pickSaveTarget, OWN, 'list.csv')).toBe(`token-of-${path}`)
    expect(await invoke(CHANNEL.saveBytes, OWN, 'chart.png', 'image/png', Uint8Array.of(1, 2))).toBe(true)
    expect([...readFileSync(path)]).toEqual([1, 2])
    standIn.saved = { canceled: false, filePath: join(folder, 'no-such-folder', 'chart.png') }
    await expect(invoke(CHANNEL.saveBytes, OWN, 'a', 'b', Uint8Array.of(1))).rejects.toMatchObject({
      code: 'file-not-found',
      detail: { file: 'chart.png' },
    })
    await expect(invoke(CHANNEL.saveBytes, OWN, 'a', 'b', 'text')).rejects.toMatchObject({
      code: 'input-invalid',
    })
  })
})

describe('the app', () => {
  it('opens a project of a second start in the window that is there', () => {
    const sent = standIn.children[0]?.sent ?? []
    standIn.app.emit('second-instance', {}, ['electron', '--flag', 'shop.huiliu'], '/home/li')
    expect(sent.at(-1)?.message).toEqual({ t: 'open', path: '/home/li/shop.huiliu' })
    const event = { preventDefault: vi.fn() }
    standIn.app.emit('open-file', event, '/Users/li/b.huiliu')
    expect(sent.at(-1)?.message).toEqual({ t: 'open', path: '/Users/li/b.huiliu' })
    expect(mainWindow().calls).toContain('focus')
  })

  it('finds the project among the arguments', () => {
    expect(projectInArguments(['.', '--x=a.huiliu', 'a.txt'], '/w')).toBeNull()
    expect(projectInArguments(['.', 'a.huiliu', 'B.HUILIU'], '/w')).toBe('/w/B.HUILIU')
  })

  it('has a menu in the language of the system, without keys that the page uses', () => {
    const menu = standIn.menu as { label?: string }[]
    expect(menu.map(({ label }) => label).filter((label) => label !== undefined)).toContain('编辑')
    expect(JSON.stringify(menu)).not.toContain('accelerator')
    expect(JSON.stringify(menu)).not.toContain('toggleDevTools')
  })

  it('starts the backend again when it died', () => {
    standIn.children[0]?.emit('exit', 1)
    standIn.ipcMain.emit(CHANNEL.connect, eventFrom(OWN))
    expect(standIn.children).toHaveLength(2)
    expect(standIn.children[1]?.sent.at(-1)?.message).toEqual({ t: 'port' })
  })

  it('quits when the backend has finished', async () => {
    const event = { preventDefault: vi.fn() }
    standIn.app.emit('before-quit', event)
    expect(event.preventDefault).toHaveBeenCalledOnce()
    await vi.waitFor(() => expect(standIn.app.quits).toBe(1))
    const again = { preventDefault: vi.fn() }
    standIn.app.emit('before-quit', again)
    expect(again.preventDefault).not.toHaveBeenCalled()
  })

  it('hands over to the instance that runs already', async () => {
    const { runElectron } = await import('../../../src-main/shell-electron/run.ts')
    standIn.app.hasLock = false
    const windows = BrowserWindowStandIn.all.length
    await runElectron()
    expect(standIn.app.quits).toBe(2)
    expect(BrowserWindowStandIn.all).toHaveLength(windows)
  })
})
